// Timers, queues, events, resources, clocks.

#include <utility>

#include "scenario/runtime/delays.hpp"
#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/executor.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/string_object.hpp"
#include "scenario/runtime/text_of_value.hpp"

namespace vtime::scenario {

namespace {

using Kind = Value::Kind;

MissedTicks missed_ticks(Missed missed) {
  switch (missed) {
    case Missed::burst:
      return MissedTicks::burst;
    case Missed::delay:
      return MissedTicks::delay;
    case Missed::skip:
      return MissedTicks::skip;
  }
  return MissedTicks::burst;
}

HandleObject::Kind kind_of(Clear::What what) {
  switch (what) {
    case Clear::What::timer:
      return HandleObject::Kind::timer;
    case Clear::What::immediate:
      return HandleObject::Kind::immediate;
    case Clear::What::frame:
      return HandleObject::Kind::frame;
    case Clear::What::idle:
      return HandleObject::Kind::idle;
    case Clear::What::load:
      return HandleObject::Kind::load;
  }
  return HandleObject::Kind::timer;
}

/// The text of an unhandled `error` event, as Node.js writes it.
std::string unhandled_error(const std::vector<Value>& arguments) {
  if (arguments.empty()) return "Unhandled error. (undefined)";
  const Value& value = arguments.front();
  if (!value.is(Kind::string)) return "Unhandled error. (" + text_of(value) + ")";
  return "Unhandled error. ('" + text_of(value) + "')";
}

}  // namespace

void Interpreter::Executor::store(const std::optional<Target>& target, Value value) {
  if (target) in_.environment_.store(*target, std::move(value), frame_);
}

Callback Interpreter::Executor::callback(Ref<FunctionObject> function) {
  return [in = &in_, statement = &statement_, function = std::move(function)] {
    in->call(*function, {}, ReturnTo(ReturnTo::Kind::nobody, statement));
  };
}

void Interpreter::Executor::operator()(const SetTimer& form) {
  const Range delay = in_.delay(form.delay, frame_);
  Ref<FunctionObject> function = in_.evaluator_.function(*form.callback, frame_, "the callback");
  Callback task;
  if (form.arguments.empty()) {
    task = callback(std::move(function));
  } else {
    task = [in = &in_, statement = &statement_, function = std::move(function),
            arguments = in_.evaluator_.evaluate_all(form.arguments, frame_)] {
      in->call(*function, arguments, ReturnTo(ReturnTo::Kind::nobody, statement));
    };
  }
  const Ticket ticket =
      form.repeats ? in_.model_.set_interval(site(), delay, missed_ticks(form.missed), form.background, std::move(task))
                   : in_.model_.set_timeout(site(), delay, form.background, std::move(task));
  if (form.as) store(form.as, Value(in_.heap_.make<HandleObject>(HandleObject::Kind::timer, ticket)));
}

void Interpreter::Executor::operator()(const Clear& form) {
  const Value value = evaluate(*form.handle);
  if (value.is_null()) return;
  if (value.is(Kind::promise) && form.what == Clear::What::load) {
    if (auto* load = static_cast<LoadObject*>(value.as_promise().load.get())) in_.loader_.cancel(*load);
    return;
  }
  if (!value.is(Kind::handle)) {
    at(*form.handle, [&] {
      throw Fault("'" + std::string(statement_.verb) + "' takes a handle, not " + std::string(kind_name(value.kind())),
                  "'as' names the handle of what is to be cancelled");
    });
  }
  HandleObject& handle = value.as_handle();
  if (handle.kind() != kind_of(form.what)) return;
  if (form.what == Clear::What::load) {
    in_.loader_.cancel(static_cast<LoadObject&>(handle));
  } else {
    in_.model_.clear(handle.ticket());
  }
}

void Interpreter::Executor::operator()(const Queue& form) {
  Ref<FunctionObject> function = in_.evaluator_.function(*form.callback, frame_, "the callback");
  const auto keep = [&](HandleObject::Kind kind, Ticket ticket) {
    if (form.as) store(form.as, Value(in_.heap_.make<HandleObject>(kind, ticket)));
  };
  switch (form.where) {
    case Queue::Where::post:
      return in_.model_.post(site(), callback(std::move(function)));
    case Queue::Where::microtask:
      return in_.model_.queue_microtask(site(), callback(std::move(function)));
    case Queue::Where::tick:
      return in_.model_.next_tick(site(), callback(std::move(function)));
    case Queue::Where::immediate:
      return keep(HandleObject::Kind::immediate, in_.model_.set_immediate(site(), callback(std::move(function))));
    case Queue::Where::frame: {
      Callback task = [in = &in_, statement = &statement_, function = std::move(function)] {
        const Value time = Value::duration(in->model_.frame_time());
        in->call(*function, std::span(&time, 1), ReturnTo(ReturnTo::Kind::nobody, statement));
      };
      return keep(HandleObject::Kind::frame, in_.model_.request_animation_frame(site(), std::move(task)));
    }
    case Queue::Where::idle: {
      std::optional<Duration> timeout;
      if (form.timeout) timeout = in_.delay(*form.timeout, frame_).least;
      return keep(HandleObject::Kind::idle,
                  in_.model_.request_idle_callback(site(), timeout, callback(std::move(function))));
    }
  }
}

// ---- events ------------------------------------------------------------------------------------------------------

void Interpreter::Executor::operator()(const Listen& form) {
  std::string event = in_.evaluator_.text(*form.event, frame_);
  Ref<FunctionObject> function = in_.evaluator_.function(*form.callback, frame_, "the listener");
  auto listener = in_.heap_.make<ListenerObject>(std::move(event), std::move(function), form.once, statement_);
  in_.emitter_.add(listener);
  if (form.as) store(form.as, Value(Ref<HandleObject>(listener.get())));
}

void Interpreter::Executor::operator()(const Unlisten& form) {
  const std::string event = in_.evaluator_.text(*form.event, frame_);
  if (!form.listener) return in_.emitter_.remove_all(event);
  const Value value = evaluate(*form.listener);
  if (value.is_null()) return;
  at(*form.listener, [&] {
    if (value.is(Kind::handle)) return;
    throw Fault("a listener is named by its handle, not by " + std::string(kind_name(value.kind())),
                "'as' of 'on' and 'once' gives the handle");
  });
  if (value.as_handle().kind() != HandleObject::Kind::listener) return;
  in_.emitter_.remove(event, static_cast<ListenerObject&>(value.as_handle()));
}

void Interpreter::Executor::operator()(const Emit& form) {
  const std::string event = in_.evaluator_.text(*form.event, frame_);
  std::vector<Value> arguments = in_.evaluator_.evaluate_all(form.arguments, frame_);
  if (in_.rules_.error_event_throws && event == "error" && !in_.emitter_.has_listeners(event)) {
    if (!arguments.empty() && arguments.front().is(Kind::error)) return in_.raise(arguments.front(), &statement_);
    auto message = in_.heap_.make<StringObject>(unhandled_error(arguments));
    return in_.raise(Value(in_.heap_.make<ErrorObject>(std::move(message))), &statement_);
  }
  Cursor& cursor = frame_.cursors.emplace_back(Cursor::Kind::emitting, &statement_);
  cursor.emission = std::make_unique<Emission>(in_.emitter_.begin(event, std::move(arguments)));
  cursor.emission->has_checkpoints = in_.rules_.user_events_are_tasks && frame_.is_user_event;
}

// ---- resources ---------------------------------------------------------------------------------------------------

Ref<FunctionObject> Interpreter::Executor::optional_function(const ExpressionPtr& expression, const char* what) {
  return expression ? in_.evaluator_.function(*expression, frame_, what) : Ref<FunctionObject>();
}

void Interpreter::Executor::operator()(const Load& form) {
  const std::string name = in_.evaluator_.text(*form.resource, frame_);
  const std::size_t resource = at(*form.resource, [&] { return in_.loader_.find(name); });
  auto load = in_.heap_.make<LoadObject>(resource, statement_);
  load->on_result = optional_function(form.on_result, "'do'");
  load->on_error = optional_function(form.on_error, "'catch'");
  in_.evaluator_.evaluate_all(form.arguments, frame_);
  Value handle;
  if (load->on_result || load->on_error) {
    handle = Value(Ref<HandleObject>(load.get()));
  } else {
    load->promise = in_.promises_.make();
    load->promise->load = Ref<Object>(load.get());
    handle = Value(load->promise);
  }
  in_.loader_.start(load);
  store(form.as, std::move(handle));
}

// ---- clocks ------------------------------------------------------------------------------------------------------

void Interpreter::Executor::operator()(const SetWallClock& form) {
  const Value value = evaluate(*form.time);
  const std::int64_t time = at(*form.time, [&] { return timestamp_of(value); });
  in_.engine_.set_wall(WallTime(Duration(time)));
}

void Interpreter::Executor::operator()(const ShiftWallClock& form) {
  in_.engine_.shift_wall(in_.delay(form.by, frame_).least);
}

void Interpreter::Executor::operator()(const BlockFor& form) { in_.model_.block(in_.delay(form.delay, frame_).least); }

}  // namespace vtime::scenario
