/// What stands behind the command's name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "command_table.hpp"

namespace vtime::tool {

class Arguments {
 public:
  bool has(const std::string& option) const { return options_.count(option) > 0; }
  /// The option's argument; none when the option was not given, or an empty argument.
  std::optional<std::string> value(const std::string& option) const;
  /// The arguments of an option that may be repeated.
  std::vector<std::string> values(const std::string& option) const;
  const std::vector<std::string>& positional() const { return positional_; }

 private:
  friend Arguments parse_arguments(const CommandSpec&, const std::vector<std::string>&);
  std::map<std::string, std::vector<std::string>> options_;
  std::vector<std::string> positional_;
};

/// Throws UsageError. With `--help` the number of arguments does not matter.
Arguments parse_arguments(const CommandSpec& command, const std::vector<std::string>& words);

}  // namespace vtime::tool
