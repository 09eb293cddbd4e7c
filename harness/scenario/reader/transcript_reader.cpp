#include "scenario/reader/transcript_reader.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "scenario/document/quoting.hpp"
#include "scenario/reader/constant_reader.hpp"
#include "scenario/reader/forms.hpp"
#include "scenario/reader/pattern_reader.hpp"

namespace vtime::scenario {
namespace {

/// Whether a text is a try at a time: a digit, perhaps behind a sign or a point.
bool looks_like_time(std::string_view text) {
  const std::size_t first = text.find_first_not_of("+-.");
  return first != std::string_view::npos && first <= 2 && text[first] >= '0' && text[first] <= '9';
}

void add_not_a_time(const ReadContext& context, const Node::Entry& entry, const Node& item) {
  const Node& key = *entry.key;
  std::vector<std::string_view> known;
  for (const Key& known_key : entry_keys.keys) known.push_back(known_key.name);
  if (const std::string_view meant = nearest(key.text, known); !meant.empty()) {
    add_error(context, key.where, fmt::format("unknown kind of entry '{}'", key.text),
              fmt::format("did you mean '{}'?", meant));
    return;
  }
  add_error(context, key.where, fmt::format("'{}' is no time, and a text with ': ' in it has to be quoted", key.text),
            help_to_quote(context.file.text, item.where.begin.offset, item.where.end.offset));
}

std::optional<Window> read_window(const ReadContext& context, const Node::Entry& entry, const Node& item) {
  const Node& key = *entry.key;
  if (!looks_like_time(key.text)) {
    add_not_a_time(context, entry, item);
    return std::nullopt;
  }
  const std::optional<Range> range = read_latency(context, "", key);
  if (!range) return std::nullopt;
  return Window{range->least, range->most};
}

/// What is wrong with a map in place of a line.
void report_line_map(const ReadContext& context, const Node& node) {
  std::vector<std::string_view> known;
  bool some_known = false;
  for (const Key& key : line_keys.keys) known.push_back(key.name);
  for (const Node::Entry& entry : node.entries) some_known = some_known || !nearest(entry.key->text, known).empty();
  if (!some_known) {
    add_error(context, node.where, fmt::format("a line is a text, or a map with one of {}", enumerate(known)),
              help_to_quote(context.file.text, node.where.begin.offset, node.where.end.offset));
    return;
  }
  check_keys(context, node, line_keys);
  if (node.entries.size() > 1) {
    add_error(context, node.entries[1].key->where, "a line is of one kind, and this is a second key",
              fmt::format("one of {}", enumerate(known)));
  }
}

/// A line without its time: TEXT, {matches: REGEX}, {uncaught: ...} or {stderr: ...}.
std::optional<ExpectedLine> read_line(const ReadContext& context, std::string_view key, const Node& node) {
  const Node::Entry* only = node.is_map() && node.entries.size() == 1 ? &node.entries.front() : nullptr;
  const std::string_view kind = only != nullptr ? std::string_view(only->key->text) : std::string_view();
  ExpectedLine line;
  line.origin = origin_of(node.where);
  std::optional<Pattern> pattern;
  if (kind == "uncaught" || kind == "stderr") {
    line.kind = kind == "uncaught" ? LineKind::uncaught : LineKind::error_output;
    pattern = read_pattern(context, kind, *only->value);
  } else if (kind == "any_order") {
    add_error(context, only->key->where, "'any_order' stands alone: the times belong to the lines in it",
              "for example 'any_order: [{2s: one}, {2s: two}]'");
  } else if (node.is_map() && kind != "matches") {
    report_line_map(context, node);
  } else {
    pattern = read_pattern(context, key, node);
  }
  if (!pattern) return std::nullopt;
  line.pattern = *std::move(pattern);
  return line;
}

/// An entry that is one line, with or without its time.
std::optional<ExpectedLine> read_timed_line(const ReadContext& context, const Node& node) {
  if (!node.is_map() || entry_keys.find(node.entries.front().key->text) != nullptr) {
    return read_line(context, "-", node);
  }
  const Node::Entry& entry = node.entries.front();
  const std::optional<Window> window = read_window(context, entry, node);
  if (!window) return std::nullopt;
  std::optional<ExpectedLine> line = read_line(context, entry.key->text, *entry.value);
  if (!line) return std::nullopt;
  line->time = window;
  line->origin = origin_of(node.where);
  return line;
}

bool check_entry(const ReadContext& context, const Node& node) {
  if (node.absent) {
    add_error(context, node.where, "an entry with nothing in it", "for an empty line write ''");
    return false;
  }
  if (node.is_list()) {
    add_error(context, node.where, "an entry is a line, not a list",
              "lines that may come in any order are written 'any_order: [{2s: one}, {2s: two}]'");
    return false;
  }
  if (!node.is_map() || node.entries.size() == 1) return true;
  if (node.entries.empty()) {
    add_error(context, node.where, "an entry with nothing in it", "for an empty line write ''");
  } else if (std::size_t index = 1; !report_unquoted_comma(context, node, index)) {
    const Node& second = *node.entries[1].key;
    add_error(context, second.where, "an entry holds one line, and this one has a second key",
              fmt::format("begin a list item of its own: '- {}: ...'", second.text));
  }
  return false;
}

bool is_any_lines(const Node& node) {
  return node.is_scalar() && node.style == Node::Style::plain && node.text == "...";
}

AnyOrder read_any_order(const ReadContext& context, const Node& node, const Node& list) {
  AnyOrder group;
  group.origin = origin_of(node.where);
  if (!expect_list(context, "any_order", Form::entries, list)) return group;
  for (const auto& item : list.items) {
    if (is_any_lines(*item)) {
      add_error(context, item->where, "'...' can't stand in 'any_order'", "for the text write '...' in quotes");
    } else if (item->is_map() && item->find("any_order") != nullptr) {
      add_error(context, item->entries.front().key->where, "'any_order' can't stand in another",
                "list its lines in the outer one");
    } else if (check_entry(context, *item)) {
      if (auto line = read_timed_line(context, *item)) group.lines.push_back(*std::move(line));
    }
  }
  return group;
}

}  // namespace

std::vector<ExpectedItem> read_transcript(const ReadContext& context, const Node& list) {
  std::vector<ExpectedItem> items;
  items.reserve(list.items.size());
  for (const auto& item : list.items) {
    if (!check_entry(context, *item)) continue;
    if (is_any_lines(*item)) {
      items.emplace_back(AnyLines{origin_of(item->where)});
    } else if (const Node* group = item->find("any_order"); group != nullptr) {
      items.emplace_back(read_any_order(context, *item, *group));
    } else if (auto line = read_timed_line(context, *item)) {
      items.emplace_back(*std::move(line));
    }
  }
  return items;
}

}  // namespace vtime::scenario
