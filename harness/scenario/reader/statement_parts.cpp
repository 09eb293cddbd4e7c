#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/reader/constant_reader.hpp"
#include "scenario/reader/forms.hpp"
#include "scenario/reader/statement_reader.hpp"

namespace vtime::scenario {
namespace {

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), is_part);
}

ExpressionPtr make_expression(Expression::Form form, const Span& where) {
  return std::make_unique<Expression>(Expression{std::move(form), where});
}

/// Every scalar without `${}` in a value place that has to be a list or a number: what was meant may be a variable.
std::string help_for_variable(std::string_view key, Form form, const Node& node) {
  if (node.is_scalar() && is_name(node.text)) {
    return fmt::format("for example '{0}: {1}', or '{0}: ${{{2}}}' for the value of a variable", key,
                       describe(form).example, node.text);
  }
  return fmt::format("for example '{}: {}'", key, describe(form).example);
}

void add_value_error(const ReadContext& context, std::string_view key, Form form, const Node& node) {
  add_error(context, node.where, type_message(key, form, node), help_for_variable(key, form, node));
}

}  // namespace

ExpressionPtr StatementReader::read_text(std::string_view key, const Node& node) {
  return expect_scalar(context_, key, Form::text, node) ? parse_text(node, context_) : nullptr;
}

ExpressionPtr StatementReader::read_expression(std::string_view key, Form form, const Node& node) {
  return expect_scalar(context_, key, form, node) ? parse_expression(node, context_) : nullptr;
}

ExpressionPtr StatementReader::read_value(const Node& node) {
  if (node.is_scalar()) return parse_scalar_value(node, context_);
  if (node.is_list()) {
    ListLiteral list;
    for (const auto& item : node.items) list.items.push_back(read_value(*item));
    return make_expression(std::move(list), node.where);
  }
  if (node.find(function_value_keys.keys.front().name) != nullptr) return read_function_value(node);
  MapLiteral map;
  for (const Node::Entry& entry : node.entries) {
    if (has_interpolation(*entry.key)) {
      add_error(context_, entry.key->where, fmt::format("a key of a map is a fixed text, not '{}'", entry.key->text),
                "for a computed key use put(map, key, value)");
    }
    map.entries.emplace_back(entry.key->text, read_value(*entry.value));
  }
  return make_expression(std::move(map), node.where);
}

ExpressionPtr StatementReader::read_list_value(std::string_view key, const Node& node) {
  if (node.is_list() || (node.is_scalar() && has_interpolation(node))) return read_value(node);
  add_value_error(context_, key, Form::list, node);
  return nullptr;
}

ExpressionPtr StatementReader::read_whole_number(std::string_view key, const Node& node) {
  if (!node.is_scalar() || node.absent) {
    add_value_error(context_, key, Form::number, node);
    return nullptr;
  }
  ExpressionPtr value = parse_scalar_value(node, context_);
  if (value == nullptr || has_interpolation(node)) return value;
  const auto* constant = std::get_if<Constant>(&value->form);
  const auto* number = constant != nullptr ? std::get_if<std::int64_t>(&constant->value) : nullptr;
  if (number == nullptr) {
    add_value_error(context_, key, Form::number, node);
    return nullptr;
  }
  if (*number < 0) {
    add_error(context_, node.where, fmt::format("'{}' can't be negative", key));
    return nullptr;
  }
  return value;
}

ExpressionPtr StatementReader::read_function_value(const Node& map) {
  check_keys(context_, map, function_value_keys);
  const Node* names = map.find("function");
  const Node* body = map.find("do");
  const Node* async = map.find("async");
  std::vector<Target> parameters = read_names("function", *names);
  const bool is_async = async != nullptr && read_boolean(context_, "async", *async).value_or(false);
  if (body == nullptr) return nullptr;
  return make_expression(FunctionLiteral{read_function("do", *body, std::move(parameters), is_async)}, map.where);
}

ExpressionPtr StatementReader::read_callback(std::string_view key, const Node& node, std::vector<Target> parameters) {
  if (node.is_scalar() && !node.absent) return parse_expression(node, context_);
  return make_expression(FunctionLiteral{read_function(key, node, std::move(parameters), false)}, node.where);
}

ExpressionPtr StatementReader::callback_option(const Source& source, std::string_view key,
                                               std::vector<Target> parameters) {
  const Node* node = source.map.find(key);
  return node == nullptr ? nullptr : read_callback(key, *node, std::move(parameters));
}

