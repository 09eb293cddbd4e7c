#include "transcript/block.hpp"

namespace vtime {

void append_missing(std::vector<DiffRow>& rows, const ExpectedItem& expected, std::size_t item) {
  if (const auto* any_order = std::get_if<AnyOrder>(&expected)) {
    for (std::size_t member = 0; member < any_order->lines.size(); ++member) {
      rows.push_back({DiffRow::Kind::missing, item, member, {}});
    }
  } else if (std::holds_alternative<ExpectedLine>(expected)) {
    rows.push_back({DiffRow::Kind::missing, item, {}, {}});
  }
}

}  // namespace vtime
