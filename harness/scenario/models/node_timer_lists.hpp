/// Node's timers as it keeps them: in lists by duration (lib/internal/timers.js of Node.js 20).
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <set>
#include <unordered_map>

#include "vtime/callback.hpp"
#include "vtime/event_id.hpp"
#include "vtime/range.hpp"
#include "vtime/site.hpp"

namespace vtime::scenario {

/// A count of whole milliseconds, or a time of the loop's clock in them.
using Milliseconds = std::int64_t;

struct NodeTimer {
  std::uint64_t id = 0;
  Site site;
  Callback callback;
  Range delay;  ///< as asked for
  bool repeats = false;
  bool referenced = true;
  EventId event = EventId::main;
  Milliseconds duration = 0;
  Milliseconds start = 0;
  bool listed = false;
  std::list<NodeTimer*>::iterator place;  ///< in its list, while `listed`
};

/// The timers of one duration, in the order of their start.
struct NodeTimerList {
  Milliseconds duration = 0;
  Milliseconds expiry = 0;  ///< of the timer that was its head when the list was made or put back
  std::uint64_t age = 0;    ///< when that was, among all lists
  std::list<NodeTimer*> timers;
};

class NodeTimerLists {
 public:
  using List = std::shared_ptr<NodeTimerList>;  // a list may be dropped while it is being run

  /// Appends `timer`, whose `start` and `duration` are set. Returns the list that had to be made for it, or null.
  List append(NodeTimer& timer);
  /// Takes the timer out of its list, which stays even if it is empty.
  void take_out(NodeTimer& timer);

  /// The list to look at first: by expiry, then by age. Null if there is none.
  List first() const { return order_.empty() ? nullptr : *order_.begin(); }
  /// Gives a list a new expiry and with it a new age.
  void put_back(const List& list, Milliseconds expiry);
  /// Drops the list of this duration if it is empty.
  void drop_if_empty(Milliseconds duration);
  /// Drops `list`, unless that has happened and another may be in its place.
  void drop(const List& list);

 private:
  struct Earlier {
    bool operator()(const List& left, const List& right) const {
      return left->expiry != right->expiry ? left->expiry < right->expiry : left->age < right->age;
    }
  };

  // Both hold the same lists; by_duration_ is never iterated.
  std::unordered_map<Milliseconds, List> by_duration_;
  std::set<List, Earlier> order_;
  std::uint64_t next_age_ = 0;
};

}  // namespace vtime::scenario
