#include "arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "scenario/diagnostic.hpp"
#include "usage_error.hpp"

namespace vtime::tool {
namespace {

namespace po = boost::program_options;

/// `--name`, or what was written in its place.
std::string dashed(const std::string& name) { return name.rfind('-', 0) == 0 ? name : "--" + name; }

po::options_description description_of(const CommandSpec& command) {
  po::options_description description;
  for (const OptionSpec& option : command.options) {
    const std::string names = option.letter == 0 ? option.name : option.name + ',' + option.letter;
    if (option.argument.empty()) {
      description.add_options()(names.c_str(), po::value<bool>()->zero_tokens());
    } else {
      description.add_options()(names.c_str(), po::value<std::string>());
    }
  }
  return description;
}

const OptionSpec* find_option(const CommandSpec& command, const std::string& name) {
  const auto found = std::find_if(command.options.begin(), command.options.end(),
                                  [&name](const OptionSpec& option) { return option.name == name; });
  return found == command.options.end() ? nullptr : &*found;
}

[[noreturn]] void refuse_unknown(const CommandSpec& command, const std::string& written) {
  const std::string name = written.substr(std::min(written.size(), written.find_first_not_of('-')));
  std::vector<std::string_view> names;
  for (const OptionSpec& option : command.options) names.push_back(option.name);
  const std::string_view meant = scenario::nearest(name, names);
  throw UsageError(fmt::format("vtime {} has no option '{}'", command.name, dashed(written)),
                   meant.empty() ? fmt::format("`vtime {} --help` lists its options", command.name)
                                 : fmt::format("did you mean '--{}'?", meant));
}

/// Gives an option that may stand alone its argument, so that it does not take the next word for it.
std::vector<std::string> with_implicit_arguments(const CommandSpec& command, std::vector<std::string> words) {
  for (std::string& word : words) {
    if (word == "--") break;
    for (const OptionSpec& option : command.options) {
      if (!option.implicit.empty() && word == "--" + option.name) word += "=" + option.implicit;
    }
  }
  return words;
}

std::vector<po::option> parsed_options(const CommandSpec& command, const std::vector<std::string>& words) {
  const po::options_description description = description_of(command);
  namespace style = po::command_line_style;
  try {
    return po::command_line_parser(with_implicit_arguments(command, words))
        .options(description)
        .style(style::unix_style & ~style::allow_guessing)
        .run()
        .options;
  } catch (const po::unknown_option& error) {
    refuse_unknown(command, error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    const bool lacks = error.kind() == po::invalid_syntax::missing_parameter ||
                       error.kind() == po::invalid_syntax::empty_adjacent_parameter;
    throw UsageError(
        fmt::format("option '{}' {}", error.get_option_name(), lacks ? "needs an argument" : "takes no argument"),
        fmt::format("`vtime {} --help` describes it", command.name));
  } catch (const po::error& error) {
    throw UsageError(error.what(), fmt::format("`vtime {} --help` lists the options", command.name));
  }
}

void check_counts(const CommandSpec& command, const Arguments& arguments) {
  for (const OptionSpec& option : command.options) {
    if (!option.repeatable && arguments.values(option.name).size() > 1) {
      throw UsageError(fmt::format("option '--{}' is given more than once", option.name));
    }
  }
  const std::size_t count = arguments.positional().size();
  const std::string usage = fmt::format("usage: vtime {} [OPTIONS] {}", command.name, command.arguments);
  if (count < command.least_arguments) throw UsageError(command.arguments + " is missing", usage);
  if (count > command.most_arguments) {
    throw UsageError(fmt::format("'{}' is one argument too many", arguments.positional()[command.most_arguments]),
                     usage);
  }
}

}  // namespace

std::optional<std::string> Arguments::value(const std::string& option) const {
  const auto found = options_.find(option);
  if (found == options_.end() || found->second.empty() || found->second.front().empty()) return std::nullopt;
  return found->second.front();
}

std::vector<std::string> Arguments::values(const std::string& option) const {
  const auto found = options_.find(option);
  return found == options_.end() ? std::vector<std::string>{} : found->second;
}

Arguments parse_arguments(const CommandSpec& command, const std::vector<std::string>& words) {
  Arguments arguments;
  for (const po::option& option : parsed_options(command, words)) {
    if (option.position_key >= 0) {
      arguments.positional_.insert(arguments.positional_.end(), option.value.begin(), option.value.end());
      continue;
    }
    auto& values = arguments.options_[option.string_key];
    values.push_back(option.value.empty() ? "" : option.value.front());
    if (find_option(command, option.string_key)->argument.empty()) values.resize(1);
  }
  if (!arguments.has("help")) check_counts(command, arguments);
  return arguments;
}

}  // namespace vtime::tool
