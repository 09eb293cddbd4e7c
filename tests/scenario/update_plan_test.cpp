#include "scenario/update/update_plan.hpp"

#include <gmock/gmock.h>

#include "scenario/update_support.hpp"

namespace vtime::scenario {
namespace {

ExpectedItem entry(std::string text) {
  ExpectedLine line;
  line.pattern.text = std::move(text);
  return line;
}

constexpr auto keep = UpdateStep::Kind::keep;
constexpr auto write = UpdateStep::Kind::write;

TEST(UpdatePlan, KeepsEverythingThatMatches) {
  const std::vector<Line> lines{seen_line(0, "a"), seen_line(0, "b")};
  EXPECT_THAT(plan_update({entry("a"), AnyLines{}, entry("b")}, lines),
              testing::ElementsAre(UpdateStep{keep, 0}, UpdateStep{keep, 1}, UpdateStep{keep, 2}));
}

TEST(UpdatePlan, WritesTheLinesThatNoEntryExpects) {
  const std::vector<Line> lines{seen_line(0, "a"), seen_line(0, "x"), seen_line(0, "b")};
  EXPECT_THAT(plan_update({entry("a"), entry("b"), entry("c")}, lines),
              testing::ElementsAre(UpdateStep{keep, 0}, UpdateStep{write, 1}, UpdateStep{keep, 1}));
}

TEST(UpdatePlan, WritesTheLineInPlaceOfAnEntryBesideThreeDots) {
  const std::vector<Line> lines{seen_line(0, "a"), seen_line(1, "b"), seen_line(2, "c")};
  EXPECT_THAT(plan_update({entry("x"), AnyLines{}, entry("y")}, lines),
              testing::ElementsAre(UpdateStep{write, 0}, UpdateStep{keep, 1}, UpdateStep{write, 2}));
  EXPECT_THAT(
      plan_update({entry("a"), AnyLines{}, entry("x"), entry("y"), entry("z")}, lines),
      testing::ElementsAre(UpdateStep{keep, 0}, UpdateStep{keep, 1}, UpdateStep{write, 1}, UpdateStep{write, 2}));
}

TEST(UpdatePlan, IsEmptyWhereNothingWasSeenAndNothingStays) {
  EXPECT_THAT(plan_update({entry("a"), entry("b")}, {}), testing::IsEmpty());
}

}  // namespace
}  // namespace vtime::scenario
