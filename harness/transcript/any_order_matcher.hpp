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
/// Members that are alike form one slot with room for several lines; lines that no member tells apart are of one kind
/// and only counted. So an augmenting path visits kinds rather than lines, and a thousand equal ones cost as much as
/// one. Which slots accept a kind is asked when it matters and never stored: it may be most of them for most kinds.
class AnyOrderMatcher {
 public:
  using Kind = std::uint32_t;

  /// `any_order` must outlive the matcher.
  explicit AnyOrderMatcher(const AnyOrder& any_order);

  /// How many lines the members can take.
  std::size_t capacity() const { return members_; }
  /// How many lines are matched now.
  std::size_t size() const { return size_; }

  /// The kind of `line`, to be given back by release(); none when no member accepts it.
  std::optional<Kind> acquire(const Line& line);
  /// `kind`, acquired once and not added now, is not needed any more.
  void release(Kind kind);

  /// Takes one more line, of the kind `start`, in if all can still be matched; otherwise changes nothing and is false.
  bool add(Kind start);
  /// Gives up one line of a kind that was added.
  void remove(Kind kind);

  /// The members that have no line now.
  std::vector<std::size_t> open_members() const;
  /// The members, one for each of `kinds`, which must be those added, each as often as it was.
  std::vector<std::size_t> assign(const std::vector<Kind>& kinds) const;

 private:
  struct Slot {
    const ExpectedLine* line = nullptr;     ///< what its members expect
    std::vector<std::size_t> members = {};  ///< their indices
    std::size_t used = 0;
    std::map<Kind, std::size_t> holders = {};  ///< kinds with lines here, and how many
    std::uint64_t visited = 0;                 ///< the search that saw it last
    std::uint64_t dead = 0;                    ///< the epoch in which a search found no way on from here
    Kind from = 0;                             ///< the kind by which the search came

    bool full() const { return used == members.size(); }
  };
  /// What makes lines alike: text, kind, and between which ends of windows the time lies.
  using KindKey = std::tuple<std::string, LineKind, std::size_t>;
  struct KindState {
    Line line;                             ///< one of its lines
    std::optional<std::size_t> same_text;  ///< index in text_slots_
    std::size_t references = 0;
    std::map<std::uint32_t, std::size_t> shares = {};  ///< slots with lines of it, and how many
    std::vector<std::int8_t> verdicts = {};            ///< of predicates asked before
    std::uint64_t visited = 0;
    std::uint32_t from = 0;  ///< the slot by which the search came
  };

  void index_slots(const AnyOrder& any_order);
  std::size_t time_span(Duration at) const;
  KindKey key_of(const Line& line) const;
  Kind fresh_kind();
  void forget(Kind kind);
  bool predicate_accepts(KindState& kind, std::size_t predicate);
  template <typename Visit>
  bool any_accepting(Kind kind, Visit visit);
  std::optional<std::uint32_t> free_slot(Kind kind);
  void visit_slots(Kind kind);
  void shift_along(std::uint32_t slot, Kind kind, Kind start);
  void put(Kind kind, std::uint32_t slot);
  void take(Kind kind, std::uint32_t slot);

  std::vector<Slot> slots_;
  std::vector<std::vector<std::uint32_t>> text_slots_;  ///< slots of one text, those with the soonest end first
  std::unordered_map<std::string_view, std::size_t> texts_;
  std::vector<std::uint32_t> predicate_slots_;
  std::vector<Duration> time_ends_;  ///< where some window begins, or has just ended; ascending
  std::map<KindKey, Kind> kind_index_;
  std::vector<KindState> kinds_;
  std::vector<Kind> unused_kinds_;
  std::vector<Kind> queue_;             ///< of the search; kept to spare allocations
  std::vector<std::uint32_t> reached_;  ///< slots visited by the search
  std::size_t remembered_ = 0;          ///< verdicts, over all kinds
  std::size_t members_ = 0;
  std::size_t size_ = 0;
  std::uint64_t search_ = 0;
  std::uint64_t epoch_ = 1;  ///< counts removals: until the next one, a dead end stays one
};

}  // namespace vtime
