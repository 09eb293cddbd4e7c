#include "scenario/resolver/tree_visitor.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace vtime::scenario {
namespace {

/// Hands the parts that are there to the visitor.
class Parts {
 public:
  explicit Parts(TreeVisitor& visitor) : visitor_(visitor) {}

  // Statements.
  void operator()(const Log& form) { all(form.text); }
  void operator()(const SetTimer& form) { all(form.delay, form.callback, form.arguments, form.as); }
  void operator()(const Clear& form) { all(form.handle); }
  void operator()(const Queue& form) { all(form.timeout, form.callback, form.as); }
  void operator()(const Call& form) { all(form.function, form.arguments, form.into); }
  void operator()(const Return& form) { all(form.value); }
  void operator()(const Assign& form) {
    for (const auto& [target, value] : form.assignments) all(value, target);
  }
  void operator()(const If& form) { all(form.condition, form.then, form.otherwise); }
  void operator()(const While& form) { all(form.condition, form.body); }
  void operator()(const Repeat& form) { all(form.count, form.as, form.body); }
  void operator()(const ForEach& form) { all(form.list, form.as, form.body); }
  void operator()(const Break&) {}
  void operator()(const Continue&) {}
  void operator()(const Throw& form) { all(form.value); }
  void operator()(const Try& form) { all(form.body, form.handler, form.finally); }
  void operator()(const Listen& form) { all(form.event, form.callback, form.as); }
  void operator()(const Unlisten& form) { all(form.event, form.listener); }
  void operator()(const Emit& form) { all(form.event, form.arguments); }
  void operator()(const Load& form) { all(form.resource, form.arguments, form.on_result, form.on_error, form.as); }
  void operator()(const MakePromise& form) { all(form.name, form.executor); }
  void operator()(const Settle& form) { all(form.promise, form.value); }
  void operator()(const Then& form) { all(form.promise, form.on_result, form.on_error, form.on_settled, form.as); }
  void operator()(const Async& form) { all(form.body, form.as); }
  void operator()(const Await& form) { all(form.promise, form.into); }
  void operator()(const Sleep& form) { all(form.delay); }
  void operator()(const Combine& form) { all(form.list, form.as); }
  void operator()(const SetWallClock& form) { all(form.time); }
  void operator()(const ShiftWallClock& form) { all(form.by); }
  void operator()(const BlockFor& form) { all(form.delay); }
  void operator()(const Choose& form) {
    for (const Block& branch : form.branches) all(branch);
  }
  void operator()(const Assert& form) { all(form.condition, form.message); }

  // Expressions.
  void operator()(const Constant&) {}
  void operator()(const VariableUse&) {}
  void operator()(const FunctionUse&) {}
  void operator()(const Unary& form) { all(form.operand); }
  void operator()(const Binary& form) { all(form.left, form.right); }
  void operator()(const Logical& form) { all(form.left, form.right); }
  void operator()(const Member& form) { all(form.object); }
  void operator()(const Subscript& form) { all(form.object, form.index); }
  void operator()(const BuiltinCall& form) { all(form.arguments); }
  void operator()(const Interpolation& form) { all(form.parts); }
  void operator()(const ListLiteral& form) { all(form.items); }
  void operator()(const MapLiteral& form) {
    for (const auto& [key, value] : form.entries) all(value);
  }
  void operator()(const FunctionLiteral& form) {
    if (form.function != nullptr) visitor_.function_value(*form.function);
  }

 private:
  template <class... Part>
  void all(const Part&... parts) {
    (part(parts), ...);
  }

  void part(const ExpressionPtr& expression) {
    if (expression != nullptr) visitor_.expression(*expression);
  }
  void part(const std::vector<ExpressionPtr>& expressions) {
    for (const ExpressionPtr& expression : expressions) part(expression);
  }
  void part(const Delay& delay) { part(delay.computed); }
  void part(const Block& block) { visitor_.block(block); }
  void part(const Target& target) { visitor_.target(target); }
  void part(const std::unique_ptr<Function>& function) {
    if (function != nullptr) visitor_.called_function(*function);
  }
  void part(const std::unique_ptr<Catch>& handler) {
    if (handler != nullptr) all(handler->error, handler->body);
  }
  void part(const std::unique_ptr<Block>& block) {
    if (block != nullptr) part(*block);
  }
  template <class Part>
  void part(const std::optional<Part>& maybe) {
    if (maybe) part(*maybe);
  }

  TreeVisitor& visitor_;
};

}  // namespace

void visit_parts(const Statement& statement, TreeVisitor& visitor) { std::visit(Parts(visitor), statement.form); }

void visit_parts(const Expression& expression, TreeVisitor& visitor) { std::visit(Parts(visitor), expression.form); }

}  // namespace vtime::scenario
