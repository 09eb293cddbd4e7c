/// Whether lines can be met by distinct members of an `any_order`, line by line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "transcript/expectations.hpp"

namespace vtime {

/// A bipartite matching between a bag of lines and the members, kept as large as can be while lines come and go.
///
/// Members that are alike form one slot with room for several lines; lines that the same slots accept are of one kind
/// and are only counted. So a thousand equal lines cost no more than one, and an augmenting path visits kinds, not
/// lines.
class AnyOrderMatcher {
 public:
  using Kind = std::uint32_t;

  /// `any_order` must outlive the matcher.
  explicit AnyOrderMatcher(const AnyOrder& any_order);

  /// How many lines the members can take.
  std::size_t capacity() const { return members_; }
  /// How many lines are matched now.
  std::size_t size() const { return size_; }

  /// The kind of `line`; none when no member accepts it.
  std::optional<Kind> kind_of(const Line& line);
  /// Takes one more line in if all can still be matched; otherwise changes nothing and is false.
  bool add(Kind kind);
  /// Gives up one line of a kind that was added.
  void remove(Kind kind);
  void clear();

  /// The members that have no line now.
  std::vector<std::size_t> open_members() const;
  /// The members, one for each line added so far of each kind in the order of `kinds`, which must be all those added.
  std::vector<std::size_t> assign(const std::vector<Kind>& kinds) const;

 private:
  struct Slot {
    const ExpectedLine* line = nullptr;                ///< what its members expect
    std::vector<std::size_t> members;                  ///< their indices
    std::vector<std::pair<Kind, std::size_t>> takers;  ///< kinds that it accepts, and its index in theirs
    std::size_t used = 0;
    std::uint64_t visited = 0;  ///< the search that saw it last
  };
  /// Of a kind: a slot that accepts it, and how many of its lines are there.
  struct Share {
    std::uint32_t slot = 0;
    std::size_t lines = 0;
  };
  struct KindState {
    std::vector<Share> shares;
    std::uint64_t visited = 0;
    /// How the search came here: a line of this kind would leave `shares[leave]` for one of `from`'s.
    Kind from = 0;
    std::size_t from_share = 0;
    std::size_t leave = 0;
  };

  void index_slots(const AnyOrder& any_order);
  std::vector<std::uint32_t> accepting_slots(const Line& line) const;
  void shift_along(Kind kind, std::size_t share, Kind start);

  std::vector<Slot> slots_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> slots_by_text_;
  std::vector<std::uint32_t> predicate_slots_;
  std::map<std::vector<std::uint32_t>, Kind> kind_index_;
  std::vector<KindState> kinds_;
  std::vector<Kind> queue_;  ///< of the search; kept to spare allocations
  std::size_t members_ = 0;
  std::size_t size_ = 0;
  std::uint64_t search_ = 0;
};

}  // namespace vtime
