/// The message of an assertion that fails, as its user reads it.
#pragma once

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <string>

namespace vtime::testing {

/// The messages of the failures that `statements` make, none of which counts as one of the running test.
template <typename Statements>
std::string messages_of(const Statements& statements) {
  ::testing::TestPartResultArray results;
  {
    ::testing::ScopedFakeTestPartResultReporter reporter(
        ::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    statements();
  }
  std::string text;
  for (int i = 0; i < results.size(); ++i) text += std::string(results.GetTestPartResult(i).message()) + "\n";
  return text;
}

}  // namespace vtime::testing
