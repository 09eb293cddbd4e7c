#include "report/console.hpp"

#include "report/golden.hpp"
#include "report/sample_results.hpp"

namespace vtime::test {
namespace {

using report::Console;
using report::ConsoleOptions;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Texts {
  std::string out;
  std::string err;
};

Texts console_texts(const ConsoleOptions& options) {
  Texts texts;
  Console console(append_to(texts.out), append_to(texts.err), options);
  report_all(console);
  return texts;
}

std::string golden(const std::string& name) { return std::string(VTIME_GOLDEN_DIR "/") + name; }

TEST(ConsoleReport, ShowsOneLineForEachScenarioAndWhyOthersDidNotPass) {
  const Texts texts = console_texts({});
  EXPECT_TRUE(equals_golden(golden("console.txt"), texts.out));
}

TEST(ConsoleReport, WritesTheDiagnosticsOfFilesToTheErrorStream) {
  const Texts texts = console_texts({});
  EXPECT_TRUE(equals_golden(golden("console_errors.txt"), texts.err));
}

TEST(ConsoleReport, ShowsTranscriptsWhenVerbose) {
  ConsoleOptions options;
  options.verbose = true;
  EXPECT_TRUE(equals_golden(golden("console_verbose.txt"), console_texts(options).out));
}

TEST(ConsoleReport, ListsWhatStillWaitsWhenVerbose) {
  report::Result result = passed_result();
  result.run.pending = {"watchdog", "line 7"};
  for (const bool verbose : {false, true}) {
    std::string out;
    std::string err;
    ConsoleOptions options;
    options.verbose = verbose;
    Console(append_to(out), append_to(err), options).result(result);
    EXPECT_EQ(out.find("still pending at the end: watchdog, line 7\n") != std::string::npos, verbose);
  }
}

TEST(ConsoleReport, ShowsNothingOfWhatPassedWhenQuiet) {
  ConsoleOptions options;
  options.quiet = true;
  const std::string text = console_texts(options).out;
  EXPECT_THAT(text, Not(HasSubstr("An order is confirmed")));
  EXPECT_THAT(text, HasSubstr("A parcel is on its way"));
}

TEST(ConsoleReport, ColoursAddNothingButColour) {
  ConsoleOptions options;
  options.style.colour = true;
  const std::string coloured = console_texts(options).out;
  EXPECT_TRUE(equals_golden(golden("console_colour.txt"), coloured));
}

TEST(ConsoleReport, TellsWhereItWasInterrupted) {
  std::string out;
  std::string err;
  Console console(append_to(out), append_to(err), {});
  report::Summary summary;
  summary.interrupted = true;
  summary.interrupted_name = "slow.yaml: It takes long";
  console.finish(summary);
  EXPECT_EQ(out,
            "\ninterrupted while running slow.yaml: It takes long\n\n0 scenarios: none run (0s of virtual time)\n");
}

TEST(ConsoleReport, AnUpdatedScenarioIsMarked) {
  std::string out;
  std::string err;
  Console console(append_to(out), append_to(err), {});
  report::Result result = passed_result();
  result.updated = true;
  console.result(result);
  EXPECT_EQ(out, "updated    shop/checkout.yaml: An order is confirmed (1.5s)\n");
  EXPECT_THAT(err, IsEmpty());
}

}  // namespace
}  // namespace vtime::test
