#include "scenario/models/node_timer_lists.hpp"

namespace vtime::scenario {

NodeTimerLists::List NodeTimerLists::append(NodeTimer& timer) {
  List& list = by_duration_[timer.duration];
  List made;
  if (!list) {
    list = std::make_shared<NodeTimerList>();
    list->duration = timer.duration;
    list->expiry = timer.start + timer.duration;
    list->age = next_age_++;
    order_.insert(list);
    made = list;
  }
  timer.place = list->timers.insert(list->timers.end(), &timer);
  timer.listed = true;
  return made;
}

void NodeTimerLists::take_out(NodeTimer& timer) {
  if (!timer.listed) return;
  by_duration_.find(timer.duration)->second->timers.erase(timer.place);
  timer.listed = false;
}

void NodeTimerLists::put_back(const List& list, Milliseconds expiry) {
  order_.erase(list);
  list->expiry = expiry;
  list->age = next_age_++;
  order_.insert(list);
}

void NodeTimerLists::drop_if_empty(Milliseconds duration) {
  const auto found = by_duration_.find(duration);
  if (found != by_duration_.end() && found->second->timers.empty()) drop(List(found->second));
}

void NodeTimerLists::drop(const List& list) {
  const auto found = by_duration_.find(list->duration);
  if (found == by_duration_.end() || found->second != list) return;
  order_.erase(list);
  by_duration_.erase(found);
}

}  // namespace vtime::scenario
