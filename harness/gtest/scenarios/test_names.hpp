/// Names for tests made of paths and titles.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace vtime {

/// `scenario/<path>` without the extension, with `_` for what a name of GoogleTest can't hold.
/// vtime_add_scenarios() in CMake makes the same names.
std::string suite_name(std::string_view path_in_directory);

/// Gives every test of a suite a name of its own.
class TestNames {
 public:
  /// `title` with `_` for what is no letter or digit of ASCII; numbered where it is taken.
  std::string take(const std::string& suite, std::string_view title);

 private:
  std::set<std::string> taken_;
};

}  // namespace vtime
