#include <fmt/format.h>

#include <utility>
#include <variant>

#include "scenario/expression/builtins.hpp"
#include "scenario/expression/expression_lexer.hpp"
#include "scenario/resolver/resolver_walk.hpp"

namespace vtime::scenario {
namespace {

/// How many names are looked at for suggestions in all: a file of thousands of mistakes and names is answered soon.
constexpr std::size_t most_comparisons = 50'000;

}  // namespace

void Resolver::report(const Span& where, std::string message, std::string help, Severity severity) {
  diagnostics_.push_back(Diagnostic{severity, file_.name, where, std::move(message), std::move(help)});
}

void Resolver::number(Constant& constant) {
  constant.index = static_cast<std::uint32_t>(program_.constants.size());
  program_.constants.push_back(&constant.value);
}

void Resolver::declare_functions() {
  for (std::size_t index = 0; index < program_.functions.size(); ++index) {
    const Function& function = *program_.functions[index];
    functions_.emplace(function.name, static_cast<std::uint32_t>(index));
    check_name(function.name, span_of(function.place, function.name.size()));
  }
}

// ---- definitions and assignments -------------------------------------------------------------------------------

void Resolver::check_name(std::string_view name, const Span& where) {
  if (find_builtin(name) != nullptr) {
    report(where, fmt::format("'{}' is a built-in function, which nothing can hide", name), "choose another name");
    return;
  }
  if (is_name(name) || name == unwritable_name) return;
  report(where,
         is_reserved_word(name) ? fmt::format("'{}' is a word of the language and can't be a name", name)
                                : fmt::format("'{}' is not a name", name),
         "names are made of letters, digits and '_' and begin with no digit");
}

/// Passes the definition of a variable that the current block has announced.
void Resolver::define(Target& target) {
  target.defines = true;
  Variable* variable = scopes_.find(target.name);
  if (variable == nullptr || !scopes_.in_current_block(*variable)) return;  // not announced: it was left out
  if (variable->defined) {
    report(target.where, fmt::format("'{}' is defined in this block already", target.name),
           fmt::format("line {} defines it; 'set' assigns to it", variable->where.begin.line));
    return;
  }
  variable->defined = true;
  variable->where = target.where;
  target.defines = !variable->early;
  attach(*variable, target);
  if (functions_.contains(target.name)) {
    report(target.where, fmt::format("'{}' is a function, which no variable can hide", target.name),
           "choose another name");
    return;
  }
  check_name(target.name, target.where);
}

/// `as` and `into`.
void Resolver::define_or_assign(std::optional<Target>& target) {
  if (!target) return;
  Variable* variable = scopes_.find(target->name);
  if (variable != nullptr && scopes_.usable(*variable)) {
    target->defines = false;
    attach(*variable, *target);
  } else {
    define(*target);
  }
}

/// `set`.
void Resolver::assign(Target& target) {
  Variable* variable = scopes_.find(target.name);
  if (variable != nullptr && scopes_.usable(*variable)) return attach(*variable, target);
  if (variable != nullptr) return fail_use(*variable, target.name, target.where);
  if (functions_.contains(target.name) || find_builtin(target.name) != nullptr) {
    report(target.where, fmt::format("'{}' is a function, and nothing can be assigned to it", target.name), "");
    return;
  }
  report(target.where, fmt::format("there is no variable '{}' to assign to", target.name),
         help_for_unknown(target.name, fmt::format("'let' defines one: let: {{{}: ...}}", target.name)));
}

void Resolver::attach(Variable& variable, Target& target) {
  target.declaration = variable.declaration;
  scopes_.use(variable, target.slot);
}

// ---- mistakes --------------------------------------------------------------------------------------------------

void Resolver::fail_use(const Variable& variable, std::string_view name, const Span& where) {
  report(where, fmt::format("'{}' is used before its definition", name),
         fmt::format("line {} defines it, and it does not exist before", variable.where.begin.line));
}

void Resolver::fail_unknown(std::string_view name, const Span& where) {
  const BuiltinInfo* builtin = find_builtin(name);
  if (builtin != nullptr) {
    report(where, fmt::format("'{}' is a built-in function and no value", name),
           fmt::format("call it: {}", builtin->usage));
    return;
  }
  report(where, fmt::format("unknown name '{}'", name),
         help_for_unknown(
             name, fmt::format("'let' defines a variable; a text in an expression stands in quotes: '{}'", name)));
}

void Resolver::fail_unknown_function(std::string_view name, const Span& where) {
  const BuiltinInfo* builtin = find_builtin(name);
  if (builtin != nullptr) {
    report(where, fmt::format("'{}' is a built-in function, which 'call' does not call", name),
           fmt::format("call it within an expression: ${{{}}}", builtin->usage));
    return;
  }
  report(where, fmt::format("unknown function '{}'", name),
         help_for_unknown(name, "the functions of a scenario stand under 'functions'"));
}

std::string_view Resolver::nearest_of(std::string_view name, const std::vector<std::string_view>& names) {
  comparisons_ += names.size();
  return nearest(name, names);
}

std::string Resolver::help_for_unknown(std::string_view name, std::string_view otherwise) {
  std::vector<std::string_view> names;
  if (comparisons_ < most_comparisons) {
    names = scopes_.visible_names();
    for (const auto& function : program_.functions) names.push_back(function->name);
  }
  const std::string_view near = nearest_of(name, names);
  return near.empty() ? std::string(otherwise) : fmt::format("did you mean '{}'?", near);
}

void Resolver::warn_bare_word(const Constant& constant, const Span& where) {
  const auto& name = std::get<std::string>(constant.value);
  const Variable* variable = scopes_.find(name);
  if (variable == nullptr || !scopes_.usable(*variable)) return;
  report(where, fmt::format("'{}' is a text here, not the variable", name),
         fmt::format("write ${{{0}}} for the value of the variable, or '{0}' in quotes for the text", name),
         Severity::warning);
}

void Resolver::check_resource(const Expression& name) {
  const auto* constant = std::get_if<Constant>(&name.form);
  const auto* text = constant == nullptr ? nullptr : std::get_if<std::string>(&constant->value);
  if (text == nullptr || resources_.contains(*text)) return;
  std::vector<std::string_view> names;
  if (comparisons_ < most_comparisons) {
    for (const Resource& resource : program_.resources) names.push_back(resource.name);
  }
  const std::string_view near = nearest_of(*text, names);
  report(name.where, fmt::format("unknown resource '{}'", *text),
         near.empty() ? fmt::format("it needs an entry under 'resources': {}: {{latency: 10ms, result: ok}}", *text)
                      : fmt::format("did you mean '{}'?", near));
}

}  // namespace vtime::scenario
