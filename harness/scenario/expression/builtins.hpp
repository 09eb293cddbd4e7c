/// The functions that expressions may call.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "scenario/syntax.hpp"

namespace vtime::scenario {

struct BuiltinInfo {
  std::string_view name;
  Builtin builtin{};
  std::size_t least = 0;  ///< arguments
  std::size_t most = 0;
  std::string_view usage;  ///< `slice(list, from[, to])`
};

/// Built-ins without an upper bound of arguments have this as `most`.
inline constexpr std::size_t any_number = static_cast<std::size_t>(-1);

/// By name; null when there is none.
const BuiltinInfo* find_builtin(std::string_view name);

/// By what it does.
const BuiltinInfo& info(Builtin builtin);

/// For suggestions.
std::vector<std::string_view> builtin_names();

}  // namespace vtime::scenario
