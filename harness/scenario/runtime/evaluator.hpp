/// Expressions and their values.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "loop/engine.hpp"
#include "scenario/runtime/environment.hpp"
#include "scenario/runtime/frame.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

class Fault;

/// All functions throw a Fault, placed at the innermost expression that is wrong, for what the language does not allow.
class Evaluator {
 public:
  Evaluator(Environment& environment, Engine& engine) : environment_(environment), engine_(engine) {}

  Value evaluate(const Expression& expression, Frame& frame);
  bool condition(const Expression& expression, Frame& frame);
  /// The text of an expression in a text place.
  std::string text(const Expression& expression, Frame& frame);
  std::vector<Value> evaluate_all(const std::vector<ExpressionPtr>& expressions, Frame& frame);
  /// A function value; `what` says what it is for.
  Ref<FunctionObject> function(const Expression& expression, Frame& frame, const char* what);
  /// `let` and `set`: a list, map or string that only grows or shrinks is changed in place.
  void assign(const Assign& form, Frame& frame);
  /// "a = 1, b = null": the names in an expression and their values; empty when there are none.
  std::string values_of_names(const Expression& expression, Frame& frame);

  /// Gives a Fault that has no place yet that of `expression`, and the values of the names in it.
  void place(Fault& fault, const Expression& expression, Frame& frame);

  /// The statement that is running: whom questions to the chooser come from.
  const Statement* at = nullptr;

 private:
  /// Where the value is kept, of a variable, a constant or a named function; null where it has to be computed. What is
  /// kept does not change while an expression is evaluated.
  inline const Value* kept(const Expression& expression, Frame& frame);
  Value compute(const Expression& expression, Frame& frame);
  /// The value where it is kept, or else in `room`.
  inline const Value& look(const Expression& expression, Frame& frame, Value& room);
  Value unary(const Unary& form, Frame& frame);
  inline Value binary(const Binary& form, Frame& frame);
  Value builtin(const BuiltinCall& form, Frame& frame);
  Value logical(const Logical& form, Frame& frame);
  Value member(const Member& form, Frame& frame);
  Value subscript(const Subscript& form, Frame& frame);
  Value interpolation(const Interpolation& form, Frame& frame);
  void append_part(std::string& text, const Expression& part, Frame& frame);
  Value list(const ListLiteral& form, Frame& frame);
  Value map(const MapLiteral& form, Frame& frame);
  inline const Value& read(const VariableUse& use, Frame& frame);
  bool change_in_place(const Target& target, const Expression& expression, Frame& frame);
  bool grow_in_place(const Target& target, const BuiltinCall& call, Frame& frame);
  bool extend_in_place(const Target& target, const Interpolation& form, Frame& frame);

  Environment& environment_;
  Engine& engine_;
};

}  // namespace vtime::scenario
