/// How well stretches of lines meet an `any_order`, for the alignment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "transcript/any_order_matcher.hpp"
#include "transcript/block.hpp"

namespace vtime {

class AnyOrderAlignment {
 public:
  /// `lines` are those of the block; all indices here count from its first.
  AnyOrderAlignment(const AnyOrder& any_order, std::span<const Line> lines);

  /// An estimate of the work of all beginnings, in calls of `visit`.
  static std::uint64_t cost(const AnyOrder& any_order, std::size_t lines);

  /// Calls visit(end, met) for every stretch [begin, end) that meets more members than all shorter ones from `begin`.
  template <typename Visit>
  void stretches_from(std::size_t begin, Visit visit) {
    if (begin % stride_ != 0 || !kinds_[begin]) return;
    const std::size_t last = std::min(kinds_.size(), begin + reach_);
    for (std::size_t line = begin; line < last && added_.size() < matcher_.capacity(); ++line) {
      if (add(line)) visit(line + 1, added_.size());
    }
    reset();
  }

  /// Appends the rows of the stretch [begin, end): its lines, and the members that none of them meets. A member whose
  /// text comes in the stretch at a wrong time stands before that line.
  void append_rows(std::size_t item, std::size_t begin, std::size_t end, std::size_t first_line,
                   std::vector<DiffRow>& rows);

 private:
  bool add(std::size_t line);
  void reset();
  std::vector<std::optional<std::size_t>> members_by_line(std::size_t begin, std::size_t end);
  std::vector<std::optional<std::size_t>> wrong_times(std::size_t begin,
                                                      const std::vector<std::optional<std::size_t>>& met,
                                                      std::vector<bool>& placed) const;

  const AnyOrder& any_order_;
  std::span<const Line> lines_;
  AnyOrderMatcher matcher_;
  std::vector<std::optional<AnyOrderMatcher::Kind>> kinds_;  ///< by line
  std::vector<AnyOrderMatcher::Kind> added_;
  std::size_t reach_;   ///< how far a stretch may go
  std::size_t stride_;  ///< only every so manieth line is tried as a beginning, to bound the work of giant ones
};

}  // namespace vtime
