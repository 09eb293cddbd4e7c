#include <fmt/format.h>

#include "commands.hpp"
#include "each_file.hpp"
#include "exit_codes.hpp"
#include "nothing_found.hpp"
#include "report/summary.hpp"

namespace vtime::tool {

int check(const Arguments& arguments, Environment& environment) {
  std::size_t files = 0;
  std::size_t scenarios = 0;
  const std::size_t invalid = for_each_file(arguments.positional(), environment, [&](const scenario::LoadedFile& file) {
    ++files;
    scenarios += file.scenarios.size();
  });
  if (files == 0) return report_nothing({}, environment);
  environment.out.write(fmt::format("{}, {}: {}\n", report::plural(files, "file"),
                                    report::plural(scenarios, "valid scenario"),
                                    invalid == 0 ? "no errors" : report::plural(invalid, "file") + " with errors"));
  return invalid == 0 ? exit_passed : exit_invalid;
}

}  // namespace vtime::tool
