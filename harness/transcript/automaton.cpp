#include "transcript/automaton.hpp"

#include <algorithm>

namespace vtime {

Automaton::Automaton(std::span<const ExpectedItem> items) : items_(items) { enter(0); }

bool Automaton::feed(const Line& line) {
  previous_.swap(active_);
  active_.clear();
  ++lines_;
  // From the last to the first, so that an `any_order` takes the line before it is entered behind it.
  for (const std::size_t item : previous_) {
    if (item < last_any_lines_) {
      abandon(item);
    } else {
      take(item, line);
    }
  }
  return can_match();
}

void Automaton::take(std::size_t item, const Line& line) {
  if (item == items_.size()) return;
  if (const auto* expected = std::get_if<ExpectedLine>(&items_[item])) {
    if (expected->matches(line)) enter(item + 1);
  } else if (std::holds_alternative<AnyLines>(items_[item])) {
    enter(item);
  } else {
    slide(item, line);
  }
}

/// The automaton stands before `item`: at the first item behind it that takes lines for sure, and at the last `...`
/// passed on the way.
void Automaton::enter(std::size_t item) {
  std::optional<std::size_t> any_lines;
  for (; item < items_.size(); ++item) {
    if (std::holds_alternative<AnyLines>(items_[item])) {
      any_lines = item;
    } else if (const auto* any_order = std::get_if<AnyOrder>(&items_[item]); !any_order || !any_order->lines.empty()) {
      break;
    }
  }
  activate(item);
  if (!any_lines) return;
  activate(*any_lines);
  last_any_lines_ = *any_lines;
}

void Automaton::activate(std::size_t item) {
  if (active_.empty() || active_.back() != item) active_.push_back(item);
  if (item == items_.size()) return;
  if (const auto* any_order = std::get_if<AnyOrder>(&items_[item])) {
    std::deque<std::size_t>& entries = windows_.try_emplace(item, *any_order).first->second.entries;
    if (entries.empty() || entries.back() != lines_) entries.push_back(lines_);
  }
}

/// The stretch of lines grows by `line`. Where its members can't take all of them, the earliest entries were wrong; and
/// as every part of a stretch that can be taken can be taken too, no later entry is lost by leaving those.
void Automaton::slide(std::size_t item, const Line& line) {
  Window& window = windows_.at(item);
  const std::optional<AnyOrderMatcher::Kind> kind = window.matcher.acquire(line);
  if (!kind) return abandon(item);
  while (!window.matcher.add(*kind)) {
    leave_first_entry(window);
    if (window.entries.empty()) return window.matcher.release(*kind);
  }
  window.kinds.push_back(*kind);
  const bool complete = window.kinds.size() == window.matcher.capacity();
  if (complete) {
    leave_first_entry(window);
    enter(item + 1);
  }
  if (!window.entries.empty() && item >= last_any_lines_) {
    active_.push_back(item);
  } else {
    abandon(item);
  }
}

void Automaton::leave_first_entry(Window& window) {
  const std::size_t left = window.entries.front();
  window.entries.pop_front();
  drop_lines(window, window.entries.empty() ? window.kinds.size() : window.entries.front() - left);
}

void Automaton::drop_lines(Window& window, std::size_t count) {
  for (; count > 0; --count) {
    window.matcher.remove(window.kinds.front());
    window.matcher.release(window.kinds.front());
    window.kinds.pop_front();
  }
}

void Automaton::abandon(std::size_t item) {
  const auto found = windows_.find(item);
  if (found == windows_.end()) return;
  found->second.entries.clear();
  drop_lines(found->second, found->second.kinds.size());
}

bool Automaton::accepts() const { return std::find(active_.begin(), active_.end(), items_.size()) != active_.end(); }

std::vector<NextExpected> Automaton::pending_expectations() const {
  std::vector<NextExpected> pending;
  for (auto item = active_.rbegin(); item != active_.rend(); ++item) {
    if (*item == items_.size() || std::holds_alternative<AnyLines>(items_[*item])) continue;
    if (const auto window = windows_.find(*item); window != windows_.end()) {
      for (const std::size_t member : window->second.matcher.open_members()) pending.push_back({*item, member});
    } else {
      pending.push_back({*item, std::nullopt});
    }
  }
  return pending;
}

}  // namespace vtime
