#include "gtest/scenarios/test_names.hpp"

#include <gtest/gtest.h>

namespace vtime {
namespace {

TEST(ScenarioTestNames, ASuiteIsNamedAfterItsFile) {
  EXPECT_EQ(suite_name("retry.yaml"), "scenario/retry");
  EXPECT_EQ(suite_name("http/time-outs v2.yml"), "scenario/http/time_outs_v2");
}

TEST(ScenarioTestNames, ATestIsNamedAfterItsTitle) {
  TestNames names;
  EXPECT_EQ(names.take("s", "Backs off: 100ms, 200ms"), "Backs_off_100ms_200ms");
  EXPECT_EQ(names.take("s", "*.:-?"), "untitled");
}

TEST(ScenarioTestNames, ANameThatIsTakenIsNumbered) {
  TestNames names;
  EXPECT_EQ(names.take("s", "a b"), "a_b");
  EXPECT_EQ(names.take("s", "a-b"), "a_b_2");
  EXPECT_EQ(names.take("other", "a-b"), "a_b");
}

}  // namespace
}  // namespace vtime
