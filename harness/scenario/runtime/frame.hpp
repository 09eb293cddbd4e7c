/// A function that is running, or waiting at an `await`.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "scenario/runtime/emitter.hpp"
#include "scenario/runtime/function_object.hpp"
#include "scenario/runtime/object.hpp"
#include "scenario/runtime/promise_object.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// How control leaves a statement other than by going on with the next one.
struct Exit {
  enum class Kind : std::uint8_t { none, returning, breaking, continuing, throwing };
  Kind kind = Kind::none;
  Value value;                    ///< what is returned or thrown
  const Statement* at = nullptr;  ///< where it was thrown

  bool throws() const { return kind == Kind::throwing; }
};

/// One block on the way from a function's body to the statement that is running.
struct Cursor {
  enum class Kind : std::uint8_t {
    body,      ///< the function's
    plain,     ///< a branch of `if` or `choose`
    looping,   ///< `while`, `repeat`, `for_each`
    trying,    ///< the body of `try`
    catching,  ///< its `catch`
    ending,    ///< its `finally`; `exit` is what happens behind it
    emitting,  ///< an `emit` whose listeners are being called; has no block
  };

  Cursor(Kind what, const Statement* around) : kind(what), statement(around) {}

  /// Stands before the first statement of `inner` from now on.
  void begin(const Block& inner) {
    block = &inner;
    next = inner.statements.data();
    end = next + inner.statements.size();
  }

  Kind kind;
  const Statement* next = nullptr;
  const Statement* end = nullptr;  ///< of the block: `next` when nothing of it is left
  const Block* block = nullptr;
  const Statement* statement;  ///< the loop, `try` or `emit`
  std::int64_t beat = 0;       ///< how many iterations of a loop have begun
  std::int64_t beats = 0;      ///< how many `repeat` and `for_each` have
  Value list;                  ///< of `for_each`
  std::unique_ptr<Exit> exit;
  std::unique_ptr<Emission> emission;
};

/// Who gets the result of a frame.
struct ReturnTo {
  enum class Kind : std::uint8_t {
    nobody,    ///< a callback of the event loop: the result is dropped, an error is uncaught
    outside,   ///< likewise, of an entry of the timeline
    call,      ///< the `call` (or `async`) statement of the frame below
    emit,      ///< the `emit` of the frame below
    executor,  ///< the `promise` statement of the frame below; an error rejects `promise`
    settle,    ///< a callback of `then`: the outcome settles `promise`
    host,      ///< C++ that called a function: it gets the outcome, also an error
    finally,   ///< a `finally` of `then`: the outcome of `source` goes on to `promise` behind it
  };

  ReturnTo() = default;
  ReturnTo(Kind whom, const Statement* starter, Ref<PromiseObject> settled = {}, Ref<PromiseObject> from = {})
      : kind(whom), statement(starter), promise(std::move(settled)), source(std::move(from)) {}

  Kind kind = Kind::nobody;
  const Statement* statement = nullptr;  ///< the one that started it: what reports call it
  Ref<PromiseObject> promise;
  Ref<PromiseObject> source;
};

struct Frame {
  /// Whether nobody learns what it returns.
  bool is_discarded() const {
    return !promise && (return_to.kind == ReturnTo::Kind::nobody || return_to.kind == ReturnTo::Kind::outside);
  }
  /// Drops what it refers to, but keeps its memory.
  void clear() {
    closure = {};
    registers.clear();
    cursors.clear();
    return_to.promise = {};
    return_to.source = {};
    promise = {};
  }

  const Function* function = nullptr;
  Ref<FunctionObject> closure;
  std::vector<Value> registers;
  std::vector<Cursor> cursors;
  ReturnTo return_to;
  Ref<PromiseObject> promise;  ///< of an async body
  const Statement* started_by = nullptr;
  std::uint64_t started = 0;   ///< of an async body: grows in the order of starting
  bool is_user_event = false;  ///< the body of a timeline entry: its own `emit`s are a user's events
};

/// An async body that has awaited.
class Coroutine final : public Object {
 public:
  void clear() noexcept override { frame.reset(); }
  void suspend(std::unique_ptr<Frame> suspended) {
    resize(sizeof(Coroutine) + sizeof(Frame) + suspended->registers.capacity() * sizeof(Value) +
           suspended->cursors.capacity() * sizeof(Cursor));
    frame = std::move(suspended);
  }

  std::unique_ptr<Frame> frame;  ///< null while it goes on
};

}  // namespace vtime::scenario