ExpressionPtr StatementReader::callback_with_params(const Source& source) {
  const Node::Entry* params = find_entry(source.map, "params");
  const Node* body = source.map.find("do");
  if (params == nullptr) return callback_option(source, "do");
  std::vector<Target> parameters = read_names("params", *params->value);
  if (body != nullptr && body->is_scalar() && !body->absent) {
    add_error(context_, params->key->where,
              fmt::format("'params' names the arguments of a body, but here 'do' names the function '{}'", body->text),
              "leave 'params' out: the function has its own");
  }
  return callback_option(source, "do", std::move(parameters));
}

std::vector<ExpressionPtr> StatementReader::read_arguments(const Source& source) {
  std::vector<ExpressionPtr> arguments;
  const Node* node = source.map.find("with");
  if (node == nullptr) return arguments;
  if (!node->is_list()) {
    const std::string help =
        node->is_scalar() && !node->absent ? fmt::format("'with: [{}]'", node->text) : "for example 'with: [1, two]'";
    add_error(context_, node->where,
              fmt::format("'with' of '{}' takes a list of values, not {}", source.name(), describe(*node)), help);
    return arguments;
  }
  for (const auto& item : node->items) arguments.push_back(read_value(*item));
  return arguments;
}

Delay StatementReader::read_delay_value(std::string_view key, Form form, const Node& node) {
  Delay delay;
  delay.range_allowed = form == Form::range;
  if (node.is_scalar() && !node.absent && has_interpolation(node)) {
    delay.computed = parse_scalar_value(node, context_);
    return delay;
  }
  delay.fixed = read_duration(context_, key, form, node);
  if (delay.fixed) check_sign(key, node, *delay.fixed);
  return delay;
}

void StatementReader::check_sign(std::string_view key, const Node& node, const Range& range) {
  if (key == "block" && range.least < Duration::zero()) {
    add_error(context_, node.where, "'block' can't be negative: the clock never moves back");
  }
  if (loop_ != LoopKind::plain) return;
  if (key == "set_interval" && range.least <= Duration::zero()) {
    add_error(context_, node.where, "the period of 'set_interval' has to be above 0 in the plain model",
              "'post' runs something at once, 'loop: node' and 'loop: browser' take any period");
  } else if ((key == "set_timeout" || key == "sleep") && range.least < Duration::zero()) {
    add_error(context_, node.where, fmt::format("the delay of '{}' can't be negative in the plain model", key),
              "use 0, or 'loop: node' or 'loop: browser', which take any delay");
  }
}

std::optional<Target> StatementReader::read_name(std::string_view key, const Node& node) {
  if (expect_scalar(context_, key, Form::name, node)) return Target{std::string(node.text), node.where, {}, false, 0};
  lost_definitions_ = true;
  return std::nullopt;
}

std::vector<Target> StatementReader::read_names(std::string_view key, const Node& node) {
  std::vector<Target> names;
  if (!node.is_list()) {
    const std::string help = node.is_scalar() && !node.absent ? fmt::format("'{}: [{}]'", key, node.text)
                                                              : fmt::format("for example '{}: [a, b]'", key);
    add_error(context_, node.where, fmt::format("'{}' takes a list of names, not {}", key, describe(node)), help);
    lost_definitions_ = true;
    return names;
  }
  for (const auto& item : node.items) {
    if (item->is_scalar() && !item->absent) {
      names.push_back({std::string(item->text), item->where, {}, false, 0});
    } else {
      add_error(context_, item->where, fmt::format("'{}' takes a list of names, not of {}", key, describe(*item)),
                fmt::format("for example '{}: [a, b]'", key));
      lost_definitions_ = true;
    }
  }
  return names;
}

std::optional<Target> StatementReader::name_option(const Source& source, std::string_view key) {
  const Node* node = source.map.find(key);
  return node == nullptr ? std::nullopt : read_name(key, *node);
}

bool StatementReader::flag_option(const Source& source, std::string_view key) {
  const Node* node = source.map.find(key);
  return node != nullptr && read_boolean(context_, key, *node).value_or(false);
}

Target StatementReader::implied(const Source& source, std::string_view key, std::string_view name) {
  const Node::Entry* entry = find_entry(source.map, key);
  return {std::string(name), (entry != nullptr ? *entry : source.entry).key->where, {}, false, 0};
}

}  // namespace vtime::scenario
