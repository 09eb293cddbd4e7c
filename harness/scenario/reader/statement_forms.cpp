// One function for each form of statement, in the order of the language's table.

#include <fmt/format.h>

#include <utility>

#include "scenario/reader/constant_reader.hpp"
#include "scenario/reader/forms.hpp"
#include "scenario/reader/statement_reader.hpp"

namespace vtime::scenario {
namespace {

std::vector<Target> bound_by(const std::optional<Target>& name) {
  return name ? std::vector<Target>{*name} : std::vector<Target>{};
}

}  // namespace

Statement::Form StatementReader::read_log(const Source& source) { return Log{read_text("log", source.value())}; }

Statement::Form StatementReader::read_set_timer(const Source& source) {
  SetTimer timer;
  timer.repeats = source.name() == "set_interval";
  timer.delay = read_delay_value(source.name(), Form::range, source.value());
  timer.callback = callback_with_params(source);
  timer.arguments = read_arguments(source);
  timer.background = flag_option(source, "background");
  if (const Node* missed = source.map.find("missed"); missed != nullptr && timer.repeats) {
    const auto word = read_word(context_, "missed", Form::missed, *missed, {"burst", "delay", "skip"});
    timer.missed = static_cast<Missed>(word.value_or(0));
  }
  timer.as = name_option(source, "as");
  return timer;
}

Statement::Form StatementReader::read_clear(const Source& source) {
  using What = Clear::What;
  const std::string_view name = source.name();
  const What what = name == "clear_immediate"          ? What::immediate
                    : name == "cancel_animation_frame" ? What::frame
                    : name == "cancel_idle_callback"   ? What::idle
                    : name == "cancel"                 ? What::load
                                                       : What::timer;
  return Clear{what, read_expression(name, source.verb.key.form, source.value())};
}

Statement::Form StatementReader::read_queue(const Source& source) {
  using Where = Queue::Where;
  const std::string_view name = source.name();
  Queue queue;
  queue.where = name == "post"                      ? Where::post
                : name == "queue_microtask"         ? Where::microtask
                : name == "next_tick"               ? Where::tick
                : name == "set_immediate"           ? Where::immediate
                : name == "request_animation_frame" ? Where::frame
                                                    : Where::idle;
  std::vector<Target> parameters;
  if (queue.where == Where::frame) parameters.push_back(implied(source, name, "timestamp"));
  queue.callback = read_callback(name, source.value(), std::move(parameters));
  if (const Node* timeout = source.map.find("timeout"); timeout != nullptr && queue.where == Where::idle) {
    queue.timeout = read_delay_value("timeout", Form::duration, *timeout);
  }
  queue.as = name_option(source, "as");
  return queue;
}

Statement::Form StatementReader::read_call(const Source& source) {
  Call call;
  call.function = read_expression("call", Form::function, source.value());
  call.arguments = read_arguments(source);
  call.into = name_option(source, "into");
  return call;
}

Statement::Form StatementReader::read_return(const Source& source) { return Return{read_value(source.value())}; }

Statement::Form StatementReader::read_assign(const Source& source) {
  Assign assign;
  if (!expect_map(context_, source.name(), Form::assignments, source.value())) {
    lost_definitions_ = true;
    return assign;
  }
  if (source.value().entries.empty()) {
    add_error(context_, source.value().where, fmt::format("'{}' names no variable", source.name()),
              fmt::format("for example '{}: {{x: 1}}'", source.name()));
  }
  for (const Node::Entry& entry : source.value().entries) {
    Target target{std::string(entry.key->text), entry.key->where, {}, source.name() == "let", 0};
    assign.assignments.emplace_back(std::move(target), read_value(*entry.value));
  }
  return assign;
}

Statement::Form StatementReader::read_if(const Source& source) {
  If statement;
  statement.condition = read_expression("if", Form::condition, source.value());
  if (const Node* body = source.map.find("then")) statement.then = read_block("then", *body);
  if (const Node* body = source.map.find("else")) statement.otherwise = read_block("else", *body);
  return statement;
}

Statement::Form StatementReader::read_while(const Source& source) {
  While loop;
  loop.condition = read_expression("while", Form::condition, source.value());
  if (const Node* body = source.map.find("do")) loop.body = read_block("do", *body);
  return loop;
}

Statement::Form StatementReader::read_repeat(const Source& source) {
  Repeat loop;
  loop.count = read_whole_number("repeat", source.value());
  loop.as = name_option(source, "as");
  if (const Node* body = source.map.find("do")) loop.body = read_block("do", *body, bound_by(loop.as));
  return loop;
}

Statement::Form StatementReader::read_for_each(const Source& source) {
  ForEach loop;
  loop.list = read_list_value("for_each", source.value());
  loop.as = name_option(source, "as");
  if (const Node* body = source.map.find("do")) loop.body = read_block("do", *body, bound_by(loop.as));
  return loop;
}

Statement::Form StatementReader::read_break(const Source& source) {
  read_word(context_, "break", Form::the_loop, source.value(), {"loop"});
  return Break{};
}

Statement::Form StatementReader::read_continue(const Source& source) {
  read_word(context_, "continue", Form::the_loop, source.value(), {"loop"});
  return Continue{};
}

Statement::Form StatementReader::read_throw(const Source& source) {
  if (source.value().absent) add_type_error(context_, "throw", Form::value, source.value());
  return Throw{read_value(source.value())};
}

Statement::Form StatementReader::read_try(const Source& source) {
  Try statement;
  statement.body = read_block("try", source.value());
  if (const Node* handler = source.map.find("catch")) {
    const Target error = implied(source, "catch", "error");
    statement.handler = std::make_unique<Catch>(Catch{error, read_block("catch", *handler, {error})});
  }
  if (const Node* finally = source.map.find("finally")) {
    statement.finally = std::make_unique<Block>(read_block("finally", *finally));
  }
  return statement;
}

Statement::Form StatementReader::read_listen(const Source& source) {
  Listen listen;
  listen.event = read_text(source.name(), source.value());
  listen.callback = callback_with_params(source);
  listen.once = source.name() == "once";
  listen.as = name_option(source, "as");
  return listen;
}

Statement::Form StatementReader::read_unlisten(const Source& source) {
  Unlisten statement;
  statement.event = read_text("off", source.value());
  if (const Node* listener = source.map.find("listener"))
    statement.listener = read_expression("listener", Form::handle, *listener);
  return statement;
}

Statement::Form StatementReader::read_emit(const Source& source) {
  return Emit{read_text("emit", source.value()), read_arguments(source)};
}

Statement::Form StatementReader::read_load(const Source& source) {
  Load load;
  load.resource = read_text("load", source.value());
  load.on_result = callback_option(source, "do", {implied(source, "do", "result")});
  load.on_error = callback_option(source, "catch", {implied(source, "catch", "error")});
  load.arguments = read_arguments(source);
  load.as = name_option(source, "as");
  return load;
}

Statement::Form StatementReader::read_promise(const Source& source) {
  MakePromise promise;
  if (auto name = read_name("promise", source.value())) promise.name = *std::move(name);
  if (const Node* body = source.map.find("do")) {
    promise.executor = read_function("do", *body, {}, false, {promise.name});
  }
  return promise;
}

Statement::Form StatementReader::read_settle(const Source& source) {
  Settle settle;
  settle.promise = read_expression(source.name(), Form::promise, source.value());
  settle.rejects = source.name() == "reject";
  if (const Node* value = source.map.find("with")) settle.value = read_value(*value);
  return settle;
}

Statement::Form StatementReader::read_then(const Source& source) {
  Then then;
  then.promise = read_expression("then", Form::promise, source.value());
  then.on_result = callback_option(source, "do", {implied(source, "do", "result")});
  then.on_error = callback_option(source, "catch", {implied(source, "catch", "error")});
  then.on_settled = callback_option(source, "finally");
  then.as = name_option(source, "as");
  return then;
}

Statement::Form StatementReader::read_async(const Source& source) {
  Async async;
  async.body = read_async_body(source.value());
  async.as = name_option(source, "as");
  return async;
}

Statement::Form StatementReader::read_await(const Source& source) {
  return Await{read_expression("await", Form::promise, source.value()), name_option(source, "into")};
}

Statement::Form StatementReader::read_sleep(const Source& source) {
  return Sleep{read_delay_value("sleep", Form::range, source.value())};
}

Statement::Form StatementReader::read_combine(const Source& source) {
  using How = Combine::How;
  const std::string_view name = source.name();
  const How how = name == "all" ? How::all : name == "race" ? How::race : name == "any" ? How::any : How::all_settled;
  return Combine{how, read_list_value(name, source.value()), name_option(source, "as")};
}

Statement::Form StatementReader::read_set_wall_clock(const Source& source) {
  const Node& node = source.value();
  if (!expect_scalar(context_, "set_wall_clock", Form::timestamp_value, node)) return SetWallClock{};
  if (!has_interpolation(node) && !read_timestamp(context_, "set_wall_clock", Form::timestamp_value, node)) {
    return SetWallClock{};
  }
  return SetWallClock{parse_scalar_value(node, context_)};
}

Statement::Form StatementReader::read_shift_wall_clock(const Source& source) {
  return ShiftWallClock{read_delay_value("shift_wall_clock", Form::duration, source.value())};
}

Statement::Form StatementReader::read_block_for(const Source& source) {
  return BlockFor{read_delay_value("block", Form::duration, source.value())};
}

Statement::Form StatementReader::read_choose(const Source& source) {
  Choose choose;
  if (!expect_list(context_, "choose", Form::bodies, source.value())) return choose;
  if (source.value().items.empty()) {
    add_error(context_, source.value().where, "'choose' has nothing to choose from",
              fmt::format("for example 'choose: {}'", describe(Form::bodies).example));
  }
  for (const auto& item : source.value().items) choose.branches.push_back(read_block("choose", *item));
  return choose;
}

Statement::Form StatementReader::read_assert(const Source& source) {
  Assert statement;
  statement.condition = read_expression("assert", Form::condition, source.value());
  statement.source = source.value().text;
  if (const Node* message = source.map.find("message")) statement.message = read_text("message", *message);
  return statement;
}

}  // namespace vtime::scenario
