#include "scenario/runtime/interpreter.hpp"

#include <algorithm>
#include <utility>

#include "scenario/host/host_run.hpp"
#include "scenario/runtime/delays.hpp"
#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/executor.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/string_object.hpp"
#include "scenario/runtime/text_of_value.hpp"

namespace vtime::scenario {

Interpreter::Interpreter(const Scenario& scenario, Heap& heap, Engine& engine, Model& model, std::vector<Line>& lines)
    : scenario_(scenario),
      heap_(heap),
      engine_(engine),
      model_(model),
      lines_(lines),
      rules_(model.emit_rules()),
      environment_(scenario.program, heap, engine),
      evaluator_(environment_, engine),
      promises_(heap, model, *this),
      emitter_(rules_.calls_removed_listeners),
      loader_(scenario.program, model, *this) {}

void Interpreter::run() {
  const Program& program = scenario_.program;
  for (const TimelineEntry& entry : program.timeline) {
    auto body = heap_.make<FunctionObject>(*entry.body, std::vector<Ref<CellObject>>());
    model_.add_timeline_entry(Site{entry.place, "timeline"}, entry.at,
                              [this, body] { call(*body, {}, ReturnTo(ReturnTo::Kind::outside, nullptr)); });
  }
  auto script = heap_.make<FunctionObject>(*program.script, std::vector<Ref<CellObject>>());
  model_.run(
      Site{program.script->place, "script"}, [this, script] { call(*script, {}, {}); }, scenario_.stop_at);
}

std::vector<std::string> Interpreter::pending() const {
  std::vector<std::string> names;
  for (const std::string_view label : model_.pending()) names.emplace_back(label);
  for (const std::string_view label : loader_.waiting()) names.emplace_back(label);
  for (const auto& [started, coroutine] : coroutines_) {
    if (!coroutine->frame) continue;  // it was going on when the run was stopped
    const Statement* starter = coroutine->frame->started_by;
    names.push_back(starter == nullptr ? coroutine->frame->function->name : starter->label);
  }
  return names;
}

// ---- entries -----------------------------------------------------------------------------------------------------

/// Its statements count as those of the callback that is under way.
Exit Interpreter::call_from_host(const Ref<FunctionObject>& function, std::span<const Value> arguments) {
  const std::size_t base = frames_.size();
  const Statement* at = evaluator_.at;
  Exit outcome;
  Exit* outer = std::exchange(host_exit_, &outcome);
  try {
    invoke(*function, arguments, ReturnTo(ReturnTo::Kind::host, at));
    execute(base);
  } catch (...) {
    while (frames_.size() > base) frames_.pop();
    host_exit_ = outer;
    throw;
  }
  host_exit_ = outer;
  evaluator_.at = at;
  return outcome;
}

void Interpreter::resume(Coroutine& coroutine, const PromiseObject& settled) {
  const std::uint64_t outer = std::exchange(statements_, 0);
  const std::size_t base = frames_.size();
  frames_.push(std::move(coroutine.frame));
  const Statement& statement = top().cursors.back().next[-1];
  evaluator_.at = &statement;
  if (settled.state == PromiseObject::State::rejected) {
    raise(settled.outcome, settled.rejected_at);
  } else if (const auto* await = std::get_if<Await>(&statement.form); await != nullptr && await->into) {
    environment_.store(*await->into, Value(settled.outcome), top());
  }
  execute(base);
  statements_ = outer;
}

void Interpreter::loaded(LoadObject& load) {
  evaluator_.at = &load.site;
  Frame nowhere;
  Value value = evaluator_.evaluate(*load.response->value, nowhere);
  const bool fails = load.response->fails;
  if (fails) value = to_error(value);
  if (load.promise) {
    if (fails) {
      promises_.reject(*load.promise, value, &load.site);
    } else {
      promises_.resolve(*load.promise, value, &load.site);
    }
  } else if (const auto& function = fails ? load.on_error : load.on_result; function) {
    call(*function, std::span(&value, 1), ReturnTo(ReturnTo::Kind::nobody, &load.site));
  } else if (fails) {
    uncaught(value, &load.site);
  }
}

void Interpreter::report_unhandled(RejectionId rejection) {
  const Ref<PromiseObject> promise = promises_.take_rejection(rejection.id);
  if (promise) write(LineKind::uncaught, text_of(promise->outcome), promise->rejected_at->place);
}

// ---- frames ------------------------------------------------------------------------------------------------------

/// A function that does without `return` gives null, if anybody wants it.
[[gnu::always_inline]] void Interpreter::end_of_body(Frame& frame) {
  if (frame.is_discarded()) return frames_.pop();  // most callbacks end so
  finish_with_null();
}

void Interpreter::finish_with_null() {
  Exit exit{Exit::Kind::returning, Value::null(), nullptr};
  finish_frame(exit);
}

void Interpreter::execute(std::size_t base) {
  while (frames_.size() > base) {
    Frame& frame = top();
    Cursor& cursor = frame.cursors.back();
    if (cursor.next == cursor.end) {
      end_of_block();
    } else {
      execute_statement(*cursor.next++, frame);
    }
  }
}

void Interpreter::invoke(FunctionObject& closure, std::span<const Value> arguments, ReturnTo&& return_to) {
  const Function& function = closure.function();
  if (function.is_host) return call_host(function, arguments, return_to);
  if (frames_.size() > scenario_.limits.depth) too_deep(function, return_to.statement);
  Frame& frame = frames_.push();
  frame.function = &function;
  frame.closure = Ref<FunctionObject>(&closure);
  frame.registers.resize(function.frame_size);
  frame.started_by = return_to.statement;
  frame.is_user_event = return_to.kind == ReturnTo::Kind::outside;
  frame.return_to = std::move(return_to);
  if (function.is_async) {
    frame.promise = promises_.make();
    frame.started = ++started_;
  }
  if (!function.parameters.empty()) bind(function, arguments, frame);
  if (!function.body.runs_through) return enter(frame, Cursor::Kind::body, function.body, nullptr);
  run_through(function.body, frame);
  end_of_body(frame);
}

void Interpreter::bind(const Function& function, std::span<const Value> arguments, Frame& frame) {
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    environment_.store(function.parameters[i], i < arguments.size() ? Value(arguments[i]) : Value::null(), frame);
  }
}

