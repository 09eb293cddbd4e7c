#include "scenario/reader/expectation_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/reader/constant_reader.hpp"
#include "scenario/reader/forms.hpp"
#include "scenario/reader/pattern_reader.hpp"
#include "scenario/reader/transcript_reader.hpp"

namespace vtime::scenario {
namespace {

std::vector<Pattern> read_never(const ReadContext& context, const Node& node) {
  std::vector<Pattern> patterns;
  if (!expect_list(context, "never", Form::patterns, node)) return patterns;
  for (const auto& item : node.items) {
    if (auto pattern = read_pattern(context, "never", *item)) patterns.push_back(*std::move(pattern));
  }
  return patterns;
}

std::vector<OrderRule> read_order(const ReadContext& context, const Node& node) {
  std::vector<OrderRule> rules;
  if (!expect_list(context, "order", Form::orders, node)) return rules;
  if (std::none_of(node.items.begin(), node.items.end(), [](const auto& item) { return item->is_list(); })) {
    if (!node.items.empty()) {
      add_error(context, node.where, "'order' takes a list of pairs, and this one has none",
                "for example 'order: [[first, second]]'");
    }
    return rules;
  }
  for (const auto& item : node.items) {
    if (!item->is_list() || item->items.size() != 2) {
      const std::string found = item->is_list() ? fmt::format("a list of {}", item->items.size()) : describe(*item);
      add_error(context, item->where, fmt::format("'order' takes pairs [A, B], not {}", found),
                "for example 'order: [[first, second]]'");
      continue;
    }
    auto first = read_pattern(context, "order", *item->items[0]);
    auto second = read_pattern(context, "order", *item->items[1]);
    if (first && second) rules.push_back({*std::move(first), *std::move(second), origin_of(item->where)});
  }
  return rules;
}

/// The pattern under `key` of a rule; its absence has been reported.
std::optional<Pattern> pattern_of(const ReadContext& context, const Node& map, std::string_view key) {
  const Node* node = map.find(key);
  return node == nullptr ? std::nullopt : read_pattern(context, key, *node);
}

/// Whether `item` of the list under `key` is a map; an error otherwise.
bool check_rule(const ReadContext& context, std::string_view key, Form form, const Node& item, const MapShape& shape) {
  if (!item.is_map()) {
    add_error(context, item.where, fmt::format("{} is a map, not {}", shape.what, describe(item)),
              fmt::format("for example '{}: {}'", key, describe(form).example));
    return false;
  }
  check_keys(context, item, shape);
  return true;
}

std::vector<WithinRule> read_within(const ReadContext& context, const Node& node) {
  std::vector<WithinRule> rules;
  if (!expect_list(context, "within", Form::withins, node)) return rules;
  for (const auto& item : node.items) {
    if (!check_rule(context, "within", Form::withins, *item, within_keys)) continue;
    auto from = pattern_of(context, *item, "from");
    auto to = pattern_of(context, *item, "to");
    const Node* limit = item->find("at_most");
    const auto at_most = limit == nullptr ? std::nullopt : read_delay(context, "at_most", *limit);
    if (from && to && at_most) {
      rules.push_back({*std::move(from), *std::move(to), *at_most, origin_of(item->where)});
    }
  }
  return rules;
}

std::vector<CountRule> read_counts(const ReadContext& context, const Node& node) {
  std::vector<CountRule> rules;
  if (!expect_list(context, "count", Form::counts, node)) return rules;
  for (const auto& item : node.items) {
    if (!check_rule(context, "count", Form::counts, *item, count_keys)) continue;
    auto line = pattern_of(context, *item, "line");
    const Node* number = item->find("times");
    const auto times = number == nullptr ? std::nullopt : read_times(context, "times", *number);
    if (line && times) rules.push_back({*std::move(line), times->first, times->second, origin_of(item->where)});
  }
  return rules;
}

std::optional<Located<std::vector<std::string>>> read_pending(const ReadContext& context, const Node& node) {
  if (!expect_list(context, "pending", Form::labels, node)) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& item : node.items) {
    if (item->is_scalar() && !item->absent) {
      names.emplace_back(item->text);
    } else {
      add_error(context, item->where, fmt::format("'pending' takes a list of names, not of {}", describe(*item)),
                "a name is what 'as' gave, or 'line N'");
    }
  }
  return Located<std::vector<std::string>>{std::move(names), origin_of(node.where)};
}

Expectations read_rules(const ReadContext& context, const Node& map) {
  check_keys(context, map, expect_keys);
  Expectations expect;
  if (const Node* node = map.find("transcript"); node && expect_list(context, "transcript", Form::transcript, *node)) {
    expect.transcript = read_transcript(context, *node);
  }
  if (const Node* node = map.find("never")) expect.never = read_never(context, *node);
  if (const Node* node = map.find("order")) expect.order = read_order(context, *node);
  if (const Node* node = map.find("within")) expect.within = read_within(context, *node);
  if (const Node* node = map.find("count")) expect.count = read_counts(context, *node);
  if (const Node* node = map.find("ends_at")) {
    if (auto at = read_delay(context, "ends_at", *node)) expect.ends_at = {*at, origin_of(node->where)};
  }
  if (const Node* node = map.find("pending")) expect.pending = read_pending(context, *node);
  if (const Node::Entry* entry = find_entry(map, "exit")) {
    add_error(context, entry->key->where, "'exit' is the status of a program, and a script has none",
              "it stands with 'program'; for when a script ends there is 'ends_at'");
  }
  return expect;
}

}  // namespace

Expectations read_expectations(const ReadContext& context, const Node& node) {
  if (node.is_map()) return read_rules(context, node);
  Expectations expect;
  if (node.is_list()) {
    expect.transcript = read_transcript(context, node);
  } else {
    add_error(context, node.where, type_message("expect", Form::expect, node),
              node.absent ? "leave 'expect' out and let 'vtime run --update' write it, or write [] for no lines"
                          : "for example 'expect: [{0s: hello}]'");
  }
  return expect;
}

}  // namespace vtime::scenario
