#include "scenario/expression/builtins.hpp"

#include <algorithm>
#include <array>

namespace vtime::scenario {
namespace {

/// In the order of Builtin.
constexpr std::array table{
    BuiltinInfo{"now", Builtin::now, 0, 0, "now()"},
    BuiltinInfo{"wall_now", Builtin::wall_now, 0, 0, "wall_now()"},
    BuiltinInfo{"min", Builtin::min, 1, any_number, "min(a, b, ...)"},
    BuiltinInfo{"max", Builtin::max, 1, any_number, "max(a, b, ...)"},
    BuiltinInfo{"abs", Builtin::abs, 1, 1, "abs(x)"},
    BuiltinInfo{"floor", Builtin::floor, 1, 1, "floor(x)"},
    BuiltinInfo{"round", Builtin::round, 1, 1, "round(x)"},
    BuiltinInfo{"length", Builtin::length, 1, 1, "length(x)"},
    BuiltinInfo{"text", Builtin::text, 1, 1, "text(x)"},
    BuiltinInfo{"random", Builtin::random, 0, 2, "random() or random(a, b)"},
    BuiltinInfo{"append", Builtin::append, 2, 2, "append(list, x)"},
    BuiltinInfo{"slice", Builtin::slice, 2, 3, "slice(list, from) or slice(list, from, to)"},
    BuiltinInfo{"put", Builtin::put, 3, 3, "put(map, key, x)"},
    BuiltinInfo{"remove", Builtin::remove, 2, 2, "remove(map, key)"},
    BuiltinInfo{"keys", Builtin::keys, 1, 1, "keys(map)"},
    BuiltinInfo{"contains", Builtin::contains, 2, 2, "contains(x, y)"},
};

}  // namespace

const BuiltinInfo* find_builtin(std::string_view name) {
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const BuiltinInfo& entry) { return entry.name == name; });
  return found == table.end() ? nullptr : found;
}

const BuiltinInfo& info(Builtin builtin) { return table.at(static_cast<std::size_t>(builtin)); }

std::vector<std::string_view> builtin_names() {
  std::vector<std::string_view> names;
  for (const auto& entry : table) names.push_back(entry.name);
  return names;
}

}  // namespace vtime::scenario
