/// Executes a resolved program on an event-loop model.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loop/engine.hpp"
#include "scenario/models/model.hpp"
#include "scenario/run.hpp"
#include "scenario/runtime/emitter.hpp"
#include "scenario/runtime/environment.hpp"
#include "scenario/runtime/evaluator.hpp"
#include "scenario/runtime/frame.hpp"
#include "scenario/runtime/frame_stack.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/loader.hpp"
#include "scenario/runtime/promises.hpp"
#include "scenario/scenario.hpp"

namespace vtime::scenario {

class HostRun;

/// The calls of a program are frames on a stack of its own, each with a stack of the blocks that it is in, so that
/// nothing of the program recurses natively, an async body can leave the stack at an `await`, and errors of the program
/// unwind without exceptions. What the program cannot catch (Fault, vtime::Error) is thrown and ends the run.
class Interpreter {
 public:
  Interpreter(const Scenario& scenario, Heap& heap, Engine& engine, Model& model, std::vector<Line>& lines);

  /// Who calls C++. To be set before run().
  void set_host(HostRun& host) { host_ = &host; }

  /// Arms the timeline, runs the script and then the event loop.
  void run();
  /// The names of what still waits.
  std::vector<std::string> pending() const;
  /// The statement that ran last; null before the first.
  const Statement* current() const { return evaluator_.at; }

  // ---- entries: a callback of the event loop begins with one of these ----------------------------------------------

  void call(FunctionObject& function, std::span<const Value> arguments, ReturnTo&& return_to) {
    // A checkpoint within an emit begins a callback while another is on the stack.
    const std::uint64_t outer = std::exchange(statements_, 0);
    const std::size_t base = frames_.size();
    invoke(function, arguments, std::move(return_to));
    if (frames_.size() > base) execute(base);
    statements_ = outer;
  }
  /// Goes on behind the `await` of a promise that has settled.
  void resume(Coroutine& coroutine, const PromiseObject& settled);
  /// A load has completed.
  void loaded(LoadObject& load);
  void report_unhandled(RejectionId rejection);

  // ---- for C++ that the program has called -------------------------------------------------------------------------

  /// Calls a function and gives how it ended. What the program cannot catch leaves it, the stack being as it was.
  Exit call_from_host(const Ref<FunctionObject>& function, std::span<const Value> arguments);
  /// An error came out of a callback that C++ had scheduled.
  void uncaught_in_host(const Exit& exit) { uncaught(exit.value, exit.at); }
  void log(const std::string& text, const Place& place) { write(LineKind::log, text, place); }

 private:
  class Executor;  ///< what each statement does

  /// Elements copied and bytes joined that count as one statement, so that no statement is for free.
  static constexpr std::uint64_t work_per_statement = 4096;

  // frames: interpreter.cpp
  void execute(std::size_t base);
  /// Executes a block that nothing can interrupt, so that it needs no cursor.
  inline void run_through(const Block& block, Frame& frame);
  void invoke(FunctionObject& closure, std::span<const Value> arguments, ReturnTo&& return_to);
  void call_host(const Function& function, std::span<const Value> arguments, const ReturnTo& return_to);
  void bind(const Function& function, std::span<const Value> arguments, Frame& frame);
  void make_cell(Frame& frame, std::uint32_t number);
  void begin(Frame& frame, Cursor& cursor, const Block& block);
  void enter(Frame& frame, Cursor::Kind kind, const Block& block, const Statement* statement);
  void end_of_block();
  inline void end_of_body(Frame& frame);
  void next_iteration();
  void next_listener();
  void suspend(PromiseObject& promise, const Statement& statement);

  // leaving: exits.cpp
  void leave(Exit exit);
  void raise(Value error, const Statement* at);
  void go_on_with(Frame& frame, Cursor& cursor, Cursor::Kind kind, const Block& block);
  bool unwind(Frame& frame, Exit& exit);
  bool finish_frame(Exit& exit);
  void finish_with_null();
  bool deliver(const ReturnTo& return_to, Exit& exit);
  void uncaught(const Value& error, const Statement* at);

  // statements
  inline void execute_statement(const Statement& statement, Frame& frame);
  Range delay(const Delay& delay, Frame& frame);

  // bookkeeping
  void count_statement(const Statement& statement) {
    evaluator_.at = &statement;
    statements_ += 1 + heap_.take_work() / work_per_statement;
    if (statements_ > scenario_.limits.statements) [[unlikely]]
      too_many_statements(statement);
  }
  void write(LineKind kind, const std::string& text, const Place& place);
  Value to_error(const Value& value);
  [[noreturn]] void too_deep(const Function& function, const Statement* started_by) const;
  [[noreturn]] void too_many_statements(const Statement& statement) const;
  Frame& top() { return frames_.top(); }

  const Scenario& scenario_;
  HostRun* host_ = nullptr;
  Exit* host_exit_ = nullptr;  ///< where the outcome of the function that C++ has called goes
  Heap& heap_;
  Engine& engine_;
  Model& model_;
  std::vector<Line>& lines_;
  EmitRules rules_;
  Environment environment_;
  Evaluator evaluator_;
  Promises promises_;
  Emitter emitter_;
  Loader loader_;

  FrameStack frames_;
  std::map<std::uint64_t, Ref<Coroutine>> coroutines_;  ///< async bodies that have awaited, by Frame::started
  std::uint64_t started_ = 0;
  std::uint64_t statements_ = 0;  ///< of the present callback
};

}  // namespace vtime::scenario
