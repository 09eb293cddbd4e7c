/// Memory of an engine's program.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "loop/job.hpp"

namespace vtime::bench {

/// The memory that the program takes of the machine. Addresses that were asked for and never touched take none.
std::size_t resident_bytes();

/// W6: how much memory a timer takes that waits with a capture of 48 bytes.
template <typename Engine>
Outcome bytes_of_a_timer(const Job& job) {
  struct Capture {
    std::array<std::uint64_t, 6> words;
    void operator()() const {}
  };
  Engine engine;
  const std::size_t before = resident_bytes();
  for (std::uint64_t i = 0; i < job.count; ++i) {
    engine.after(static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15ULL) % 1'000'000'000'000ULL), Capture{});
  }
  Outcome outcome;
  outcome.cost = static_cast<double>(resident_bytes() - before) / static_cast<double>(job.count);
  return outcome;
}

}  // namespace vtime::bench
