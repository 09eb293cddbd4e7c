#include "report/sample_results.hpp"

#include <utility>

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using report::Result;
using report::Verdict;

constexpr const char* file = "shop/checkout.yaml";

Line log(Duration at, std::string text, std::uint32_t line) {
  return Line{at, LineKind::log, std::move(text), EventId::main, Place{file, line, 7}};
}

ExpectedItem expect_line(Duration at, std::string text, std::uint32_t line) {
  ExpectedLine expected;
  expected.time = Window{at, at};
  expected.pattern.text = std::move(text);
  expected.origin = Origin{line, 5, 0, 0};
  return expected;
}

Result scenario_result(std::string title, std::uint32_t line) {
  Result result;
  result.file = file;
  result.line = line;
  result.title = std::move(title);
  return result;
}

/// What a run of it would have told, judged as the program does it.
void judge_result(Result& result, Expectations expectations, std::vector<Line> lines) {
  auto scenario = std::make_shared<scenario::Scenario>();
  scenario->title = result.title;
  scenario->expect = std::move(expectations);
  result.scenario = scenario;
  result.run.ended_at = lines.empty() ? Duration{} : lines.back().at;
  result.run.lines = std::move(lines);
  result.run.callbacks = result.run.lines.size();
  result.virtual_time = result.run.ended_at;
  result.judgement = judge(*scenario->expect, Observed{result.run.lines, result.run.ended_at, result.run.pending});
  result.verdict = result.judgement.passed() ? Verdict::passed : Verdict::failed;
}

scenario::Diagnostic diagnostic(std::uint32_t line, std::uint32_t column, std::size_t offset, std::size_t length,
                                std::string message, std::string help) {
  scenario::Diagnostic found;
  found.file = file;
  found.where.begin = {line, column, offset};
  found.where.end = {line, column + static_cast<std::uint32_t>(length), offset + length};
  found.message = std::move(message);
  found.help = std::move(help);
  return found;
}

std::shared_ptr<const scenario::SourceFile> source(std::string text) {
  auto made = std::make_shared<scenario::SourceFile>();
  made->name = file;
  made->text = std::move(text);
  return made;
}

}  // namespace

Result passed_result() {
  Result result = scenario_result("An order is confirmed", 1);
  Expectations expectations;
  expectations.transcript = {expect_line(0s, "order placed", 8), expect_line(1500ms, "order confirmed", 9)};
  judge_result(result, std::move(expectations), {log(0s, "order placed", 3), log(1500ms, "order confirmed", 6)});
  return result;
}

Result failed_result() {
  Result result = scenario_result("A payment is tried again after a second", 12);
  Expectations expectations;
  expectations.transcript = {expect_line(0s, "paying", 22), expect_line(1s, "paying again", 23),
                             expect_line(3s, "paid", 24)};
  judge_result(result, std::move(expectations),
               {log(0s, "paying", 14), log(1250ms, "paying again", 17), log(3s, "paid", 19)});
  result.chain = {{EventKind::main, "", {file, 12, 1}, 0s, 0s, 0s},
                  {EventKind::timer, "retry", {file, 16, 5}, 0s, 1250ms, 1250ms}};
  result.failed_runs = 1;
  return result;
}

Result broken_rule_result() {
  Result result = scenario_result("Nobody pays twice", 30);
  Expectations expectations;
  Pattern twice;
  twice.text = "paid";
  twice.origin = Origin{41, 9, 0, 0};
  expectations.count = {CountRule{twice, 1, 1, Origin{41, 7, 0, 0}}};
  judge_result(result, std::move(expectations), {log(1s, "paid", 33), log(2s, "paid", 33)});
  result.run.pending = {"watchdog"};
  result.failed_runs = 1;
  return result;
}

Result unchecked_result() {
  Result result = scenario_result("A parcel is on its way", 50);
  result.verdict = Verdict::unchecked;
  result.run.lines = {log(24h, "delivered", 52)};
  result.run.ended_at = 24h;
  result.virtual_time = 24h;
  result.failed_runs = 1;
  return result;
}

Result limited_result() {
  Result result = scenario_result("The poll ends", 60);
  result.verdict = Verdict::limited;
  result.run.ending = scenario::Ending::limited;
  result.source = source("script:\n  - set_interval: 1s\n");
  result.run.diagnostic = diagnostic(2, 5, 12, 12, "a million callbacks ran: 'poll' never ends",
                                     "clear the interval, or raise limits.callbacks");
  result.run.ended_at = 1000000s;
  result.virtual_time = 1000000s;
  result.failed_runs = 1;
  return result;
}

Result invalid_result() {
  Result result;
  result.verdict = Verdict::invalid;
  result.file = "shop/broken.yaml";
  result.line = 2;
  auto text = std::make_shared<scenario::SourceFile>();
  text->name = result.file;
  text->text = "scenario: Broken\nscrpt:\n  - lgo: x\n";
  result.source = text;
  result.diagnostics = {diagnostic(2, 1, 17, 5, "unknown key 'scrpt'", "did you mean 'script'?")};
  result.diagnostics.front().file = result.file;
  return result;
}

Result repeated_result() {
  Result result = failed_result();
  result.title = "A payment is tried again, whatever the order";
  result.runs = 100;
  result.failed_runs = 7;
  result.seed = 23;
  result.ties_seed = 5;
  return result;
}

Result tied_result() {
  Result result = passed_result();
  result.title = "Two answers at once";
  result.ties = {{5ms, {{Place{file, 72, 5}, "first answer", 1}, {Place{file, 75, 5}, "second answer", 3}}}};
  return result;
}

Result awkward_result() {
  Result result = scenario_result("<b>\"Fish\" & 'chips'</b>\x1b[31m, 100%", 80);
  Expectations expectations;
  expectations.transcript = {expect_line(0s, "]]> & <tag>", 84)};
  judge_result(result, std::move(expectations), {log(0s, "bell \x07, tab \t, \xef\xbf\xbf and \xc3\xa9", 82)});
  result.failed_runs = 1;
  return result;
}

std::vector<Result> all_results() {
  std::vector<Result> results;
  results.push_back(passed_result());
  results.push_back(failed_result());
  results.push_back(broken_rule_result());
  results.push_back(unchecked_result());
  results.push_back(limited_result());
  results.push_back(repeated_result());
  results.push_back(tied_result());
  results.push_back(awkward_result());
  results.push_back(invalid_result());
  return results;
}

report::Summary summary_of(const std::vector<Result>& results) {
  report::Summary summary;
  for (const Result& result : results) summary.add(result);
  return summary;
}

void report_all(report::Reporter& reporter) {
  const std::vector<Result> results = all_results();
  for (const Result& result : results) reporter.result(result);
  reporter.finish(summary_of(results));
}

report::Write append_to(std::string& text) {
  return [&text](std::string_view piece) { text += piece; };
}

}  // namespace vtime::test
