// The work of an alignment grows with the lines, not with the pairs of them, whatever both sides look like.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "transcript/align.hpp"
#include "transcript/naive.hpp"
#include "transcript/support.hpp"

namespace vtime::testing {
namespace {

struct Sides {
  std::vector<ExpectedItem> items;
  std::vector<Line> lines;
};

struct Shape {
  const char* name;
  Sides (*make)(int size);
};

std::string numbered(const char* word, int number) { return word + std::to_string(number); }

Sides with_nothing_in_common(int size) {
  Sides sides;
  for (int i = 0; i < size; ++i) {
    sides.items.emplace_back(text(numbered("wanted ", i)));
    sides.lines.push_back(line(i, numbered("got ", i)));
  }
  return sides;
}

Sides of_one_text(int size) {
  Sides sides;
  for (int i = 0; i < size; ++i) {
    sides.items.emplace_back(text("tick"));
    sides.lines.push_back(line(i, i % 100 == 99 ? "tock" : "tick"));
  }
  return sides;
}

Sides of_two_texts(int size) {
  Sides sides;
  for (int i = 0; i < size; ++i) {
    sides.items.emplace_back(text(i % 2 == 0 ? "tick" : "tock"));
    sides.lines.push_back(line(i, i % 3 == 0 ? "tick" : "tock"));
  }
  return sides;
}

Sides in_reverse(int size) {
  Sides sides;
  for (int i = 0; i < size; ++i) {
    sides.items.emplace_back(text(numbered("line ", i)));
    sides.lines.push_back(line(i, numbered("line ", size - i)));
  }
  return sides;
}

Sides at_other_times(int size) {
  Sides sides;
  for (int i = 0; i < size; ++i) {
    sides.items.emplace_back(text_at(2 * size + i, "tick"));
    sides.lines.push_back(line(i, "tick"));
  }
  return sides;
}

Sides with_landmarks_between_repeated_lines(int size) {
  Sides sides = of_two_texts(size);
  for (int i = 3'000; i < size; i += 3'000) {
    sides.items[static_cast<std::size_t>(i)] = text(numbered("round ", i));
    sides.lines[static_cast<std::size_t>(i - 7)].text = numbered("round ", i);
  }
  return sides;
}

Sides of_patterns(int size) {
  Sides sides = with_nothing_in_common(size);
  for (ExpectedItem& item : sides.items) item = line_containing("tick");
  return sides;
}

Sides of_any_lines(int size) {
  Sides sides = of_two_texts(size);
  for (std::size_t i = 1; i < sides.items.size(); i += 5) sides.items[i] = AnyLines{};
  sides.lines.back().text = "over";
  return sides;
}

Sides of_any_orders(int size) {
  Sides sides;
  for (int i = 0; i < size; i += 5) {
    sides.items.emplace_back(any_order({text("a"), text("b"), text("c"), text("d"), text(numbered("e", i))}));
    for (const char* word : {"d", "c", "x", "b", "a"}) sides.lines.push_back(line(i, word));
  }
  return sides;
}

constexpr Shape shapes[] = {
    {"with nothing in common", with_nothing_in_common},
    {"of one text", of_one_text},
    {"of two texts", of_two_texts},
    {"in reverse", in_reverse},
    {"at other times", at_other_times},
    {"with landmarks between repeated lines", with_landmarks_between_repeated_lines},
    {"of patterns", of_patterns},
    {"of '...'", of_any_lines},
    {"of any_order", of_any_orders},
};

std::uint64_t work_of(const Sides& sides) {
  const Alignment alignment = align(sides.items, sides.lines);
  score_of(alignment.rows, sides.items, sides.lines);  // fails the test where the rows are no alignment
  return alignment.work;
}

TEST(AlignmentWork, GrowsWithTheLinesAndNotWithTheirPairs) {
  for (const Shape& shape : shapes) {
    const std::uint64_t small = work_of(shape.make(3'000));
    const std::uint64_t large = work_of(shape.make(12'000));
    EXPECT_LE(large, small * 9 / 2) << shape.name;
    EXPECT_LE(large, 1'000u * 24'000u) << shape.name;
  }
}

TEST(AlignmentWork, IsThatOfAllPairsOfAShortTranscript) {
  const Sides sides = with_nothing_in_common(1'000);
  EXPECT_EQ(work_of(sides), 1'000'000u);
}

}  // namespace
}  // namespace vtime::testing
