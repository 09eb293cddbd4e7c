/// W6: how much memory a timer takes that waits with a capture of 48 bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace vtime::bench {

/// What the program has allocated, in bytes.
std::size_t allocated_bytes();

struct Capture {
  std::array<std::uint64_t, 6> words{};
  void operator()() const {}
};

/// Bytes for each of `count` timers of that engine.
template <typename Engine>
double bytes_of_a_timer(std::size_t count) {
  Engine engine;
  const std::size_t before = allocated_bytes();
  for (std::size_t i = 0; i < count; ++i) {
    engine.after(static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15ULL) % 1'000'000'000'000ULL), Capture{});
  }
  return static_cast<double>(allocated_bytes() - before) / static_cast<double>(count);
}

}  // namespace vtime::bench
