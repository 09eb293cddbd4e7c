#include <fmt/format.h>

#include "scenario/export/javascript_writer.hpp"

namespace vtime::scenario {

/// Writes one form each.
struct StatementWriter {
  JavaScriptWriter& writer;
  const Statement& statement;

  std::string text(const ExpressionPtr& expression) const {
    return expression ? javascript_expression(*expression, writer) : "null";
  }
  /// `, a, b`: arguments behind others.
  std::string arguments(const std::vector<ExpressionPtr>& values) const {
    std::string result;
    for (const ExpressionPtr& value : values) result += ", " + text(value);
    return result;
  }
  std::string delay(const Delay& given) const {
    return given.fixed ? fmt::format("rt.duration({})", given.fixed->least.count()) : text(given.computed);
  }
  void assign(const std::optional<Target>& target, const std::string& value) const {
    writer.line(target ? fmt::format("${} = {};", target->name, value) : value + ";");
  }
  void nested(const std::string& head, const Block& block, const std::string& tail) const {
    writer.line(head + " {");
    writer.write(block);
    writer.line("}" + tail);
  }

  void operator()(const Log& log) const { writer.line(fmt::format("rt.log({});", text(log.text))); }
  void operator()(const SetTimer& timer) const {
    assign(timer.as, fmt::format("rt.{}({}, {}, {}{})", statement.verb, delay(timer.delay), timer.background,
                                 text(timer.callback), arguments(timer.arguments)));
  }
  void operator()(const Clear& clear) const {
    writer.line(fmt::format("rt.{}({});", statement.verb, text(clear.handle)));
  }
  void operator()(const Queue& queue) const {
    const std::string timeout = queue.timeout ? ", " + delay(*queue.timeout) : "";
    assign(queue.as, fmt::format("rt.{}({}{})", statement.verb, text(queue.callback), timeout));
  }
  void operator()(const Call& call) const {
    assign(call.into, fmt::format("rt.call({}{})", text(call.function), arguments(call.arguments)));
  }
  void operator()(const Return& result) const { writer.line(fmt::format("return {};", text(result.value))); }
  void operator()(const Assign& assign_all) const {
    for (const auto& [target, value] : assign_all.assignments) {
      writer.line(fmt::format("${} = {};", target.name, text(value)));
    }
  }
  void operator()(const If& choice) const {
    writer.line(fmt::format("if ({}) {{", text(choice.condition)));
    writer.write(choice.then);
    if (choice.otherwise) {
      writer.line("} else {");
      writer.write(*choice.otherwise);
    }
    writer.line("}");
  }
  void operator()(const While& loop) const { nested(fmt::format("while ({})", text(loop.condition)), loop.body, ""); }
  void operator()(const Repeat& loop) const { iterate(fmt::format("rt.count({})", text(loop.count)), loop); }
  void operator()(const ForEach& loop) const { iterate(text(loop.list), loop); }
  template <typename Loop>
  void iterate(const std::string& items, const Loop& loop) const {
    if (loop.as) writer.declare(*loop.as);
    nested(fmt::format("for (let ${} of {})", loop.as ? loop.as->name : std::string("unused"), items), loop.body, "");
  }
  void operator()(const Break&) const { writer.line("break;"); }
  void operator()(const Continue&) const { writer.line("continue;"); }
  void operator()(const Throw& error) const { writer.line(fmt::format("throw rt.error({});", text(error.value))); }
  void operator()(const Try& attempt) const {
    writer.line("try {");
    writer.write(attempt.body);
    if (attempt.handler) {
      writer.declare(attempt.handler->error);
      writer.line(fmt::format("}} catch (${}) {{", attempt.handler->error.name));
      writer.write(attempt.handler->body);
    }
    if (attempt.finally) {
      writer.line("} finally {");
      writer.write(*attempt.finally);
    }
    writer.line("}");
  }
  void operator()(const Listen& listen) const {
    assign(listen.as, fmt::format("rt.{}({}, {})", statement.verb, text(listen.event), text(listen.callback)));
  }
  void operator()(const Unlisten& unlisten) const {
    const std::string listener = unlisten.listener ? ", " + text(unlisten.listener) : "";
    writer.line(fmt::format("rt.off({}{});", text(unlisten.event), listener));
  }
  void operator()(const Emit& emit) const {
    writer.line(fmt::format("rt.emit({}{});", text(emit.event), arguments(emit.arguments)));
  }
  void operator()(const Load& load) const {
    assign(load.as, fmt::format("rt.load({}, {}, {})", text(load.resource), text(load.on_result), text(load.on_error)));
  }
  void operator()(const MakePromise& promise) const {
    writer.line(fmt::format("${} = rt.pending();", promise.name.name));
    if (!promise.executor) return;
    writer.write_function(fmt::format("rt.execute(${}, ", promise.name.name), *promise.executor, ");");
  }
  void operator()(const Settle& settle) const {
    writer.line(fmt::format("rt.{}({}, {});", statement.verb, text(settle.promise), text(settle.value)));
  }
  void operator()(const Then& then) const {
    assign(then.as, fmt::format("rt.then({}, {}, {}, {})", text(then.promise), text(then.on_result),
                                text(then.on_error), text(then.on_settled)));
  }
  void operator()(const Async& async) const {
    assign(async.as, fmt::format("({})()", writer.function_text(*async.body)));
  }
  void operator()(const Await& await) const { assign(await.into, fmt::format("await {}", text(await.promise))); }
  void operator()(const Sleep& sleep) const { writer.line(fmt::format("await rt.sleep({});", delay(sleep.delay))); }
  void operator()(const Combine& combine) const {
    assign(combine.as, fmt::format("rt.{}({})", statement.verb, text(combine.list)));
  }
  void operator()(const SetWallClock& set) const { writer.line(fmt::format("rt.set_wall_clock({});", text(set.time))); }
  void operator()(const ShiftWallClock& shift) const {
    writer.line(fmt::format("rt.shift_wall_clock({});", delay(shift.by)));
  }
  void operator()(const BlockFor& block) const { writer.line(fmt::format("rt.block({});", delay(block.delay))); }
  void operator()(const Choose& choose) const { nested("", choose.branches.front(), ""); }
  void operator()(const Assert& check) const {
    writer.line(fmt::format("rt.assert({}, {});", text(check.condition), javascript_string(check.source)));
  }
};

namespace {

/// The name that a statement may define, other than by `let`.
struct DefinedTarget {
  const Target* operator()(const MakePromise& promise) const { return &promise.name; }
  template <typename Form>
  const Target* operator()(const Form& form) const {
    if constexpr (requires { form.as->name; } && !std::is_same_v<Form, Repeat> && !std::is_same_v<Form, ForEach>) {
      return form.as ? &*form.as : nullptr;
    } else if constexpr (requires { form.into->name; }) {
      return form.into ? &*form.into : nullptr;
    } else {
      return nullptr;
    }
  }
};

}  // namespace

void JavaScriptWriter::line(std::string_view text) {
  text_.append(2 * static_cast<std::size_t>(level_), ' ').append(text) += '\n';
}

void JavaScriptWriter::declare_names(const Block& block) {
  const auto declare_once = [this](const Target& target) {
    if (declared_.insert(target.declaration).second) line(fmt::format("let ${};", target.name));
  };
  for (const Statement& statement : block.statements) {
    if (const auto* assign = std::get_if<Assign>(&statement.form)) {
      if (std::string_view(statement.verb) != "let") continue;
      for (const auto& [target, value] : assign->assignments) declare_once(target);
    } else if (const Target* target = std::visit(DefinedTarget{}, statement.form)) {
      declare_once(*target);
    }
  }
}

void JavaScriptWriter::write(const Block& block) {
  ++level_;
  declare_names(block);
  for (const Statement& statement : block.statements) write(statement);
  --level_;
}

void JavaScriptWriter::write(const Statement& statement) {
  std::visit(StatementWriter{*this, statement}, statement.form);
}

void JavaScriptWriter::write_function(std::string_view head, const Function& function, std::string_view tail) {
  line(fmt::format("{}{}{}", head, function_text(function), tail));
}

std::string JavaScriptWriter::function_text(const Function& function) {
  std::string parameters;
  for (const Target& parameter : function.parameters) {
    declare(parameter);
    parameters += fmt::format("{}${} = null", parameters.empty() ? "" : ", ", parameter.name);
  }
  std::string outer = std::exchange(text_, "");
  write(function.body);
  std::string body = std::exchange(text_, std::move(outer));
  return fmt::format("{}({}) => {{\n{}{}}}", function.is_async ? "async " : "", parameters, body,
                     std::string(2 * static_cast<std::size_t>(level_), ' '));
}

}  // namespace vtime::scenario
