/// Comparison with a file of tests/transcript/golden; with VTIME_UPDATE_GOLDEN set, writes it instead.
#pragma once

#include <gtest/gtest.h>

#include <string>

namespace vtime::testing {

::testing::AssertionResult is_golden(const std::string& text, const std::string& file);

}  // namespace vtime::testing

#define EXPECT_GOLDEN(text, file) EXPECT_TRUE(::vtime::testing::is_golden(text, file))
