#include "tool.hpp"

#include <fmt/format.h>

#include <exception>

#include "commands.hpp"
#include "exit_codes.hpp"
#include "help_text.hpp"
#include "report/style.hpp"
#include "suggestion.hpp"
#include "usage_error.hpp"
#include "version.hpp"

namespace vtime::tool {
namespace {

int call(const std::string& name, const Arguments& arguments, Environment& environment) {
  if (name == "run") return run(arguments, environment);
  if (name == "show") return show(arguments, environment);
  if (name == "check") return check(arguments, environment);
  if (name == "list") return list(arguments, environment);
  if (name == "new") return new_scenario(arguments, environment);
  if (name == "schema") return schema(arguments, environment);
  return help(arguments, environment);
}

int dispatch(const std::vector<std::string>& words, Environment& environment) {
  if (words.empty()) {
    environment.err.write(program_help());
    return exit_invalid;
  }
  const std::string& name = words.front();
  if (name == "--version") {
    environment.out.write(version_text());
    return exit_passed;
  }
  if (name == "--help" || name == "-h") {
    environment.out.write(program_help());
    return exit_passed;
  }
  const CommandSpec* command = find_command(name);
  if (command == nullptr) throw unknown_command(name);
  const Arguments arguments = parse_arguments(*command, {words.begin() + 1, words.end()});
  if (arguments.has("help")) {
    environment.out.write(command_help(*command));
    return exit_passed;
  }
  return call(name, arguments, environment);
}

/// What was written before stands before the error when both go to one terminal.
void write_error(Environment& environment, const std::string& text) {
  environment.out.flush();
  environment.err.write(text);
}

}  // namespace

int run_tool(const std::vector<std::string>& words, Environment& environment) {
  try {
    return dispatch(words, environment);
  } catch (const UsageError& error) {
    write_error(environment, fmt::format("vtime: error: {}\n", report::visible(error.what())));
    if (!error.help.empty()) write_error(environment, fmt::format("  help: {}\n", error.help));
    return exit_invalid;
  } catch (const std::exception& error) {
    write_error(environment, fmt::format("vtime: error: internal error: {}\n", error.what()));
    return exit_internal;
  }
}

}  // namespace vtime::tool
