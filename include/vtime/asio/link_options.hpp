/// How bytes travel from one end of an in-memory stream to the other.
///
///     const auto slow = vtime::asio::LinkOptions().latency(100ms).bandwidth(56'000).segment(1460);
///     const auto jittery = vtime::asio::LinkOptions().latency({.least = 20ms, .most = 80ms, .unit = 1ms});
///     auto [client, server] = vtime::asio::make_stream_pair(context, slow, jittery);
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "vtime/duration.hpp"
#include "vtime/error.hpp"
#include "vtime/range.hpp"

namespace vtime::asio {

/// One direction of a connection. By default bytes arrive at once, in one piece, and a writer may be 1 MiB ahead of the
/// reader. All functions throw InvalidArgument for what makes no sense.
///
/// What is written is cut into segments. A segment of n bytes that is written at t begins to leave when those before it
/// have left, leaves for n / bandwidth (rounded up to a nanosecond) and arrives, as a whole, one latency later:
///
///     leaves(i) = max(t(i), leaves(i-1)) + n(i) / bandwidth,   arrives(i) = max(leaves(i) + latency, arrives(i-1))
class LinkOptions {
 public:
  static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
  /// The greatest bandwidth, in bytes a second, below none at all.
  static constexpr std::uint64_t most_bandwidth = std::uint64_t{1} << 34U;

  /// How long a segment is under way when it has left.
  LinkOptions& latency(Duration time) { return latency(Range::fixed(time)); }
  /// Drawn for each segment by the loop's chooser. Segments never overtake each other.
  LinkOptions& latency(const Range& range) {
    require(range.least >= Duration::zero() && range.least <= range.most, "a latency is negative or an empty range");
    require(range.unit > Duration::zero(), "the unit of a range of latencies is not positive");
    latency_ = range;
    return *this;
  }

  /// At most 2^34.
  LinkOptions& bandwidth(std::uint64_t bytes_per_second) {
    require(bytes_per_second > 0 && bytes_per_second <= most_bandwidth, "a bandwidth is not from 1 to 2^34 bytes/s");
    bandwidth_ = bytes_per_second;
    return *this;
  }

  /// How many bytes a segment has at most. By default each write is one segment.
  LinkOptions& segment(std::size_t bytes) {
    require(bytes > 0, "a segment has no bytes");
    segment_ = bytes;
    return *this;
  }

  /// A read gives at most so many bytes, however many there are.
  LinkOptions& fragments(std::size_t bytes) {
    require(bytes > 0, "a fragment has no bytes");
    fragment_ = bytes;
    seed_.reset();
    return *this;
  }
  /// A read gives from one to so many bytes, drawn for each read from random numbers of this seed.
  LinkOptions& random_fragments(std::size_t bytes, std::uint64_t seed) {
    fragments(bytes);
    seed_ = seed;
    return *this;
  }

  /// How many bytes may be written that have not been read yet. Further writes wait; a read makes room at once.
  LinkOptions& buffer(std::size_t bytes) {
    require(bytes > 0, "a buffer has no room");
    buffer_ = bytes;
    return *this;
  }

  const Range& latency() const noexcept { return latency_; }
  /// Nothing if bytes leave at once.
  std::optional<std::uint64_t> bandwidth() const noexcept { return bandwidth_; }
  std::size_t segment() const noexcept { return segment_; }
  std::size_t fragment() const noexcept { return fragment_; }
  /// Of random fragments.
  std::optional<std::uint64_t> seed() const noexcept { return seed_; }
  std::size_t buffer() const noexcept { return buffer_; }

  /// How long `bytes` take to leave; the longest Duration if that is longer.
  Duration leaving_time(std::size_t bytes) const noexcept {
    constexpr std::uint64_t second = 1'000'000'000;
    constexpr auto longest = static_cast<std::uint64_t>(Duration::max().count());
    if (!bandwidth_) return Duration::zero();
    const std::uint64_t seconds = bytes / *bandwidth_;
    const std::uint64_t part = ((bytes % *bandwidth_) * second + *bandwidth_ - 1) / *bandwidth_;
    if (seconds > (longest - part) / second) return Duration::max();
    return Duration(static_cast<std::int64_t>(seconds * second + part));
  }

 private:
  static void require(bool holds, const char* otherwise) {
    if (!holds) throw InvalidArgument({.message = otherwise, .help = "see vtime/asio/link_options.hpp"});
  }

  Range latency_ = Range::fixed(Duration::zero());
  std::optional<std::uint64_t> bandwidth_;
  std::size_t segment_ = unlimited;
  std::size_t fragment_ = unlimited;
  std::optional<std::uint64_t> seed_;
  std::size_t buffer_ = std::size_t{1} << 20U;
};

}  // namespace vtime::asio
