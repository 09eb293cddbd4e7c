#include "transcript/any_order_matcher.hpp"

#include <algorithm>

namespace vtime {

namespace {

constexpr std::size_t most_remembered = 32'000'000;  // answers of predicates
constexpr Window always{Duration::min(), Duration::max()};

Window window_of(const ExpectedLine& line) { return line.time.value_or(always); }

}  // namespace

AnyOrderMatcher::AnyOrderMatcher(const AnyOrder& any_order) : members_(any_order.lines.size()) {
  index_slots(any_order);
}

void AnyOrderMatcher::index_slots(const AnyOrder& any_order) {
  std::map<std::tuple<std::string_view, LineKind, Duration, Duration>, std::uint32_t> alike;
  for (std::size_t member = 0; member < any_order.lines.size(); ++member) {
    const ExpectedLine& line = any_order.lines[member];
    const Window window = window_of(line);
    const auto fresh = static_cast<std::uint32_t>(slots_.size());
    if (line.time) {
      time_ends_.push_back(window.least);
      if (window.most < Duration::max()) time_ends_.push_back(window.most + Duration{1});
    }
    if (line.pattern.predicate) {  // two predicates are never taken for the same
      predicate_slots_.push_back(fresh);
    } else {
      const auto [found, added] = alike.try_emplace({line.pattern.text, line.kind, window.least, window.most}, fresh);
      if (!added) {
        slots_[found->second].members.push_back(member);
        continue;
      }
      const std::size_t text = texts_.try_emplace(line.pattern.text, texts_.size()).first->second;
      text_slots_.resize(texts_.size());
      text_slots_[text].push_back(fresh);
    }
    slots_.push_back({.line = &line, .members = {member}});
  }
  std::sort(time_ends_.begin(), time_ends_.end());
  time_ends_.erase(std::unique(time_ends_.begin(), time_ends_.end()), time_ends_.end());
  // Lines come in the order of time: who takes the slot that ends soonest seldom has to move later.
  const auto sooner = [&](std::uint32_t a, std::uint32_t b) {
    return window_of(*slots_[a].line).most < window_of(*slots_[b].line).most;
  };
  for (std::vector<std::uint32_t>& slots : text_slots_) std::stable_sort(slots.begin(), slots.end(), sooner);
  std::stable_sort(predicate_slots_.begin(), predicate_slots_.end(), sooner);
}

std::size_t AnyOrderMatcher::time_span(Duration at) const {
  return static_cast<std::size_t>(std::upper_bound(time_ends_.begin(), time_ends_.end(), at) - time_ends_.begin());
}

AnyOrderMatcher::KindKey AnyOrderMatcher::key_of(const Line& line) const {
  return {line.text, line.kind, time_span(line.at)};
}

std::optional<AnyOrderMatcher::Kind> AnyOrderMatcher::acquire(const Line& line) {
  const auto same_text = texts_.find(line.text);
  if (same_text == texts_.end() && predicate_slots_.empty()) return std::nullopt;
  const KindKey key = key_of(line);
  if (const auto found = kind_index_.find(key); found != kind_index_.end()) {
    ++kinds_[found->second].references;
    return found->second;
  }
  const Kind kind = fresh_kind();
  KindState& state = kinds_[kind];
  state.line = line;
  if (same_text != texts_.end()) state.same_text = same_text->second;
  state.references = 1;
  if (!any_accepting(kind, [](std::uint32_t) { return true; })) {
    forget(kind);
    return std::nullopt;
  }
  kind_index_.emplace(key, kind);
  return kind;
}

AnyOrderMatcher::Kind AnyOrderMatcher::fresh_kind() {
  if (unused_kinds_.empty()) {
    kinds_.emplace_back();
    return static_cast<Kind>(kinds_.size() - 1);
  }
  const Kind kind = unused_kinds_.back();
  unused_kinds_.pop_back();
  return kind;
}

void AnyOrderMatcher::forget(Kind kind) {
  remembered_ -= kinds_[kind].verdicts.size();
  kinds_[kind] = {};
  unused_kinds_.push_back(kind);
}

void AnyOrderMatcher::release(Kind kind) {
  if (--kinds_[kind].references > 0) return;
  kind_index_.erase(key_of(kinds_[kind].line));
  forget(kind);
}

bool AnyOrderMatcher::predicate_accepts(KindState& kind, std::size_t predicate) {
  const ExpectedLine& expected = *slots_[predicate_slots_[predicate]].line;
  if (kind.verdicts.empty()) {
    if (remembered_ + predicate_slots_.size() > most_remembered) return expected.matches(kind.line);
    remembered_ += predicate_slots_.size();
    kind.verdicts.assign(predicate_slots_.size(), -1);
  }
  std::int8_t& verdict = kind.verdicts[predicate];
  if (verdict < 0) verdict = expected.matches(kind.line) ? 1 : 0;
  return verdict == 1;
}

/// Whether `visit` is true of a slot that accepts `kind`; stops at the first. Those of one text come before predicates,
/// which accept more.
template <typename Visit>
bool AnyOrderMatcher::any_accepting(Kind kind, Visit visit) {
  KindState& state = kinds_[kind];
  if (state.same_text) {
    const auto over = [&](std::uint32_t slot, Duration at) { return window_of(*slots_[slot].line).most < at; };
    const std::vector<std::uint32_t>& slots = text_slots_[*state.same_text];
    for (auto slot = std::lower_bound(slots.begin(), slots.end(), state.line.at, over); slot != slots.end(); ++slot) {
      const ExpectedLine& expected = *slots_[*slot].line;
      const bool accepts = expected.kind == state.line.kind && window_of(expected).contains(state.line.at);
      if (accepts && visit(*slot)) return true;
    }
  }
  for (std::size_t predicate = 0; predicate < predicate_slots_.size(); ++predicate) {
    const std::uint32_t slot = predicate_slots_[predicate];
    if (slots_[slot].dead != epoch_ && predicate_accepts(state, predicate) && visit(slot)) return true;
  }
  return false;
}

bool AnyOrderMatcher::add(Kind start) {
  if (size_ == members_) return false;
  ++search_;
  reached_.clear();
  queue_.assign(1, start);
  kinds_[start].visited = search_;
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const Kind kind = queue_[next];
    if (const std::optional<std::uint32_t> slot = free_slot(kind)) {
      ++slots_[*slot].used;
      ++size_;
      shift_along(*slot, kind, start);
      return true;
    }
    visit_slots(kind);
  }
  // All that was reached is full, of kinds that can only move within it. As long as nothing leaves, so it stays.
  for (const std::uint32_t slot : reached_) slots_[slot].dead = epoch_;
  return false;
}

