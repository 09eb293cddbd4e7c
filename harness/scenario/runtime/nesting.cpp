#include "scenario/runtime/nesting.hpp"

#include <algorithm>
#include <string>

#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"

namespace vtime::scenario {

std::uint32_t depth_with(std::uint32_t depth, const Value& item) {
  std::uint32_t below = 0;
  if (item.is(Value::Kind::list)) below = item.as_list().depth();
  if (item.is(Value::Kind::map)) below = item.as_map().depth();
  if (below >= deepest_nesting) {
    throw Fault("lists and maps nest more than " + std::to_string(deepest_nesting) + " levels deep",
                "keep the items side by side in one list");
  }
  return std::max(depth, below + 1);
}

}  // namespace vtime::scenario
