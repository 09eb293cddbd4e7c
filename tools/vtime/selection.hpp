/// Which scenarios are meant: `--filter` and `--shard`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "environment.hpp"

namespace vtime::tool {

/// One of several parts into which the selected scenarios are dealt like cards.
struct Shard {
  std::uint64_t index = 0;  ///< from 0
  std::uint64_t count = 1;
  std::vector<std::string> status_files;  ///< to be touched: says that shards are understood
};

/// `--shard I/N`, or else the variables of Bazel (TEST_*) or GoogleTest (GTEST_*). Throws UsageError.
Shard read_shard(const Arguments& arguments, const Environment& environment);

/// Touches the files that a shard's variables name.
void touch_status_files(const Shard& shard);

/// Decides scenario by scenario, in their order.
class Selection {
 public:
  explicit Selection(std::vector<std::string> filters, Shard shard = {})
      : filters_(std::move(filters)), shard_(std::move(shard)) {}

  /// Whether a filter lets it through; without filters all come through.
  bool matches(const std::string& path, const std::string& title) const;
  /// Whether it is matched and of this shard. To be asked once for each.
  bool takes(const std::string& path, const std::string& title);
  /// The same for a file that can't be read: no filter knows its scenarios, so every filter lets it through.
  bool takes_invalid_file();

  /// How many were matched, whatever their shard.
  std::uint64_t matched() const { return matched_; }

 private:
  bool take_next() { return matched_++ % shard_.count == shard_.index; }

  std::vector<std::string> filters_;
  Shard shard_;
  std::uint64_t matched_ = 0;
};

}  // namespace vtime::tool