std::optional<std::uint32_t> AnyOrderMatcher::free_slot(Kind kind) {
  std::optional<std::uint32_t> free;
  any_accepting(kind, [&](std::uint32_t slot) {
    if (slots_[slot].full()) return false;
    free = slot;
    return true;
  });
  return free;
}

/// Goes on with the kinds whose lines are where a line of `kind` could be.
void AnyOrderMatcher::visit_slots(Kind kind) {
  any_accepting(kind, [&](std::uint32_t index) {
    Slot& slot = slots_[index];
    if (slot.visited == search_ || slot.dead == epoch_) return false;
    slot.visited = search_;
    slot.from = kind;
    reached_.push_back(index);
    for (const auto& [holder, lines] : slot.holders) {
      if (kinds_[holder].visited == search_) continue;
      kinds_[holder].visited = search_;
      kinds_[holder].from = index;
      queue_.push_back(holder);
    }
    return false;
  });
}

/// A line of `kind` goes to `slot`, leaving its old place to the kind by which the search came there, and so on back to
/// `start`, which has one line more at the end.
void AnyOrderMatcher::shift_along(std::uint32_t slot, Kind kind, Kind start) {
  put(kind, slot);
  while (kind != start) {
    const std::uint32_t left = kinds_[kind].from;
    take(kind, left);
    kind = slots_[left].from;
    put(kind, left);
  }
}

void AnyOrderMatcher::put(Kind kind, std::uint32_t slot) {
  ++slots_[slot].holders[kind];
  ++kinds_[kind].shares[slot];
}

void AnyOrderMatcher::take(Kind kind, std::uint32_t slot) {
  if (--slots_[slot].holders[kind] == 0) slots_[slot].holders.erase(kind);
  if (--kinds_[kind].shares[slot] == 0) kinds_[kind].shares.erase(slot);
}

void AnyOrderMatcher::remove(Kind kind) {
  const std::uint32_t slot = kinds_[kind].shares.begin()->first;
  take(kind, slot);
  --slots_[slot].used;
  --size_;
  ++epoch_;
}

std::vector<std::size_t> AnyOrderMatcher::open_members() const {
  std::vector<std::size_t> open;
  for (const Slot& slot : slots_) {
    open.insert(open.end(), slot.members.begin() + static_cast<std::ptrdiff_t>(slot.used), slot.members.end());
  }
  std::sort(open.begin(), open.end());
  return open;
}

std::vector<std::size_t> AnyOrderMatcher::assign(const std::vector<Kind>& kinds) const {
  std::vector<std::size_t> given(slots_.size(), 0);
  std::map<Kind, std::map<std::uint32_t, std::size_t>> left;
  std::vector<std::size_t> members;
  for (const Kind kind : kinds) {
    auto& shares = left.try_emplace(kind, kinds_[kind].shares).first->second;
    const auto share = shares.begin();
    members.push_back(slots_[share->first].members[given[share->first]++]);
    if (--share->second == 0) shares.erase(share);
  }
  return members;
}

}  // namespace vtime
