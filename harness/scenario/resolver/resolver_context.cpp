#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "scenario/resolver/loop_rules.hpp"
#include "scenario/resolver/resolver_walk.hpp"

namespace vtime::scenario {

Span Resolver::span_of(const Place& place, std::size_t characters) {
  if (!source_) source_.emplace(file_.text);
  const std::size_t begin = source_->offset(place.line, place.column);
  return source_->span(begin, begin + characters);
}

Span Resolver::verb_span() { return span_of(statement_->place, std::string_view(statement_->verb).size()); }

void Resolver::check_model(const Statement& statement) {
  if (has_statement(loop_, statement.verb)) return;
  report(verb_span(), fmt::format("the {} model has no '{}'", name_of(loop_), statement.verb),
         instead_of(statement.verb, loop_));
}

/// `await`, `sleep`.
void Resolver::check_waiting() {
  const FunctionContext& context = contexts_.back();
  if (context.function->is_async) return;
  const std::string help = context.function->name.empty()
                               ? "wrap it in an async body: 'async: [...]'"
                               : fmt::format("give the function '{}' the option 'async: true'", context.function->name);
  report(verb_span(), fmt::format("'{}' stands outside of async bodies and functions", statement_->verb), help);
}

void Resolver::check_return() {
  if (!contexts_.back().is_script) return;
  report(verb_span(), "'return' stands outside of functions and callbacks", "'if' leaves out the rest of the script");
}

/// `break`, `continue`.
void Resolver::check_loop() {
  if (contexts_.back().loops > 0) return;
  const bool loop_outside =
      std::any_of(contexts_.begin(), contexts_.end(), [](const FunctionContext& context) { return context.loops > 0; });
  report(verb_span(), fmt::format("'{}' stands outside of loops", statement_->verb),
         loop_outside ? "the loop around it is that of another function: a callback runs later, on its own" : "");
}

}  // namespace vtime::scenario
