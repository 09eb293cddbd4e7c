// How control leaves blocks and functions: `return`, `break`, `continue`, errors.

#include <utility>

#include "scenario/runtime/interpreter.hpp"
#include "scenario/runtime/text_of_value.hpp"

namespace vtime::scenario {

void Interpreter::raise(Value error, const Statement* at) { leave(Exit{Exit::Kind::throwing, std::move(error), at}); }

/// Takes the topmost frame, and those below that an error reaches, back to where the program goes on.
void Interpreter::leave(Exit exit) {
  while (unwind(top(), exit) && finish_frame(exit)) {
  }
}

/// Turns the cursor of a `try` into that of its `catch` or `finally`.
void Interpreter::go_on_with(Frame& frame, Cursor& cursor, Cursor::Kind kind, const Block& block) {
  cursor.kind = kind;
  begin(frame, cursor, block);
}

/// Leaves the blocks of `frame` up to one that goes on with `exit`; true when none does and the frame is over.
bool Interpreter::unwind(Frame& frame, Exit& exit) {
  while (!frame.cursors.empty()) {
    Cursor& cursor = frame.cursors.back();
    const bool is_try = cursor.kind == Cursor::Kind::trying || cursor.kind == Cursor::Kind::catching;
    if (is_try) {
      const Try& form = std::get<Try>(cursor.statement->form);
      if (cursor.kind == Cursor::Kind::trying && form.handler && exit.throws()) {
        go_on_with(frame, cursor, Cursor::Kind::catching, form.handler->body);
        environment_.store(form.handler->error, std::move(exit.value), frame);
        return false;
      }
      if (form.finally) {
        go_on_with(frame, cursor, Cursor::Kind::ending, *form.finally);
        cursor.exit = std::make_unique<Exit>(std::move(exit));
        return false;
      }
    } else if (cursor.kind == Cursor::Kind::looping && exit.kind == Exit::Kind::breaking) {
      frame.cursors.pop_back();
      return false;
    } else if (cursor.kind == Cursor::Kind::looping && exit.kind == Exit::Kind::continuing) {
      cursor.next = cursor.end;
      return false;
    } else if (cursor.kind == Cursor::Kind::emitting && exit.throws() && rules_.reports_errors) {
      const bool has_checkpoints = cursor.emission->has_checkpoints;
      uncaught(exit.value, exit.at);
      if (has_checkpoints) model_.checkpoint();
      return false;
    }
    frame.cursors.pop_back();
    if (exit.kind == Exit::Kind::none) return false;
  }
  return true;
}

/// Takes the topmost frame off and hands its outcome on; true when that is an error that the frame below must see.
bool Interpreter::finish_frame(Exit& exit) {
  Frame& frame = top();
  const Ref<PromiseObject> promise = std::move(frame.promise);
  const ReturnTo return_to = std::move(frame.return_to);
  if (promise) coroutines_.erase(frame.started);
  frames_.pop();
  if (promise) {
    if (exit.throws()) {
      promises_.reject(*promise, exit.value, exit.at);
    } else {
      promises_.resolve(*promise, exit.value, evaluator_.at);
    }
    exit = Exit{Exit::Kind::returning, Value(promise), nullptr};
  }
  return deliver(return_to, exit);
}

bool Interpreter::deliver(const ReturnTo& return_to, Exit& exit) {
  switch (return_to.kind) {
    case ReturnTo::Kind::nobody:
    case ReturnTo::Kind::outside:
      if (exit.throws()) uncaught(exit.value, exit.at);
      return false;
    case ReturnTo::Kind::host:
      *host_exit_ = std::move(exit);
      return false;
    case ReturnTo::Kind::call: {
      if (exit.throws()) return true;
      const auto* call = std::get_if<Call>(&return_to.statement->form);
      const auto* async = std::get_if<Async>(&return_to.statement->form);
      if (call != nullptr && call->into) environment_.store(*call->into, std::move(exit.value), top());
      if (async != nullptr && async->as) environment_.store(*async->as, std::move(exit.value), top());
      return false;
    }
    case ReturnTo::Kind::emit:
      if (exit.throws()) return true;
      if (top().cursors.back().emission->has_checkpoints) model_.checkpoint();
      return false;
    case ReturnTo::Kind::executor:
      if (exit.throws()) promises_.reject(*return_to.promise, exit.value, exit.at);
      return false;
    case ReturnTo::Kind::settle:
      if (exit.throws()) {
        promises_.reject(*return_to.promise, exit.value, exit.at);
      } else {
        promises_.resolve(*return_to.promise, exit.value, return_to.statement);
      }
      return false;
    case ReturnTo::Kind::finally:
      if (exit.throws()) {
        promises_.reject(*return_to.promise, exit.value, exit.at);
      } else {
        promises_.after_finally(*return_to.promise, exit.value, *return_to.source, *return_to.statement);
      }
      return false;
  }
  return false;
}

void Interpreter::uncaught(const Value& error, const Statement* at) {
  write(LineKind::uncaught, text_of(error), at == nullptr ? Place{} : at->place);
  model_.error_uncaught();
}

}  // namespace vtime::scenario
