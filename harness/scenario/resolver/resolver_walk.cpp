#include "scenario/resolver/resolver_walk.hpp"

#include <utility>
#include <variant>

#include "scenario/resolver/run_through.hpp"

namespace vtime::scenario {
namespace {

/// The target of a statement that defines a variable of the block it stands in, where it has one.
struct BlockTarget {
  std::optional<Target>* maybe = nullptr;  ///< `as`, `into`: defines unless the name is visible
  Target* always = nullptr;
};

struct FindTarget {
  BlockTarget operator()(SetTimer& form) const { return {&form.as}; }
  BlockTarget operator()(Queue& form) const { return {&form.as}; }
  BlockTarget operator()(Call& form) const { return {&form.into}; }
  BlockTarget operator()(Listen& form) const { return {&form.as}; }
  BlockTarget operator()(Load& form) const { return {&form.as}; }
  BlockTarget operator()(Then& form) const { return {&form.as}; }
  BlockTarget operator()(Async& form) const { return {&form.as}; }
  BlockTarget operator()(Await& form) const { return {&form.into}; }
  BlockTarget operator()(Combine& form) const { return {&form.as}; }
  BlockTarget operator()(MakePromise& form) const { return {nullptr, &form.name}; }
  template <class Form>
  BlockTarget operator()(Form&) const {
    return {};
  }
};

}  // namespace

Resolver::Resolver(Program& program, LoopKind loop, const SourceFile& file, Diagnostics& diagnostics)
    : program_(program), loop_(loop), file_(file), diagnostics_(diagnostics), scopes_(program) {}

void Resolver::resolve_program() {
  declare_functions();
  resolve_resources();
  resolve_script();
  for (const auto& function : program_.functions) {
    if (!function->is_host) resolve_function(*function);
  }
  for (TimelineEntry& entry : program_.timeline) {
    if (entry.body != nullptr) resolve_function(*entry.body);
  }
}

void Resolver::resolve_resources() {
  for (Resource& resource : program_.resources) {
    resources_.insert(resource.name);
    for (Response& response : resource.responses) resolve(response.value);
  }
}

void Resolver::resolve_script() {
  if (program_.script == nullptr) return;
  Function& script = *program_.script;
  scopes_.enter_function(script);
  contexts_.push_back({&script, true, 0});
  scopes_.enter_block(true);
  for (Statement& statement : script.body.statements) announce(statement);
  for (Statement& statement : script.body.statements) resolve_statement(statement);
  script.body.runs_through = runs_through(script.body);
  scopes_.keep_block();
  contexts_.pop_back();
  scopes_.leave_function();
}

void Resolver::resolve_function(Function& function) {
  scopes_.enter_function(function);
  contexts_.push_back({&function, false, 0});
  std::vector<Target*> parameters;
  for (Target& parameter : function.parameters) parameters.push_back(&parameter);
  resolve_block(function.body, parameters);
  contexts_.pop_back();
  scopes_.leave_function();
}

/// `bound` is defined in the block by what it belongs to.
void Resolver::resolve_block(Block& block, const std::vector<Target*>& bound) {
  scopes_.enter_block(false);
  for (Target* target : bound) {
    scopes_.announce(target->name, target->where);
    define(*target);
  }
  for (Statement& statement : block.statements) announce(statement);
  for (Statement& statement : block.statements) resolve_statement(statement);
  scopes_.leave_block(block);
  block.runs_through = runs_through(block);
}

void Resolver::resolve_loop(Block& body, std::optional<Target>& index) {
  ++contexts_.back().loops;
  resolve_block(body, index ? std::vector<Target*>{&*index} : std::vector<Target*>{});
  --contexts_.back().loops;
}

void Resolver::announce(Statement& statement) {
  if (auto* assign = std::get_if<Assign>(&statement.form)) {
    for (auto& [target, value] : assign->assignments) {
      if (target.defines) scopes_.announce(target.name, target.where);
    }
    return;
  }
  const BlockTarget found = std::visit(FindTarget{}, statement.form);
  if (found.always != nullptr) scopes_.announce(found.always->name, found.always->where);
  if (found.maybe == nullptr || !found.maybe->has_value()) return;
  const Target& target = **found.maybe;
  const Variable* known = scopes_.find(target.name);
  if (known == nullptr || !scopes_.usable(*known)) scopes_.announce(target.name, target.where);
}

void Resolver::resolve_statement(Statement& statement) {
  const Statement* outer = std::exchange(statement_, &statement);
  check_model(statement);
  std::visit([this](auto& form) { visit(form); }, statement.form);
  statement_ = outer;
}

// ---- statements: what is evaluated first is resolved first, callbacks in front of the name of their handle --------

void Resolver::visit(Log& statement) { resolve(statement.text); }

void Resolver::visit(SetTimer& statement) {
  resolve(statement.delay);
  resolve(statement.arguments);
  resolve(statement.callback);
  define_or_assign(statement.as);
}

void Resolver::visit(Clear& statement) { resolve(statement.handle); }

void Resolver::visit(Queue& statement) {
  if (statement.timeout) resolve(*statement.timeout);
  resolve(statement.callback);
  define_or_assign(statement.as);
}

void Resolver::visit(Call& statement) {
  const auto* name = statement.function == nullptr ? nullptr : std::get_if<VariableUse>(&statement.function->form);
  if (name != nullptr && scopes_.find(name->name) == nullptr && !functions_.contains(name->name)) {
    fail_unknown_function(name->name, statement.function->where);
  } else {
    resolve(statement.function);
  }
  resolve(statement.arguments);
  define_or_assign(statement.into);
}

void Resolver::visit(Return& statement) {
  check_return();
  resolve(statement.value);
}

void Resolver::visit(Assign& statement) {
  for (auto& [target, value] : statement.assignments) {
    resolve(value);
    if (target.defines) {
      define(target);
    } else {
      assign(target);
    }
  }
}

void Resolver::visit(If& statement) {
  resolve(statement.condition);
  resolve_block(statement.then);
  if (statement.otherwise) resolve_block(*statement.otherwise);
}

void Resolver::visit(While& statement) {
  resolve(statement.condition);
  std::optional<Target> no_index;
  resolve_loop(statement.body, no_index);
}

void Resolver::visit(Repeat& statement) {
  resolve(statement.count);
  resolve_loop(statement.body, statement.as);
}

void Resolver::visit(ForEach& statement) {
  resolve(statement.list);
  resolve_loop(statement.body, statement.as);
}

void Resolver::visit(Break&) { check_loop(); }

void Resolver::visit(Continue&) { check_loop(); }

void Resolver::visit(Throw& statement) { resolve(statement.value); }

void Resolver::visit(Try& statement) {
  resolve_block(statement.body);
  if (statement.handler) resolve_block(statement.handler->body, {&statement.handler->error});
  if (statement.finally) resolve_block(*statement.finally);
}

void Resolver::visit(Listen& statement) {
  resolve(statement.event);
  resolve(statement.callback);
  define_or_assign(statement.as);
}

void Resolver::visit(Unlisten& statement) {
  resolve(statement.event);
  resolve(statement.listener);
}

void Resolver::visit(Emit& statement) {
  resolve(statement.event);
  resolve(statement.arguments);
}

void Resolver::visit(Load& statement) {
  resolve(statement.resource);
  if (statement.resource != nullptr) check_resource(*statement.resource);
  resolve(statement.arguments);
  resolve(statement.on_result);
  resolve(statement.on_error);
  define_or_assign(statement.as);
}

void Resolver::visit(MakePromise& statement) {
  if (statement.executor != nullptr) resolve_function(*statement.executor);
  define(statement.name);
}

void Resolver::visit(Settle& statement) {
  resolve(statement.promise);
  resolve(statement.value);
}

void Resolver::visit(Then& statement) {
  resolve(statement.promise);
  resolve(statement.on_result);
  resolve(statement.on_error);
  resolve(statement.on_settled);
  define_or_assign(statement.as);
}

void Resolver::visit(Async& statement) {
  if (statement.body != nullptr) resolve_function(*statement.body);
  define_or_assign(statement.as);
}

void Resolver::visit(Await& statement) {
  check_waiting();
  resolve(statement.promise);
  define_or_assign(statement.into);
}

void Resolver::visit(Sleep& statement) {
  check_waiting();
  resolve(statement.delay);
}

void Resolver::visit(Combine& statement) {
  resolve(statement.list);
  define_or_assign(statement.as);
}

void Resolver::visit(SetWallClock& statement) { resolve(statement.time); }

void Resolver::visit(ShiftWallClock& statement) { resolve(statement.by); }

void Resolver::visit(BlockFor& statement) { resolve(statement.delay); }

void Resolver::visit(Choose& statement) {
  for (Block& branch : statement.branches) resolve_block(branch);
}

void Resolver::visit(Assert& statement) {
  resolve(statement.condition);
  resolve(statement.message);
}

// ---- expressions -----------------------------------------------------------------------------------------------

void Resolver::resolve(ExpressionPtr& expression) {
  if (expression == nullptr) return;
  std::visit([&](auto& form) { visit(form, *expression); }, expression->form);
}

void Resolver::resolve(std::vector<ExpressionPtr>& expressions) {
  for (ExpressionPtr& expression : expressions) resolve(expression);
}

void Resolver::resolve(Delay& delay) { resolve(delay.computed); }

void Resolver::visit(Constant& form, Expression& expression) {
  number(form);
  if (form.bare_word) warn_bare_word(form, expression.where);
}

void Resolver::visit(VariableUse& form, Expression& expression) {
  Variable* variable = scopes_.find(form.name);
  if (variable != nullptr && scopes_.usable(*variable)) {
    form.declaration = variable->declaration;
    scopes_.use(*variable, form.slot);
    return;
  }
  const auto function = functions_.find(form.name);
  if (variable != nullptr) {
    fail_use(*variable, form.name, expression.where);
  } else if (function != functions_.end()) {
    expression.form = FunctionUse{std::string(form.name), function->second};
  } else {
    fail_unknown(form.name, expression.where);
  }
}

void Resolver::visit(FunctionUse&, Expression&) {}

void Resolver::visit(Unary& form, Expression&) { resolve(form.operand); }

void Resolver::visit(Binary& form, Expression&) {
  resolve(form.left);
  resolve(form.right);
}

void Resolver::visit(Logical& form, Expression&) {
  resolve(form.left);
  resolve(form.right);
}

void Resolver::visit(Member& form, Expression&) { resolve(form.object); }

void Resolver::visit(Subscript& form, Expression&) {
  resolve(form.object);
  resolve(form.index);
}

void Resolver::visit(BuiltinCall& form, Expression&) { resolve(form.arguments); }

void Resolver::visit(Interpolation& form, Expression&) { resolve(form.parts); }

void Resolver::visit(ListLiteral& form, Expression&) { resolve(form.items); }

void Resolver::visit(MapLiteral& form, Expression&) {
  for (auto& [key, value] : form.entries) resolve(value);
}

void Resolver::visit(FunctionLiteral& form, Expression&) {
  if (form.function != nullptr) resolve_function(*form.function);
}

void resolve(Program& program, LoopKind loop, const SourceFile& file, Diagnostics& diagnostics) {
  Resolver(program, loop, file, diagnostics).resolve_program();
}

}  // namespace vtime::scenario
