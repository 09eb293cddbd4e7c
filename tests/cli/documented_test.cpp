// Every option stands in the manual page and in the completions, and nothing else does.

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "command_table.hpp"
#include "report/golden.hpp"

namespace vtime::test {
namespace {

/// Words of two dashes, letters and dashes in a text.
std::set<std::string> options_in(const std::string& text) {
  std::set<std::string> options;
  for (std::size_t at = text.find("--"); at != std::string::npos; at = text.find("--", at + 1)) {
    std::size_t end = at + 2;
    while (end < text.size() && (std::islower(static_cast<unsigned char>(text[end])) != 0 || text[end] == '-')) ++end;
    const bool begins_a_word =
        at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 && text[at - 1] != '-');
    if (begins_a_word && end > at + 2) options.insert(text.substr(at, end - at));
  }
  return options;
}

std::set<std::string> options_of(const tool::CommandSpec& command) {
  std::set<std::string> options;
  for (const tool::OptionSpec& option : command.options) options.insert("--" + option.name);
  return options;
}

std::set<std::string> all_options() {
  std::set<std::string> options{"--version"};
  for (const tool::CommandSpec& command : tool::command_table()) options.merge(options_of(command));
  return options;
}

std::string without_backslashes(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\\'), text.end());
  return text;
}

std::string manual() { return without_backslashes(read_file(VTIME_TOOL_DIR "/man/vtime.1")); }
std::string bash() { return read_file(VTIME_TOOL_DIR "/completion/vtime.bash"); }
std::string zsh() { return read_file(VTIME_TOOL_DIR "/completion/_vtime"); }

/// The part of a text between two others.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  return text.substr(from, text.find(end, from + begin.size()) - from);
}

TEST(Documented, TheManualPageHasAllOptionsAndNoOthers) { EXPECT_EQ(options_in(manual()), all_options()); }

TEST(Documented, TheManualPageHasEachCommandWithItsOptions) {
  for (const tool::CommandSpec& command : tool::command_table()) {
    const std::string section = between(manual(), ".SS vtime " + command.name, "\n.S");
    EXPECT_NE(section, "") << command.name;
    for (const std::string& option : options_of(command)) {
      if (option == "--help") continue;
      EXPECT_EQ(options_in(section).count(option), 1u) << command.name << " " << option;
    }
  }
}

TEST(Documented, TheManualPageHasAllExitCodes) {
  for (const char* code : {"0", "1", "2", "3", "4", "70"}) {
    EXPECT_THAT(manual(), testing::HasSubstr(std::string("\n.B ") + code + "\n"));
  }
}

TEST(Documented, BashCompletesTheOptionsOfEachCommand) {
  for (const tool::CommandSpec& command : tool::command_table()) {
    const std::string name = command.name;
    const std::string line =
        name == "check" || name == "new" || name == "schema" ? "check | new | schema)" : name + ")";
    EXPECT_EQ(options_in(between(bash(), "    " + line, ";;")), options_of(command)) << name;
    EXPECT_THAT(between(bash(), "compgen -W '", "--help --version"), testing::HasSubstr(name));
  }
  EXPECT_EQ(options_in(bash()), all_options());
}

TEST(Documented, ZshCompletesTheOptionsOfEachCommand) {
  const std::set<std::string> shared{"--filter", "--seed", "--plugin", "--color", "--help"};
  for (const tool::CommandSpec& command : tool::command_table()) {
    const std::string part = between(zsh(), "    " + command.name + ")", ";;");
    EXPECT_NE(part, "") << command.name;
    for (const tool::OptionSpec& option : command.options) {
      const std::string how = "--" + option.name;
      const std::string wanted = option.name == "help"   ? "$help_option"
                                 : shared.count(how) > 0 ? "$" + option.name
                                                         : how;
      EXPECT_THAT(part, testing::HasSubstr(wanted)) << command.name;
    }
  }
  EXPECT_EQ(options_in(zsh()), all_options());
}

}  // namespace
}  // namespace vtime::test
