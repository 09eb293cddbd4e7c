/// Promises with ECMAScript's job order: https://tc39.es/ecma262/#sec-promise-objects
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "scenario/models/model.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/promise_object.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

class Interpreter;

class Promises {
 public:
  Promises(Heap& heap, Model& model, Interpreter& interpreter)
      : heap_(heap), model_(model), interpreter_(interpreter) {}

  Ref<PromiseObject> make() { return heap_.make<PromiseObject>(); }
  /// The promise itself, or one that is fulfilled with `value`.
  Ref<PromiseObject> coerce(const Value& value);

  /// The resolving functions of a promise; after the first use of either they do nothing. `at` is where that happens.
  void resolve(PromiseObject& promise, const Value& value, const Statement* at);
  void reject(PromiseObject& promise, const Value& error, const Statement* at);

  /// Runs `reaction` in a microtask once `promise` has settled.
  void react(PromiseObject& promise, std::unique_ptr<Reaction> reaction);
  Ref<PromiseObject> then(PromiseObject& promise, const Value& on_result, const Value& on_error, const Statement& site);
  Ref<PromiseObject> finally(PromiseObject& promise, const Value& function, const Statement& site);
  /// Goes on behind a `finally` that returned `result`: `derived` gets the outcome of `source`, once `result` allows
  /// it.
  void after_finally(PromiseObject& derived, const Value& result, const PromiseObject& source, const Statement& site);
  Ref<PromiseObject> combine(Combine::How how, std::span<const Value> items, const Statement& site);

  /// The promise that a RejectionId stands for, which counts as reported from now on.
  Ref<PromiseObject> take_rejection(std::uint64_t id);

 private:
  class Combinator;

  void fulfill(PromiseObject& promise, const Value& value);
  void settle_rejected(PromiseObject& promise, const Value& error, const Statement* at);
  void trigger(PromiseObject& promise);
  void queue(PromiseObject& promise, std::unique_ptr<Reaction> reaction);
  void run(Reaction& reaction, PromiseObject& source);
  void run_then(Reaction& reaction, PromiseObject& source);
  void run_combine(Combinator& combinator, std::uint32_t index, PromiseObject& source);
  void finish(Combinator& combinator, const Statement* at);

  Heap& heap_;
  Model& model_;
  Interpreter& interpreter_;
  std::uint64_t last_rejection_ = 0;
  std::map<std::uint64_t, Ref<PromiseObject>> rejections_;  ///< rejected, and nobody handles them so far
};

}  // namespace vtime::scenario