void Interpreter::call_host(const Function& function, std::span<const Value> arguments, const ReturnTo& return_to) {
  Exit exit = host_->call(function, arguments);
  if (deliver(return_to, exit)) leave(std::move(exit));
}

void Interpreter::make_cell(Frame& frame, std::uint32_t number) {
  frame.registers[number] = Value(heap_.make<CellObject>());
}

void Interpreter::begin(Frame& frame, Cursor& cursor, const Block& block) {
  cursor.begin(block);
  for (const std::uint32_t cell : block.early_cells) make_cell(frame, cell);
}

void Interpreter::enter(Frame& frame, Cursor::Kind kind, const Block& block, const Statement* statement) {
  begin(frame, frame.cursors.emplace_back(kind, statement), block);
}

void Interpreter::end_of_block() {
  std::vector<Cursor>& cursors = top().cursors;
  switch (cursors.back().kind) {
    case Cursor::Kind::body:
      return end_of_body(top());
    case Cursor::Kind::plain:
      cursors.pop_back();
      return;
    case Cursor::Kind::looping:
      return next_iteration();
    case Cursor::Kind::trying:
    case Cursor::Kind::catching:
      return leave({});
    case Cursor::Kind::ending:
      return leave(std::move(*cursors.back().exit));
    case Cursor::Kind::emitting:
      return next_listener();
  }
}

void Interpreter::next_iteration() {
  Frame& frame = top();
  const Statement& statement = *frame.cursors.back().statement;
  count_statement(statement);
  bool goes_on = false;
  const std::optional<Target>* as = nullptr;
  if (const auto* loop = std::get_if<While>(&statement.form)) {
    goes_on = evaluator_.condition(*loop->condition, frame);
  } else {
    goes_on = frame.cursors.back().beat < frame.cursors.back().beats;
  }
  Cursor& cursor = frame.cursors.back();
  if (!goes_on) {
    frame.cursors.pop_back();
    return;
  }
  begin(frame, cursor, *cursor.block);
  Value item = Value::integer(cursor.beat);
  if (const auto* repeat = std::get_if<Repeat>(&statement.form)) {
    as = &repeat->as;
  } else if (const auto* each = std::get_if<ForEach>(&statement.form)) {
    as = &each->as;
    item = cursor.list.as_list().items()[static_cast<std::size_t>(cursor.beat)];
  }
  ++cursor.beat;
  if (as != nullptr && *as) environment_.store(**as, std::move(item), frame);
}

