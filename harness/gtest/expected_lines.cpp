#include "gtest/expected_lines.hpp"

#include <string_view>

#include "time/duration_text.hpp"

namespace vtime {
namespace {

constexpr std::string_view time_end = ": ";

ExpectedItem expected_item(std::string_view text) {
  if (text == any_lines) return AnyLines{};
  ExpectedLine line;
  const std::size_t end = text.find(time_end);
  if (end != std::string_view::npos) {
    if (const RangeReading time = read_range(text.substr(0, end)); time.value) {
      line.time = Window{time.value->least, time.value->most};
      text.remove_prefix(end + time_end.size());
    }
  }
  line.pattern.text = text;
  return line;
}

}  // namespace

std::vector<ExpectedItem> expected_items(std::span<const std::string> lines) {
  std::vector<ExpectedItem> items;
  items.reserve(lines.size());
  for (const std::string& line : lines) items.push_back(expected_item(line));
  return items;
}

}  // namespace vtime
