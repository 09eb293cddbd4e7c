#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "scenario/reader/reading.hpp"
#include "scenario/reader/scenario_reader.hpp"
#include "scenario/resolver/resolver.hpp"
#include "scenario/scenario.hpp"

namespace vtime::scenario {
namespace {

/// A file with more mistakes than this is no scenario file, or has one mistake many times.
constexpr std::size_t most_diagnostics = 100;

void check_title(const ReadContext& context, const Scenario& scenario,
                 std::unordered_map<std::string, std::uint32_t>& lines) {
  if (scenario.title.empty()) return;
  const auto [earlier, is_new] = lines.emplace(scenario.title, scenario.place.line);
  if (is_new) return;
  const Node& root = *context.file.documents[scenario.document].root;
  add_error(context, root.find("scenario")->where,
            fmt::format("the title '{}' occurs twice in this file", scenario.title),
            fmt::format("line {} has it already", earlier->second));
}

void read_scenarios(LoadedFile& loaded) {
  const SourceFile& file = *loaded.source;
  const ReadContext context{file, loaded.diagnostics};
  std::unordered_map<std::string, std::uint32_t> title_lines;
  for (std::size_t index = 0; index < file.documents.size(); ++index) {
    const ScenarioReading reading = read_scenario(context, loaded.source, index);
    if (reading.scenario == nullptr) continue;
    check_title(context, *reading.scenario, title_lines);
    if (reading.names_known) {
      resolve(reading.scenario->program, reading.scenario->loop, file, loaded.diagnostics);
    }
    loaded.scenarios.push_back(reading.scenario);
  }
}

/// Keeps the first mistakes of very many.
void cut(Diagnostics& diagnostics, const std::string& file) {
  if (diagnostics.size() <= most_diagnostics) return;
  const std::size_t left_out = diagnostics.size() - most_diagnostics;
  const bool has_error = has_errors(diagnostics);
  const Span where = diagnostics[most_diagnostics].where;
  diagnostics.resize(most_diagnostics);
  diagnostics.push_back({has_error ? Severity::error : Severity::warning, file, where,
                         fmt::format("{} more mistakes from here on are not shown", left_out), "mend the first ones"});
}

}  // namespace

LoadedFile load(std::string name, std::string text) {
  LoadedFile loaded;
  const auto source =
      std::make_shared<SourceFile>(read_documents(std::move(name), std::move(text), loaded.diagnostics));
  loaded.source = source;
  read_scenarios(loaded);
  source->drop_documents();
  sort_by_place(loaded.diagnostics);
  cut(loaded.diagnostics, loaded.source->name);
  if (has_errors(loaded.diagnostics)) loaded.scenarios.clear();
  return loaded;
}

}  // namespace vtime::scenario
