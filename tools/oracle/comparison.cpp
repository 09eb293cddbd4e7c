#include "comparison.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "node_process.hpp"
#include "scenario/run.hpp"

namespace vtime::oracle {

namespace {

constexpr int patience_in_seconds = 20;

bool same(const Line& left, const Line& right) {
  return left.at == right.at && left.kind == right.kind && left.text == right.text;
}

std::string shown(const std::vector<Line>& lines, std::size_t index) {
  if (index >= lines.size()) return "-";
  const Line& line = lines[index];
  return fmt::format("{} {}{}", to_text(line.at), line.kind == LineKind::uncaught ? "uncaught: " : "", line.text);
}

Comparison compare_program(const scenario::Scenario& program) {
  Comparison result;
  result.title = program.title;
  if (program.loop != scenario::LoopKind::node) {
    result.problem = "its loop is not that of Node.js";
    return result;
  }
  scenario::RunResult run = scenario::run(program);
  if (run.ending != scenario::Ending::finished) {
    result.problem = scenario::render(*run.diagnostic, program.source->text);
    return result;
  }
  std::optional<std::vector<Line>> real = run_in_node(program, patience_in_seconds, result.problem);
  if (!real) return result;
  result.model = std::move(run.lines);
  result.real = std::move(*real);
  result.verdict = std::ranges::equal(result.model, result.real, same) ? Verdict::agree : Verdict::differ;
  return result;
}

Comparison mistake_of(const scenario::LoadedFile& file) {
  Comparison result;
  result.problem = scenario::render(file.diagnostics.front(), file.source->text);
  return result;
}

}  // namespace

std::vector<Comparison> compare_all(const std::string& yaml) {
  const scenario::LoadedFile file = scenario::load("scenario.yaml", yaml);
  if (file.scenarios.empty()) return {mistake_of(file)};
  std::vector<Comparison> results;
  for (const auto& program : file.scenarios) results.push_back(compare_program(*program));
  return results;
}

Comparison compare(const std::string& yaml) {
  const scenario::LoadedFile file = scenario::load("generated.yaml", yaml);
  return file.scenarios.empty() ? mistake_of(file) : compare_program(*file.scenarios.front());
}

Sketch shrink(Sketch sketch) {
  for (std::size_t index = count_steps(sketch); index-- > 0;) {
    Sketch smaller = without(sketch, index);
    if (compare(to_yaml(smaller)).verdict != Verdict::differ) continue;
    sketch = std::move(smaller);
    index = std::min(index, count_steps(sketch));
  }
  return sketch;
}

std::string report(const Comparison& comparison) {
  std::string text = fmt::format("    {:<40} {}\n", "model", "Node.js");
  bool differed = false;
  for (std::size_t i = 0; i < std::max(comparison.model.size(), comparison.real.size()); ++i) {
    const std::string model = shown(comparison.model, i);
    const std::string real = shown(comparison.real, i);
    const bool first = !differed && model != real;
    differed = differed || first;
    text += fmt::format("{} {:<40} {}\n", first ? ">>>" : "   ", model, real);
  }
  return text;
}

}  // namespace vtime::oracle
