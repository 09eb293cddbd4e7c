#include "transcript/any_order_matcher.hpp"

#include <algorithm>

namespace vtime {

namespace {

/// Members that must be met soonest come first: lines then seldom have to move.
Duration last_chance(const ExpectedLine& line) { return line.time ? line.time->most : Duration::max(); }

}  // namespace

AnyOrderMatcher::AnyOrderMatcher(const AnyOrder& any_order) : members_(any_order.lines.size()) {
  index_slots(any_order);
}

void AnyOrderMatcher::index_slots(const AnyOrder& any_order) {
  using Key = std::tuple<std::string_view, LineKind, Duration, Duration>;
  std::map<Key, std::uint32_t> alike_slots;
  for (std::size_t member = 0; member < any_order.lines.size(); ++member) {
    const ExpectedLine& line = any_order.lines[member];
    const auto fresh = static_cast<std::uint32_t>(slots_.size());
    if (line.pattern.predicate) {  // two predicates are never taken for the same
      predicate_slots_.push_back(fresh);
    } else {
      const Window window = line.time.value_or(Window{Duration::min(), Duration::max()});
      const auto [found, added] =
          alike_slots.try_emplace({line.pattern.text, line.kind, window.least, window.most}, fresh);
      if (!added) {
        slots_[found->second].members.push_back(member);
        continue;
      }
      slots_by_text_[line.pattern.text].push_back(fresh);
    }
    slots_.push_back({.line = &line, .members = {member}, .takers = {}});
  }
}

std::vector<std::uint32_t> AnyOrderMatcher::accepting_slots(const Line& line) const {
  std::vector<std::uint32_t> slots;
  const auto collect = [&](const std::vector<std::uint32_t>& candidates) {
    for (const std::uint32_t slot : candidates) {
      if (slots_[slot].line->matches(line)) slots.push_back(slot);
    }
  };
  if (const auto found = slots_by_text_.find(line.text); found != slots_by_text_.end()) collect(found->second);
  collect(predicate_slots_);
  std::stable_sort(slots.begin(), slots.end(), [&](std::uint32_t a, std::uint32_t b) {
    return last_chance(*slots_[a].line) < last_chance(*slots_[b].line);
  });
  return slots;
}

std::optional<AnyOrderMatcher::Kind> AnyOrderMatcher::kind_of(const Line& line) {
  std::vector<std::uint32_t> slots = accepting_slots(line);
  if (slots.empty()) return std::nullopt;
  const auto [found, added] = kind_index_.try_emplace(slots, static_cast<Kind>(kinds_.size()));
  if (added) {
    KindState kind;
    for (const std::uint32_t slot : slots) {
      slots_[slot].takers.emplace_back(found->second, kind.shares.size());
      kind.shares.push_back({slot, 0});
    }
    kinds_.push_back(std::move(kind));
  }
  return found->second;
}

bool AnyOrderMatcher::add(Kind start) {
  if (size_ == members_) return false;
  ++search_;
  queue_.assign(1, start);
  kinds_[start].visited = search_;
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const Kind kind = queue_[next];
    for (std::size_t share = 0; share < kinds_[kind].shares.size(); ++share) {
      Slot& slot = slots_[kinds_[kind].shares[share].slot];
      if (slot.visited == search_) continue;
      slot.visited = search_;
      if (slot.used < slot.members.size()) {
        ++slot.used;
        ++size_;
        shift_along(kind, share, start);
        return true;
      }
      for (const auto& [other, place] : slot.takers) {
        if (kinds_[other].visited == search_ || kinds_[other].shares[place].lines == 0) continue;
        kinds_[other].visited = search_;
        kinds_[other].from = kind;
        kinds_[other].from_share = share;
        kinds_[other].leave = place;
        queue_.push_back(other);
      }
    }
  }
  return false;
}

/// A line of `kind` takes a place at `share`, leaving its old one to the kind that the search came from, and so on back
/// to `start`, which has one line more at the end.
void AnyOrderMatcher::shift_along(Kind kind, std::size_t share, Kind start) {
  ++kinds_[kind].shares[share].lines;
  while (kind != start) {
    const KindState& state = kinds_[kind];
    --kinds_[kind].shares[state.leave].lines;
    ++kinds_[state.from].shares[state.from_share].lines;
    kind = state.from;
  }
}

void AnyOrderMatcher::remove(Kind kind) {
  for (Share& share : kinds_[kind].shares) {
    if (share.lines == 0) continue;
    --share.lines;
    --slots_[share.slot].used;
    --size_;
    return;
  }
}

void AnyOrderMatcher::clear() {
  for (KindState& kind : kinds_) {
    for (Share& share : kind.shares) share.lines = 0;
  }
  for (Slot& slot : slots_) slot.used = 0;
  size_ = 0;
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
  std::vector<std::vector<Share>> left(kinds_.size());
  std::vector<std::size_t> members;
  for (const Kind kind : kinds) {
    if (left[kind].empty()) left[kind] = kinds_[kind].shares;
    const auto share = std::find_if(left[kind].begin(), left[kind].end(), [](const Share& s) { return s.lines > 0; });
    --share->lines;
    members.push_back(slots_[share->slot].members[given[share->slot]++]);
  }
  return members;
}

}  // namespace vtime