void Interpreter::next_listener() {
  Frame& frame = top();
  Emission& emission = *frame.cursors.back().emission;
  const Ref<ListenerObject> listener = emitter_.next(emission);
  if (!listener) {
    frame.cursors.pop_back();
    return;
  }
  invoke(*listener->function, emission.arguments, ReturnTo(ReturnTo::Kind::emit, &listener->site));
}

void Interpreter::suspend(PromiseObject& promise, const Statement& statement) {
  Frame& frame = top();
  Ref<Coroutine>& coroutine = coroutines_[frame.started];
  if (!coroutine) coroutine = heap_.make<Coroutine>();
  coroutine->suspend(frames_.take());
  const ReturnTo return_to = std::exchange(frame.return_to, {});
  Exit exit;
  exit.kind = Exit::Kind::returning;
  exit.value = Value(frame.promise);
  auto reaction = std::make_unique<Reaction>();
  reaction->kind = Reaction::Kind::resume;
  reaction->site = &statement;
  reaction->subject = Ref<Object>(coroutine.get());
  promises_.react(promise, std::move(reaction));
  deliver(return_to, exit);
}

// ---- bookkeeping -------------------------------------------------------------------------------------------------

void Interpreter::write(LineKind kind, const std::string& text, const Place& place) {
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    heap_.account(sizeof(Line) + (end - begin));
    lines_.push_back(Line{engine_.elapsed(), kind, text.substr(begin, end - begin), engine_.current_event(), place});
    begin = end + 1;
  }
}

Value Interpreter::to_error(const Value& value) {
  if (value.is(Value::Kind::error)) return value;
  return Value(heap_.make<ErrorObject>(heap_.make<StringObject>(text_of(value))));
}

Range Interpreter::delay(const Delay& delay, Frame& frame) {
  if (delay.fixed) return *delay.fixed;
  const Value value = evaluator_.evaluate(*delay.computed, frame);
  try {
    return delay_of(value, delay.range_allowed);
  } catch (Fault& fault) {
    evaluator_.place(fault, *delay.computed, frame);
    throw;
  }
}

namespace {

std::string name_of_call(const Function& function, const Statement* started_by) {
  if (!function.name.empty()) return "'" + function.name + "'";
  return started_by == nullptr ? "the script" : "'" + started_by->label + "'";
}

}  // namespace

void Interpreter::too_deep(const Function& function, const Statement* started_by) const {
  std::string chain = name_of_call(function, started_by);
  for (std::size_t shown = 0; shown < 8 && shown < frames_.size(); ++shown) {
    const Frame& frame = frames_[frames_.size() - 1 - shown];
    chain.insert(0, name_of_call(*frame.function, frame.started_by) + " -> ");
    if (frame.function == &function) break;
  }
  throw Fault::limit("calls nest more than " + std::to_string(scenario_.limits.depth) + " levels deep: " + chain,
                     "end the recursion, start the next round by a timer, or raise 'limits: {depth: N}'");
}

void Interpreter::too_many_statements(const Statement& statement) const {
  const Frame& bottom = frames_[0];
  std::string callback = "the script";
  if (bottom.started_by != nullptr) {
    callback = "the callback of '" + bottom.started_by->label + "'";
  } else if (bottom.function != scenario_.program.script.get()) {
    callback = "a timeline entry";
  }
  throw Fault::limit(callback + " never ends: it has run " + std::to_string(scenario_.limits.statements) +
                         " statements, the last of them this '" + statement.verb + "'",
                     "end the loop, or raise 'limits: {statements: N}'");
}

}  // namespace vtime::scenario
