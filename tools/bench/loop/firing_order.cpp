#include "loop/firing_order.hpp"

#include <fmt/format.h>

namespace vtime::bench {

std::string wrong_order(const Outcome& outcome, const Outcome& reference, Ties ties) {
  if (outcome.wrong_deadline != 0) return fmt::format("WRONG: {} not at their deadline", outcome.wrong_deadline);
  if (ties == Ties::unchecked) return {};
  if (outcome.deadlines != reference.deadlines) return "WRONG: not in the order of deadlines";
  if (ties == Ties::in_order && outcome.order != reference.order) return "WRONG: ties not in the order of arming";
  return {};
}

}  // namespace vtime::bench
