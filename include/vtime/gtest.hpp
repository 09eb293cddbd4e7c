/// What GoogleTest needs to test code in virtual time: matchers over transcripts and loops, and a fixture.
///
///     class Retry : public vtime::Test {};
///     TEST_F(Retry, BacksOff) {
///       Client client(loop, [&](const std::string& what) { log("{}", what); });
///       loop.run_until_idle();
///       EXPECT_THAT(log, vtime::TranscriptIs({"0s: attempt 1", "100ms: attempt 2"}));
///     }
#pragma once

#include "vtime/event_loop.hpp"                // IWYU pragma: export
#include "vtime/gtest/matchers.hpp"            // IWYU pragma: export
#include "vtime/gtest/printing.hpp"            // IWYU pragma: export
#include "vtime/gtest/register_scenarios.hpp"  // IWYU pragma: export
#include "vtime/gtest/test.hpp"                // IWYU pragma: export
#include "vtime/transcript.hpp"                // IWYU pragma: export
