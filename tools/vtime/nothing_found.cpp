#include "nothing_found.hpp"

#include <fmt/format.h>

#include "exit_codes.hpp"
#include "report/style.hpp"

namespace vtime::tool {

int report_nothing(const std::vector<std::string>& filters, Environment& environment) {
  environment.out.flush();
  if (filters.empty()) {
    environment.err.write("vtime: error: no scenario was found\n  help: folders are searched for *.yaml and *.yml\n");
  } else {
    std::string names;
    for (const std::string& filter : filters) names += fmt::format("{}'{}'", names.empty() ? "" : " or ", filter);
    environment.err.write(fmt::format(
        "vtime: error: no scenario matches {}\n"
        "  help: a filter matches the whole of `path: title`, of the title or of the path: '*part*' finds a part\n",
        report::visible(names)));
  }
  return exit_nothing;
}

}  // namespace vtime::tool
