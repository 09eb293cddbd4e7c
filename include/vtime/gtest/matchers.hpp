/// Matchers of GoogleMock over what happened and over what still waits.
///
///     EXPECT_THAT(log, vtime::TranscriptIs({"0s: attempt 1", "90ms..110ms: attempt 2", "..."}));
///     EXPECT_THAT(log, vtime::TranscriptContains("300ms: gave up"));
///     EXPECT_THAT(log, vtime::InOrder({"attempt 1", "gave up"}));
///     EXPECT_THAT(loop, vtime::IsIdle());
///
/// A line is timed when what stands before its first `: ` is a duration or a window of two: `2s: done`,
/// `90ms..110ms: done`. Otherwise it is the text of a line at any time. Lines are compared as Transcript::text() shows
/// them. What does not match is told by one message: the first difference in words, then the lines side by side.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "vtime/gtest/printing.hpp"

namespace vtime {

// NOLINTBEGIN(readability-identifier-naming): matchers are named as those of GoogleMock

/// Exactly these lines; `...` stands for any lines, none included.
::testing::Matcher<const Transcript&> TranscriptIs(std::vector<std::string> lines);

/// This line, among others.
::testing::Matcher<const Transcript&> TranscriptContains(std::string line);

/// These lines one after the other, with any lines before, between and behind them.
::testing::Matcher<const Transcript&> InOrder(std::vector<std::string> lines);

/// Nothing but background work is pending: run_until_idle() would return at once.
::testing::Matcher<const EventLoop&> IsIdle();

/// Nothing at all is pending, background work included.
::testing::Matcher<const EventLoop&> HasNoPendingTimers();

// NOLINTEND(readability-identifier-naming)

}  // namespace vtime
