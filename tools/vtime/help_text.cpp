#include "help_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace vtime::tool {
namespace {

/// Two columns, the second one aligned; a meaning that is missing leaves the first alone.
std::string columns(const std::vector<std::pair<std::string, std::string>>& rows) {
  std::size_t width = 0;
  for (const auto& [left, right] : rows) width = std::max(width, left.size());
  std::string text;
  for (const auto& [left, right] : rows) {
    text += right.empty() ? fmt::format("  {}\n", left) : fmt::format("  {:<{}}  {}\n", left, width, right);
  }
  return text;
}

std::string usage_of(const OptionSpec& option) {
  std::string usage = option.letter == 0 ? "    " : fmt::format("-{}, ", option.letter);
  usage += "--" + option.name;
  if (option.argument.empty()) return usage;
  return usage + (option.implicit.empty() ? " " + option.argument : "[=" + option.argument + "]");
}

}  // namespace

std::string program_help() {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const CommandSpec& command : command_table()) {
    rows.emplace_back(command.arguments.empty() ? command.name : command.name + " " + command.arguments,
                      command.summary);
  }
  return "vtime runs asynchronous programs in virtual time and compares what they print with what is expected.\n"
         "\nExamples:\n" +
         columns({{"vtime new scenarios/first.yaml", "write a scenario to start from"},
                  {"vtime run", "run all scenarios of the folder scenarios"},
                  {"vtime show scenarios/first.yaml", "see what one prints, and when"}}) +
         "\nCommands:\n" + columns(rows) +
         "\n`vtime COMMAND --help` explains a command, `vtime --version` tells the version.\n"
         "\nExit status:\n" +
         columns({{"0", "all passed"},
                  {"1", "a scenario failed, or had no expectations"},
                  {"2", "bad usage, or an invalid scenario"},
                  {"3", "a limit stopped a run"},
                  {"4", "nothing matched"},
                  {"70", "internal error, or output that can't be written"},
                  {"130", "interrupted"}});
}

std::string command_help(const CommandSpec& command) {
  std::string text = fmt::format("vtime {}: {}\n\nExamples:\n", command.name, command.summary);
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Example& example : command.examples) rows.emplace_back(example.command, example.meaning);
  text += columns(rows);
  text += fmt::format("\nUsage: vtime {} [OPTIONS]{}{}\n", command.name, command.arguments.empty() ? "" : " ",
                      command.arguments);
  if (!command.details.empty()) text += "\n" + command.details;
  rows.clear();
  for (const OptionSpec& option : command.options) rows.emplace_back(usage_of(option), option.meaning);
  return text + "\nOptions:\n" + columns(rows);
}

}  // namespace vtime::tool
