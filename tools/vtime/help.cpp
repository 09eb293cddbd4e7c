#include <fmt/format.h>

#include "commands.hpp"
#include "help_text.hpp"
#include "suggestion.hpp"
#include "usage_error.hpp"

namespace vtime::tool {

int help(const Arguments& arguments, Environment& environment) {
  if (arguments.positional().empty()) {
    environment.out.write(program_help());
    return 0;
  }
  const std::string& name = arguments.positional().front();
  const CommandSpec* command = find_command(name);
  if (command == nullptr) throw unknown_command(name);
  environment.out.write(command_help(*command));
  return 0;
}

}  // namespace vtime::tool
