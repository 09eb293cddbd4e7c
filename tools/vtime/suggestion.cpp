#include "suggestion.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "command_table.hpp"
#include "report/style.hpp"
#include "scenario/diagnostic.hpp"

namespace vtime::tool {

UsageError unknown_command(const std::string& name) {
  std::vector<std::string_view> names;
  for (const CommandSpec& command : command_table()) names.push_back(command.name);
  const std::string_view meant = scenario::nearest(name, names);
  return UsageError(fmt::format("there is no command '{}'", report::visible(name)),
                    meant.empty() ? "`vtime --help` lists the commands" : fmt::format("did you mean '{}'?", meant));
}

}  // namespace vtime::tool
