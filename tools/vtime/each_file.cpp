#include "each_file.hpp"

#include "load_file.hpp"
#include "scenario_files.hpp"

namespace vtime::tool {

std::size_t for_each_file(const std::vector<std::string>& paths, Environment& environment,
                          const std::function<void(const scenario::LoadedFile&)>& use) {
  std::size_t invalid = 0;
  for (const std::string& path : find_scenario_files(paths)) {
    const scenario::LoadedFile file = load_file(path);
    if (!file.diagnostics.empty()) environment.out.flush();
    for (const scenario::Diagnostic& diagnostic : file.diagnostics) {
      environment.err.write(render(diagnostic, file.source->text));
    }
    environment.err.flush();
    if (has_errors(file.diagnostics)) ++invalid;
    use(file);
  }
  return invalid;
}

}  // namespace vtime::tool
