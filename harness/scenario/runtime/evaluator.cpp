#include "scenario/runtime/evaluator.hpp"

#include <algorithm>
#include <compare>
#include <utility>

#include "scenario/runtime/arithmetic.hpp"
#include "scenario/runtime/builtin_functions.hpp"
#include "scenario/runtime/compare.hpp"
#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"
#include "scenario/runtime/names_in.hpp"
#include "scenario/runtime/string_object.hpp"
#include "scenario/runtime/text_of_value.hpp"

namespace vtime::scenario {

namespace {

using Kind = Value::Kind;

bool holds(BinaryOperator comparison, std::strong_ordering order) {
  switch (comparison) {
    case BinaryOperator::equal:
      return order == 0;
    case BinaryOperator::not_equal:
      return order != 0;
    case BinaryOperator::less:
      return order < 0;
    case BinaryOperator::less_or_equal:
      return order <= 0;
    case BinaryOperator::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

bool is_comparison(BinaryOperator operation) { return operation >= BinaryOperator::equal; }

bool compare(BinaryOperator comparison, const Value& left, const Value& right) {
  if (comparison == BinaryOperator::equal) return equal(left, right);
  if (comparison == BinaryOperator::not_equal) return !equal(left, right);
  return holds(comparison, order(left, right));
}

[[noreturn]] void throw_undefined(const VariableUse& use) {
  throw Fault("'" + use.name + "' is used before it has a value",
              "this ran before the statement that defines it; define it further up");
}

bool truth(const Value& value, const char* where) {
  if (value.is(Kind::boolean)) return value.as_boolean();
  throw Fault(std::string(where) + " takes booleans only, not " + std::string(kind_name(value.kind())),
              "write a comparison: 'x != null', 'n > 0'");
}

}  // namespace

[[gnu::always_inline]] const Value& Evaluator::read(const VariableUse& use, Frame& frame) {
  const Value& value = environment_.touched_variable(use, frame);
  if (value.is_undefined()) [[unlikely]]
    throw_undefined(use);
  return value;
}

[[gnu::always_inline]] const Value* Evaluator::kept(const Expression& expression, Frame& frame) {
  try {
    if (const auto* constant = std::get_if<Constant>(&expression.form)) return &environment_.constant(*constant);
    if (const auto* use = std::get_if<VariableUse>(&expression.form)) return &read(*use, frame);
    if (const auto* use = std::get_if<FunctionUse>(&expression.form)) return &environment_.function(use->index);
    return nullptr;
  } catch (Fault& fault) {
    place(fault, expression, frame);
    throw;
  }
}

[[gnu::always_inline]] const Value& Evaluator::look(const Expression& expression, Frame& frame, Value& room) {
  if (const Value* value = kept(expression, frame)) return *value;
  return room = compute(expression, frame);
}

Value Evaluator::evaluate(const Expression& expression, Frame& frame) {
  if (const Value* value = kept(expression, frame)) return *value;
  return compute(expression, frame);
}

void Evaluator::place(Fault& fault, const Expression& expression, Frame& frame) {
  if (fault.where()) return;
  fault.set_where(expression.where);
  const std::string values = values_of_names(expression, frame);
  if (!values.empty()) fault.add_help("here " + values);
}

[[gnu::always_inline]] Value Evaluator::binary(const Binary& form, Frame& frame) {
  Value left_room;
  Value right_room;
  const Value& left = look(*form.left, frame, left_room);
  const Value& right = look(*form.right, frame, right_room);
  if (left.is(Kind::integer) && right.is(Kind::integer)) {  // what most programs calculate with most
    const std::int64_t a = left.as_integer();
    const std::int64_t b = right.as_integer();
    if (is_comparison(form.operation)) return Value::boolean(holds(form.operation, a <=> b));
    std::int64_t sum = 0;
    if (form.operation == BinaryOperator::add && !__builtin_add_overflow(a, b, &sum)) return Value::integer(sum);
  }
  if (is_comparison(form.operation)) return Value::boolean(compare(form.operation, left, right));
  return calculate(form.operation, left, right, environment_.heap());
}

Value Evaluator::compute(const Expression& expression, Frame& frame) {
  struct Visitor {
    Evaluator& self;
    Frame& frame;

    Value operator()(const Constant& form) const { return self.environment_.constant(form); }
    Value operator()(const VariableUse& form) const { return self.read(form, frame); }
    Value operator()(const FunctionUse& form) const { return self.environment_.function(form.index); }
    Value operator()(const Unary& form) const { return self.unary(form, frame); }
    Value operator()(const Binary& form) const { return self.binary(form, frame); }
    Value operator()(const Logical& form) const { return self.logical(form, frame); }
    Value operator()(const Member& form) const { return self.member(form, frame); }
    Value operator()(const Subscript& form) const { return self.subscript(form, frame); }
    Value operator()(const BuiltinCall& form) const { return self.builtin(form, frame); }
    Value operator()(const Interpolation& form) const { return self.interpolation(form, frame); }
    Value operator()(const ListLiteral& form) const { return self.list(form, frame); }
    Value operator()(const MapLiteral& form) const { return self.map(form, frame); }
    Value operator()(const FunctionLiteral& form) const {
      return Value(self.environment_.close(*form.function, frame));
    }
  };
  try {
    if (const auto* form = std::get_if<Binary>(&expression.form)) return binary(*form, frame);  // most are
    return std::visit(Visitor{*this, frame}, expression.form);
  } catch (Fault& fault) {
    place(fault, expression, frame);
    throw;
  }
}

Value Evaluator::unary(const Unary& form, Frame& frame) {
  const Value operand = evaluate(*form.operand, frame);
  if (form.operation == UnaryOperator::negate) return negate(operand);
  return Value::boolean(!truth(operand, "'not'"));
}

Value Evaluator::builtin(const BuiltinCall& form, Frame& frame) {
  std::vector<Value> arguments = evaluate_all(form.arguments, frame);
  return call_builtin(form.builtin, arguments, environment_.heap(), engine_, Site{at->place, at->label});
}

Value Evaluator::logical(const Logical& form, Frame& frame) {
  const char* name = form.is_and ? "'and'" : "'or'";
  const bool left = truth(evaluate(*form.left, frame), name);
  if (left != form.is_and) return Value::boolean(left);
  return Value::boolean(truth(evaluate(*form.right, frame), name));
}

Value Evaluator::member(const Member& form, Frame& frame) {
  Value room;
  const Value& object = look(*form.object, frame, room);
  if (object.is(Kind::map)) {
    const Value* found = object.as_map().find(form.name);
    return found == nullptr ? Value::null() : *found;
  }
  if (object.is(Kind::error) && form.name == "message") return Value(object.as_error().message());
  throw Fault(std::string(kind_name(object.kind())) + " has no '" + form.name + "'",
              form.name == "length" ? "write length(x)" : "");
}

Value Evaluator::subscript(const Subscript& form, Frame& frame) {
  Value object_room;
  Value index_room;
  const Value& object = look(*form.object, frame, object_room);
  const Value& index = look(*form.index, frame, index_room);
  if (object.is(Kind::map)) {
    if (!index.is(Kind::string)) {
      throw Fault("the key of a map is a string, not " + std::string(kind_name(index.kind())), "");
    }
    const Value* found = object.as_map().find(index.as_string().text());
    return found == nullptr ? Value::null() : *found;
  }
  if (!object.is(Kind::list)) {
    throw Fault(std::string(kind_name(object.kind())) + " has no items", "only lists and maps are indexed by [ ]");
  }
  const auto items = object.as_list().items();
  const std::int64_t at_index = whole_number(index, "the index of a list");
  if (at_index < 0 || at_index >= static_cast<std::int64_t>(items.size())) {
    throw Fault("index " + std::to_string(at_index) + " is out of range: the list has " + std::to_string(items.size()) +
                    (items.size() == 1 ? " item" : " items"),
                items.empty() ? "" : "the first item has index 0");
  }
  return items[static_cast<std::size_t>(at_index)];
}

void Evaluator::append_part(std::string& text, const Expression& part, Frame& frame) {
  if (const auto* constant = std::get_if<Constant>(&part.form)) {
    append_text(text, environment_.constant(*constant));
    return;
  }
  Value room;
  const Value& value = look(part, frame, room);
  try {
    append_text(text, value);
  } catch (Fault& fault) {
    place(fault, part, frame);
    throw;
  }
}

Value Evaluator::interpolation(const Interpolation& form, Frame& frame) {
  std::string text;
  for (const ExpressionPtr& part : form.parts) append_part(text, *part, frame);
  environment_.heap().work(text.size());
  return Value(environment_.heap().make<StringObject>(std::move(text)));
}

std::string Evaluator::text(const Expression& expression, Frame& frame) {
  std::string text;
  if (const auto* form = std::get_if<Interpolation>(&expression.form)) {
    for (const ExpressionPtr& part : form->parts) append_part(text, *part, frame);
  } else {
    append_part(text, expression, frame);
  }
  return text;
}

Value Evaluator::list(const ListLiteral& form, Frame& frame) {
  return Value(environment_.heap().make<ListObject>(evaluate_all(form.items, frame)));
}

Value Evaluator::map(const MapLiteral& form, Frame& frame) {
  auto object = environment_.heap().make<MapObject>();
  for (const auto& [key, value] : form.entries) {
    object->put(environment_.heap().make<StringObject>(key), evaluate(*value, frame));
  }
  return Value(std::move(object));
}

std::vector<Value> Evaluator::evaluate_all(const std::vector<ExpressionPtr>& expressions, Frame& frame) {
  std::vector<Value> values;
  values.reserve(expressions.size());
  for (const ExpressionPtr& expression : expressions) values.push_back(evaluate(*expression, frame));
  return values;
}

bool Evaluator::condition(const Expression& expression, Frame& frame) {
  Value room;
  const Value& value = look(expression, frame, room);
  if (value.is(Kind::boolean)) return value.as_boolean();
  Fault fault("a condition is true or false, not " + std::string(kind_name(value.kind())),
              "write a comparison: 'x != null', 'n > 0'");
  place(fault, expression, frame);
  throw fault;
}

Ref<FunctionObject> Evaluator::function(const Expression& expression, Frame& frame, const char* what) {
  Value room;
  const Value& value = look(expression, frame, room);
  if (value.is(Kind::function)) return Ref<FunctionObject>(&value.as_function());
  Fault fault(std::string(what) + " must be a function, not " + std::string(kind_name(value.kind())), "");
  place(fault, expression, frame);
  throw fault;
}

std::string Evaluator::values_of_names(const Expression& expression, Frame& frame) {
  std::string text;
  for (const VariableUse* use : names_in(expression)) {
    const Value& value = environment_.variable(use->slot, frame);
    if (value.is_undefined()) continue;
    if (!text.empty()) text += ", ";
    text += use->name + " = " + shown(value);
  }
  return text;
}

// ---- assignment --------------------------------------------------------------------------------------------------

namespace {

bool is_same_variable(const Expression& expression, const Target& target) {
  const auto* use = std::get_if<VariableUse>(&expression.form);
  return use != nullptr && use->slot.home == target.slot.home && use->slot.index == target.slot.index;
}

bool changes_first_argument(Builtin builtin) {
  return builtin == Builtin::append || builtin == Builtin::slice || builtin == Builtin::put ||
         builtin == Builtin::remove;
}

bool may_change_in_place(const Expression& expression) {
  return std::holds_alternative<BuiltinCall>(expression.form) || std::holds_alternative<Interpolation>(expression.form);
}

}  // namespace

void Evaluator::assign(const Assign& form, Frame& frame) {
  for (const auto& [target, expression] : form.assignments) {
    const bool is_changed =
        !target.defines && may_change_in_place(*expression) && change_in_place(target, *expression, frame);
    if (!is_changed) environment_.store(target, evaluate(*expression, frame), frame);
  }
}

bool Evaluator::change_in_place(const Target& target, const Expression& expression, Frame& frame) {
  try {
    if (const auto* call = std::get_if<BuiltinCall>(&expression.form)) return grow_in_place(target, *call, frame);
    const auto* joined = std::get_if<Interpolation>(&expression.form);
    return joined != nullptr && extend_in_place(target, *joined, frame);
  } catch (Fault& fault) {
    place(fault, expression, frame);
    throw;
  }
}

/// `set: {items: "${append(items, x)}"}`: the variable gives its list away before the call, so that the list is changed
/// rather than copied. The other arguments are evaluated first: they may look at the variable.
bool Evaluator::grow_in_place(const Target& target, const BuiltinCall& call, Frame& frame) {
  if (!changes_first_argument(call.builtin) || !is_same_variable(*call.arguments.front(), target)) return false;
  Value& variable = environment_.touched_variable(target, frame);
  if (!variable.is(Kind::list) && !variable.is(Kind::map)) return false;
  std::vector<Value> arguments(1);
  arguments.reserve(call.arguments.size());
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    arguments.push_back(evaluate(*call.arguments[i], frame));
  }
  arguments[0] = std::move(variable);
  variable = call_builtin(call.builtin, arguments, environment_.heap(), engine_, Site{at->place, at->label});
  return true;
}

/// `set: {line: "${line}, ${x}"}`: the text is extended where it is when nothing else refers to it.
bool Evaluator::extend_in_place(const Target& target, const Interpolation& form, Frame& frame) {
  if (form.parts.empty() || !is_same_variable(*form.parts.front(), target)) return false;
  Value& variable = environment_.touched_variable(target, frame);
  if (!variable.is(Kind::string) || variable.as_string().is_shared()) return false;
  std::string rest;
  for (std::size_t i = 1; i < form.parts.size(); ++i) append_part(rest, *form.parts[i], frame);
  environment_.heap().work(rest.size());
  variable.as_string().extend(rest);
  return true;
}

}  // namespace vtime::scenario
