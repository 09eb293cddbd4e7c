/// What each statement does.
#pragma once

#include <variant>

#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/interpreter.hpp"

namespace vtime::scenario {

/// One statement in `frame`, the one on top of the stack. After an operator that pushes or pops frames, `frame_` is not
/// used.
class Interpreter::Executor {
 public:
  Executor(Interpreter& interpreter, Frame& frame, const Statement& statement)
      : in_(interpreter), frame_(frame), statement_(statement) {}

  // text, variables, control: control_statements.cpp
  void operator()(const Log& form);
  void operator()(const Assign& form);
  void operator()(const If& form);
  void operator()(const While& form);
  void operator()(const Repeat& form);
  void operator()(const ForEach& form);
  void operator()(const Break& form);
  void operator()(const Continue& form);
  void operator()(const Throw& form);
  void operator()(const Try& form);
  void operator()(const Call& form);
  void operator()(const Return& form);
  void operator()(const Choose& form);
  void operator()(const Assert& form);

  // time and events: event_statements.cpp
  void operator()(const SetTimer& form);
  void operator()(const Clear& form);
  void operator()(const Queue& form);
  void operator()(const Listen& form);
  void operator()(const Unlisten& form);
  void operator()(const Emit& form);
  void operator()(const Load& form);
  void operator()(const SetWallClock& form);
  void operator()(const ShiftWallClock& form);
  void operator()(const BlockFor& form);

  // promises: promise_statements.cpp
  void operator()(const MakePromise& form);
  void operator()(const Settle& form);
  void operator()(const Then& form);
  void operator()(const Async& form);
  void operator()(const Await& form);
  void operator()(const Sleep& form);
  void operator()(const Combine& form);

 private:
  Value evaluate(const Expression& expression) { return in_.evaluator_.evaluate(expression, frame_); }
  void store(const std::optional<Target>& target, Value value);
  void enter_branch(const Block& block);
  void begin_loop(const Block& body, std::int64_t beats, Value list);
  Site site() const { return Site{statement_.place, statement_.label}; }
  /// A callback of the event loop that calls `function`.
  Callback callback(Ref<FunctionObject> function);
  Ref<FunctionObject> optional_function(const ExpressionPtr& expression, const char* what);
  /// Gives what `action` throws the place of `expression`.
  template <typename Action>
  auto at(const Expression& expression, Action&& action) {
    try {
      return action();
    } catch (Fault& fault) {
      in_.evaluator_.place(fault, expression, frame_);
      throw;
    }
  }

  Interpreter& in_;
  Frame& frame_;
  const Statement& statement_;
};

[[gnu::always_inline]] void Interpreter::execute_statement(const Statement& statement, Frame& frame) {
  count_statement(statement);
  std::visit(Executor(*this, frame, statement), statement.form);
}

[[gnu::always_inline]] void Interpreter::run_through(const Block& block, Frame& frame) {
  for (const std::uint32_t cell : block.early_cells) make_cell(frame, cell);
  for (const Statement& statement : block.statements) execute_statement(statement, frame);
}

}  // namespace vtime::scenario
