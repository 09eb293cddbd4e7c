/// The commands and their options: the one source of parsing and help. The completions and the manual page are tested
/// against it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vtime::tool {

struct OptionSpec {
  std::string name;      ///< without dashes
  char letter = 0;       ///< of the short form; 0: none
  std::string argument;  ///< its name in the help; "" for a switch
  std::string meaning;
  std::string implicit{};  ///< the argument of an option written without one; "": it needs one
  bool repeatable = false;
};

struct Example {
  std::string command;
  std::string meaning;
};

struct CommandSpec {
  std::string name;
  std::string arguments;  ///< "[PATH...]"
  std::string summary;
  std::string details;  ///< more lines for its help; may be empty
  std::vector<Example> examples;
  std::vector<OptionSpec> options;
  std::size_t least_arguments = 0;
  std::size_t most_arguments = 0;
};

std::span<const CommandSpec> command_table();

/// The command of that name, or null.
const CommandSpec* find_command(std::string_view name);

}  // namespace vtime::tool
