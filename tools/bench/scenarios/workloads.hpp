/// The scenario files that are measured: made for a size, the same for each seed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace vtime::bench {

/// A counter in an interval of 1 ms that ticks `ticks` times.
std::string counter(std::uint64_t ticks);
/// Clients that ask a service which fails, and ask again after a while, until there have been `loads` loads.
std::string retry_storm(std::uint64_t loads);
/// A microtask that queues the next one, `length` times.
std::string microtask_chain(std::uint64_t length);
/// An async body that awaits `length` values, one after the other.
std::string await_chain(std::uint64_t length);
/// A promise with `length` times `then` behind it, each waiting for the one before.
std::string promise_chain(std::uint64_t length);
/// A script of `count` statements of many kinds, one after the other.
std::string many_statements(std::uint64_t count, std::uint64_t seed);
/// A program that writes `count` lines, and the transcript that names each of them; where it is to fail, one expected
/// line in 1,000 differs.
std::string long_transcript(std::uint64_t count, bool fails);
/// One of the small files of a large suite, about 500 bytes.
std::string small_file(std::uint64_t number, std::uint64_t seed);

/// Writes `count` small files into `folder`, which is made.
void write_small_files(const std::filesystem::path& folder, std::uint64_t count, std::uint64_t seed);

}  // namespace vtime::bench
