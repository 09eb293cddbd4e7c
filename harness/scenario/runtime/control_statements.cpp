// Text, variables, control flow, calls.

#include <algorithm>
#include <utility>

#include "scenario/runtime/builtin_functions.hpp"
#include "scenario/runtime/executor.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"

namespace vtime::scenario {

void Interpreter::Executor::operator()(const Log& form) {
  in_.write(LineKind::log, in_.evaluator_.text(*form.text, frame_), statement_.place);
}

void Interpreter::Executor::operator()(const Assign& form) { in_.evaluator_.assign(form, frame_); }

void Interpreter::Executor::enter_branch(const Block& block) {
  if (block.runs_through) {
    in_.run_through(block, frame_);
  } else {
    in_.enter(frame_, Cursor::Kind::plain, block, &statement_);
  }
}

void Interpreter::Executor::operator()(const If& form) {
  if (in_.evaluator_.condition(*form.condition, frame_)) {
    enter_branch(form.then);
  } else if (form.otherwise) {
    enter_branch(*form.otherwise);
  }
}

void Interpreter::Executor::operator()(const Choose& form) {
  const std::size_t branch = in_.engine_.branch(site(), form.branches.size());
  enter_branch(form.branches[branch]);
}

// ---- loops: the cursor is put before its first iteration, next_iteration() decides whether there is one -----------

void Interpreter::Executor::begin_loop(const Block& body, std::int64_t beats, Value list) {
  Cursor& cursor = frame_.cursors.emplace_back(Cursor::Kind::looping, &statement_);
  cursor.block = &body;
  cursor.beats = beats;
  cursor.list = std::move(list);
  in_.next_iteration();
}

void Interpreter::Executor::operator()(const While& form) { begin_loop(form.body, 0, Value()); }

void Interpreter::Executor::operator()(const Repeat& form) {
  const Value count = evaluate(*form.count);
  begin_loop(form.body, at(*form.count, [&] { return whole_number(count, "the count of 'repeat'"); }), Value());
}

void Interpreter::Executor::operator()(const ForEach& form) {
  Value list = evaluate(*form.list);
  at(*form.list, [&] {
    if (list.is(Value::Kind::list)) return;
    throw Fault("'for_each' takes a list, not " + std::string(kind_name(list.kind())),
                list.is(Value::Kind::map) ? "keys(map) is the list of its keys" : "");
  });
  const auto size = static_cast<std::int64_t>(list.as_list().items().size());
  begin_loop(form.body, size, std::move(list));
}

void Interpreter::Executor::operator()(const Break&) { in_.leave(Exit{Exit::Kind::breaking, Value(), nullptr}); }

void Interpreter::Executor::operator()(const Continue&) { in_.leave(Exit{Exit::Kind::continuing, Value(), nullptr}); }

// ---- functions and errors ----------------------------------------------------------------------------------------

void Interpreter::Executor::operator()(const Call& form) {
  const Ref<FunctionObject> function = in_.evaluator_.function(*form.function, frame_, "what 'call' calls");
  const std::vector<Value> arguments = in_.evaluator_.evaluate_all(form.arguments, frame_);
  in_.invoke(*function, arguments, ReturnTo(ReturnTo::Kind::call, &statement_));
}

void Interpreter::Executor::operator()(const Return& form) {
  Value value = form.value ? evaluate(*form.value) : Value::null();
  in_.leave(Exit{Exit::Kind::returning, std::move(value), nullptr});
}

void Interpreter::Executor::operator()(const Throw& form) {
  const Value value = evaluate(*form.value);
  in_.raise(at(*form.value, [&] { return in_.to_error(value); }), &statement_);
}

void Interpreter::Executor::operator()(const Try& form) {
  in_.enter(frame_, Cursor::Kind::trying, form.body, &statement_);
}

void Interpreter::Executor::operator()(const Assert& form) {
  if (in_.evaluator_.condition(*form.condition, frame_)) return;
  std::string message = "assert failed: " + form.source;
  if (form.message) message += ": " + in_.evaluator_.text(*form.message, frame_);
  Fault fault(std::move(message), "");
  in_.evaluator_.place(fault, *form.condition, frame_);
  throw fault;
}

}  // namespace vtime::scenario
