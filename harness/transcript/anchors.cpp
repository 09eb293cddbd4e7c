#include "transcript/anchors.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace vtime {

namespace {

/// What is compared: with the time, where the expected line has an exact one.
struct Key {
  std::string_view text;
  LineKind kind{};
  std::optional<Duration> at;
  friend bool operator==(const Key&, const Key&) = default;
};

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    const auto at = static_cast<std::size_t>(key.at ? key.at->count() + 1 : 0);
    return std::hash<std::string_view>{}(key.text) ^ (at * 0x9e3779b97f4a7c15u) ^ static_cast<std::size_t>(key.kind);
  }
};

struct Occurrences {
  Anchor last;
  std::size_t items = 0;
  std::size_t lines = 0;
};

std::optional<Key> key_of(const ExpectedItem& item) {
  const auto* line = std::get_if<ExpectedLine>(&item);
  if (!line || line->pattern.predicate) return std::nullopt;
  if (!line->time) return Key{line->pattern.text, line->kind, std::nullopt};
  if (line->time->least != line->time->most) return std::nullopt;
  return Key{line->pattern.text, line->kind, line->time->least};
}

void count_line(std::unordered_map<Key, Occurrences, KeyHash>& seen, const Key& key, std::size_t line) {
  const auto found = seen.find(key);
  if (found == seen.end()) return;
  found->second.last.line = line;
  ++found->second.lines;
}

/// Those of the candidates, which are in the order of the items, that are in the order of the lines too: the longest
/// such selection, found as the piles of a patience game.
std::vector<Anchor> longest_in_order(const std::vector<Anchor>& candidates) {
  std::vector<std::size_t> pile_tops;
  std::vector<std::size_t> before(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto is_before = [&](std::size_t top, std::size_t line) { return candidates[top].line < line; };
    const bool on_new_pile = pile_tops.empty() || is_before(pile_tops.back(), candidates[i].line);
    const auto pile = on_new_pile ? pile_tops.end()  // nearly always: then it takes n instead of n log n
                                  : std::lower_bound(pile_tops.begin(), pile_tops.end(), candidates[i].line, is_before);
    if (pile != pile_tops.begin()) before[i] = *(pile - 1);
    if (pile == pile_tops.end()) {
      pile_tops.push_back(i);
    } else {
      *pile = i;
    }
  }
  std::vector<Anchor> chosen(pile_tops.size());
  for (std::size_t i = chosen.size(), at = pile_tops.empty() ? 0 : pile_tops.back(); i-- > 0; at = before[at]) {
    chosen[i] = candidates[at];
  }
  return chosen;
}

}  // namespace

std::vector<Anchor> find_anchors(const Comparison& comparison, const Block& block) {
  std::unordered_map<Key, Occurrences, KeyHash> seen;
  seen.reserve(block.items());
  bool timed = false;
  bool untimed = false;
  for (std::size_t item = block.item; item < block.items_end; ++item) {
    if (const std::optional<Key> key = key_of(comparison.items[item])) {
      Occurrences& occurrences = seen[*key];
      occurrences.last.item = item;
      ++occurrences.items;
      (key->at ? timed : untimed) = true;
    }
  }
  for (std::size_t line = block.line; line < block.lines_end; ++line) {
    const Line& actual = comparison.lines[line];
    if (timed) count_line(seen, Key{actual.text, actual.kind, actual.at}, line);
    if (untimed) count_line(seen, Key{actual.text, actual.kind, std::nullopt}, line);
  }
  std::vector<Anchor> candidates;
  for (std::size_t item = block.item; item < block.items_end; ++item) {
    const std::optional<Key> key = key_of(comparison.items[item]);
    if (!key) continue;
    const Occurrences& occurrences = seen.at(*key);
    if (occurrences.items == 1 && occurrences.lines == 1) candidates.push_back(occurrences.last);
  }
  return longest_in_order(candidates);
}

}  // namespace vtime
