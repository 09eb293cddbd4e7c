#include "commands.hpp"
#include "each_file.hpp"
#include "exit_codes.hpp"
#include "nothing_found.hpp"
#include "report/style.hpp"
#include "selection.hpp"

namespace vtime::tool {

int list(const Arguments& arguments, Environment& environment) {
  Selection selection(arguments.values("filter"));
  const std::size_t invalid = for_each_file(arguments.positional(), environment, [&](const scenario::LoadedFile& file) {
    for (const auto& scenario : file.scenarios) {
      if (!selection.takes(file.source->name, scenario->title)) continue;
      environment.out.write(report::visible(file.source->name + ": " + scenario->title) + "\n");
    }
  });
  if (invalid > 0) return exit_invalid;
  return selection.matched() == 0 ? report_nothing(arguments.values("filter"), environment) : exit_passed;
}

}  // namespace vtime::tool
