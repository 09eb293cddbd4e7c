#include "loop/job.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace vtime::bench {
namespace {

TEST(Job, ComesBackFromItsArguments) {
  const Job job = read_job(to_arguments({"W2", 100, 2000, Distribution::bimodal, 1000}));

  EXPECT_EQ(job.workload, "W2");
  EXPECT_EQ(job.count, 100);
  EXPECT_EQ(job.events, 2000);
  EXPECT_EQ(job.distribution, Distribution::bimodal);
  EXPECT_EQ(job.tick, 1000);
}

TEST(Job, OutcomesComeBackFromTheirText) {
  const Outcome outcome = read_outcome(to_text({12.5, 4000000000, 7, 3}));

  EXPECT_EQ(outcome.cost, 12.5);
  EXPECT_EQ(outcome.order, 4000000000);
  EXPECT_EQ(outcome.deadlines, 7);
  EXPECT_EQ(outcome.wrong_deadline, 3);
}

TEST(Job, WhatIsNoneIsRefused) {
  EXPECT_THROW(read_job({"W2", "100"}), std::invalid_argument);
  EXPECT_THROW(read_job({"W2", "100", "2000", "normal", "1"}), std::invalid_argument);
  EXPECT_THROW(read_outcome("12.5 1"), std::invalid_argument);
}

}  // namespace
}  // namespace vtime::bench
