#include "scenario/reader/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/document/quoting.hpp"
#include "scenario/reader/forms.hpp"

namespace vtime::scenario {

void add_error(const ReadContext& context, const Span& where, std::string message, std::string help) {
  context.diagnostics.push_back({Severity::error, context.file.name, where, std::move(message), std::move(help)});
}

std::string type_message(std::string_view key, Form form, const Node& node) {
  const std::string_view what = describe(form).what;
  if (node.absent) return fmt::format("nothing stands behind '{}', which takes {}", key, what);
  return fmt::format("'{}' takes {}, not {}", key, what, describe(node));
}

void add_type_error(const ReadContext& context, std::string_view key, Form form, const Node& node) {
  const bool takes_text =
      form == Form::text || form == Form::prose || form == Form::title || form == Form::line || form == Form::pattern;
  const bool in_brackets = !node.is_scalar() && node.style == Node::Style::flow;
  add_error(context, node.where, type_message(key, form, node),
            takes_text && in_brackets ? help_to_quote(context.file.text, node.where.begin.offset, node.where.end.offset)
                                      : fmt::format("for example '{}: {}'", key, describe(form).example));
}

bool expect_scalar(const ReadContext& context, std::string_view key, Form form, const Node& node) {
  if (node.is_scalar() && !node.absent) return true;
  add_type_error(context, key, form, node);
  return false;
}

bool expect_list(const ReadContext& context, std::string_view key, Form form, const Node& node) {
  if (node.is_list()) return true;
  add_type_error(context, key, form, node);
  return false;
}

bool expect_map(const ReadContext& context, std::string_view key, Form form, const Node& node) {
  if (node.is_map()) return true;
  add_type_error(context, key, form, node);
  return false;
}

void check_keys(const ReadContext& context, const Node& map, const MapShape& shape) {
  std::vector<std::string_view> known;
  for (const Key& key : shape.keys) known.push_back(key.name);
  std::vector<std::string_view> meant;
  for (std::size_t i = 0; i < map.entries.size(); ++i) {
    const Node& key = *map.entries[i].key;
    if (shape.find(key.text) != nullptr || report_unquoted_comma(context, map, i)) continue;
    meant.push_back(nearest(key.text, known));
    add_error(context, key.where, fmt::format("unknown key '{}' of {}", key.text, shape.what),
              meant.back().empty() ? fmt::format("its keys are {}", enumerate(known))
                                   : fmt::format("did you mean '{}'?", meant.back()));
  }
  for (const Key& key : shape.keys) {
    const bool misspelt = std::find(meant.begin(), meant.end(), key.name) != meant.end();
    if (!key.required || misspelt || map.find(key.name) != nullptr) continue;
    const Position begin = map.where.begin;
    add_error(context, {begin, begin}, fmt::format("{} needs '{}'", shape.what, key.name),
              fmt::format("for example '{}: {}'", key.name, describe(key.form).example));
  }
}

bool report_unquoted_comma(const ReadContext& context, const Node& map, std::size_t& index) {
  const auto is_left_over = [&](std::size_t i) { return i < map.entries.size() && map.entries[i].value->absent; };
  if (index == 0 || map.style != Node::Style::flow || !is_left_over(index)) return false;
  const Node& before = *map.entries[index - 1].value;
  if (!before.is_scalar() || before.absent) return false;
  const Node& first = *map.entries[index].key;
  while (is_left_over(index + 1)) ++index;
  const Position& end = map.entries[index].key->where.end;
  add_error(context, first.where,
            fmt::format("'{}' is no key, and a text with a comma in braces has to be quoted", first.text),
            help_to_quote(context.file.text, before.where.begin.offset, end.offset));
  return true;
}

std::string enumerate(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

const Node::Entry* find_entry(const Node& map, std::string_view key) {
  const auto found = std::find_if(map.entries.begin(), map.entries.end(),
                                  [key](const Node::Entry& entry) { return entry.key->text == key; });
  return found == map.entries.end() ? nullptr : &*found;
}

Place place_of(const ReadContext& context, const Position& position) {
  return {context.file.name.c_str(), position.line, position.column};
}

}  // namespace vtime::scenario
