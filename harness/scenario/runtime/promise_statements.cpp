// Promises and async bodies.

#include <utility>

#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/executor.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"

namespace vtime::scenario {

void Interpreter::Executor::operator()(const MakePromise& form) {
  Ref<PromiseObject> promise = in_.promises_.make();
  in_.environment_.store(form.name, Value(promise), frame_);
  if (!form.executor) return;
  const Ref<FunctionObject> executor = in_.environment_.close(*form.executor, frame_);
  in_.invoke(*executor, {}, ReturnTo(ReturnTo::Kind::executor, &statement_, std::move(promise)));
}

void Interpreter::Executor::operator()(const Settle& form) {
  const Value promise = evaluate(*form.promise);
  at(*form.promise, [&] {
    if (promise.is(Value::Kind::promise)) return;
    throw Fault("'" + std::string(statement_.verb) + "' takes a promise, not " + std::string(kind_name(promise.kind())),
                "'promise: NAME' makes one");
  });
  Value value = form.value ? evaluate(*form.value) : Value::null();
  if (!form.rejects) return in_.promises_.resolve(promise.as_promise(), value, &statement_);
  if (form.value) value = at(*form.value, [&] { return in_.to_error(value); });
  in_.promises_.reject(promise.as_promise(), in_.to_error(value), &statement_);
}

void Interpreter::Executor::operator()(const Then& form) {
  const Value value = evaluate(*form.promise);
  Ref<PromiseObject> promise = in_.promises_.coerce(value);
  const auto handler = [&](const ExpressionPtr& expression, const char* what) {
    return expression ? Value(in_.evaluator_.function(*expression, frame_, what)) : Value();
  };
  const Value on_result = handler(form.on_result, "'do'");
  const Value on_error = handler(form.on_error, "'catch'");
  const Value on_settled = handler(form.on_settled, "'finally'");
  if (form.on_result || form.on_error || !form.on_settled) {
    promise = in_.promises_.then(*promise, on_result, on_error, statement_);
  }
  if (form.on_settled) promise = in_.promises_.finally(*promise, on_settled, statement_);
  store(form.as, Value(promise));
}

void Interpreter::Executor::operator()(const Async& form) {
  in_.invoke(*in_.environment_.close(*form.body, frame_), {}, ReturnTo(ReturnTo::Kind::call, &statement_));
}

void Interpreter::Executor::operator()(const Await& form) {
  const Value value = evaluate(*form.promise);
  const Ref<PromiseObject> promise = in_.promises_.coerce(value);
  in_.suspend(*promise, statement_);
}

void Interpreter::Executor::operator()(const Sleep& form) {
  const Range delay = in_.delay(form.delay, frame_);
  const Ref<PromiseObject> promise = in_.promises_.make();
  in_.model_.set_timeout(site(), delay, false, [in = &in_, statement = &statement_, promise] {
    in->promises_.resolve(*promise, Value::null(), statement);
  });
  in_.suspend(*promise, statement_);
}

void Interpreter::Executor::operator()(const Combine& form) {
  const Value list = evaluate(*form.list);
  at(*form.list, [&] {
    if (list.is(Value::Kind::list)) return;
    throw Fault(
        "'" + std::string(statement_.verb) + "' takes a list of promises, not " + std::string(kind_name(list.kind())),
        "write 'all: [\"${a}\", \"${b}\"]'");
  });
  store(form.as, Value(in_.promises_.combine(form.how, list.as_list().items(), statement_)));
}

}  // namespace vtime::scenario
