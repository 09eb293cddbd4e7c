#include "scenario/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/forms.hpp"

namespace vtime::scenario {

void add_error(const ReadContext& context, const Span& where, std::string message, std::string help) {
  context.diagnostics.push_back({Severity::error, context.file.name, where, std::move(message), std::move(help)});
}

void add_type_error(const ReadContext& context, std::string_view key, Form form, const Node& node) {
  const FormText text = describe(form);
  add_error(context, node.where, fmt::format("'{}' takes {}, not {}", key, text.what, describe(node)),
            fmt::format("for example '{}: {}'", key, text.example));
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
  for (const Node::Entry& entry : map.entries) {
    if (shape.find(entry.key->text) != nullptr) continue;
    add_unknown_key(context, *entry.key, shape.what, known);
    meant.push_back(nearest(entry.key->text, known));
  }
  for (const Key& key : shape.keys) {
    const bool misspelt = std::find(meant.begin(), meant.end(), key.name) != meant.end();
    if (!key.required || misspelt || map.find(key.name) != nullptr) continue;
    const Position begin = map.where.begin;
    add_error(context, {begin, begin}, fmt::format("{} needs '{}'", shape.what, key.name),
              fmt::format("for example '{}: {}'", key.name, describe(key.form).example));
  }
}

void add_unknown_key(const ReadContext& context, const Node& key, std::string_view owner,
                     const std::vector<std::string_view>& known) {
  const std::string_view meant = nearest(key.text, known);
  add_error(
      context, key.where, fmt::format("unknown key '{}' of {}", key.text, owner),
      meant.empty() ? fmt::format("its keys are {}", enumerate(known)) : fmt::format("did you mean '{}'?", meant));
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
