#include "load_file.hpp"

#include <utility>

#include "scenario_files.hpp"

namespace vtime::tool {

scenario::LoadedFile load_file(const std::string& path) {
  FileText file = read_scenario_file(path);
  const std::string name = shown_path(path);
  if (file.problem.empty()) return scenario::load(name, std::move(file.text));
  scenario::LoadedFile loaded;
  auto source = std::make_shared<scenario::SourceFile>();
  source->name = name;
  loaded.source = std::move(source);
  loaded.diagnostics.push_back({scenario::Severity::error, name, {}, "can't be read: " + file.problem, ""});
  return loaded;
}

}  // namespace vtime::tool
