/// The walk over a program that resolves its names; resolver.hpp is the door.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scenario/document/source_text.hpp"
#include "scenario/resolver/resolver.hpp"
#include "scenario/resolver/scopes.hpp"

namespace vtime::scenario {

class Resolver {
 public:
  Resolver(Program& program, LoopKind loop, const SourceFile& file, Diagnostics& diagnostics);

  void resolve_program();

 private:
  /// What the statements of a function may do.
  struct FunctionContext {
    const Function* function = nullptr;
    bool is_script = false;
    int loops = 0;  ///< around the place
  };

  // The walk: resolver_walk.cpp.
  void resolve_resources();
  void resolve_script();
  void resolve_function(Function& function);
  void resolve_block(Block& block, const std::vector<Target*>& bound = {});
  void resolve_loop(Block& body, std::optional<Target>& index);
  void resolve_statement(Statement& statement);
  void announce(Statement& statement);
  void resolve(ExpressionPtr& expression);
  void resolve(std::vector<ExpressionPtr>& expressions);
  void resolve(Delay& delay);

  void visit(Log& statement);
  void visit(SetTimer& statement);
  void visit(Clear& statement);
  void visit(Queue& statement);
  void visit(Call& statement);
  void visit(Return& statement);
  void visit(Assign& statement);
  void visit(If& statement);
  void visit(While& statement);
  void visit(Repeat& statement);
  void visit(ForEach& statement);
  void visit(Break& statement);
  void visit(Continue& statement);
  void visit(Throw& statement);
  void visit(Try& statement);
  void visit(Listen& statement);
  void visit(Unlisten& statement);
  void visit(Emit& statement);
  void visit(Load& statement);
  void visit(MakePromise& statement);
  void visit(Settle& statement);
  void visit(Then& statement);
  void visit(Async& statement);
  void visit(Await& statement);
  void visit(Sleep& statement);
  void visit(Combine& statement);
  void visit(SetWallClock& statement);
  void visit(ShiftWallClock& statement);
  void visit(BlockFor& statement);
  void visit(Choose& statement);
  void visit(Assert& statement);

  void visit(Constant& form, Expression& expression);
  void visit(VariableUse& form, Expression& expression);
  void visit(FunctionUse& form, Expression& expression);
  void visit(Unary& form, Expression& expression);
  void visit(Binary& form, Expression& expression);
  void visit(Logical& form, Expression& expression);
  void visit(Member& form, Expression& expression);
  void visit(Subscript& form, Expression& expression);
  void visit(BuiltinCall& form, Expression& expression);
  void visit(Interpolation& form, Expression& expression);
  void visit(ListLiteral& form, Expression& expression);
  void visit(MapLiteral& form, Expression& expression);
  void visit(FunctionLiteral& form, Expression& expression);

  // Names: resolver_names.cpp.
  void number(Constant& constant);
  void declare_functions();
  void define(Target& target);
  void define_or_assign(std::optional<Target>& target);
  void assign(Target& target);
  void attach(Variable& variable, Target& target);
  void check_name(std::string_view name, const Span& where);
  void fail_use(const Variable& variable, std::string_view name, const Span& where);
  void fail_unknown(std::string_view name, const Span& where);
  void fail_unknown_function(std::string_view name, const Span& where);
  void warn_bare_word(const Constant& constant, const Span& where);
  std::string_view nearest_of(std::string_view name, const std::vector<std::string_view>& names);
  std::string help_for_unknown(std::string_view name, std::string_view otherwise);
  void check_resource(const Expression& name);

  // Context: resolver_context.cpp.
  void check_model(const Statement& statement);
  void check_waiting();
  void check_return();
  void check_loop();
  Span verb_span();
  Span span_of(const Place& place, std::size_t characters);

  void report(const Span& where, std::string message, std::string help, Severity severity = Severity::error);

  Program& program_;
  LoopKind loop_;
  const SourceFile& file_;
  Diagnostics& diagnostics_;
  Scopes scopes_;
  std::unordered_map<std::string_view, std::uint32_t> functions_;
  std::unordered_set<std::string_view> resources_;
  std::vector<FunctionContext> contexts_;
  const Statement* statement_ = nullptr;  ///< the innermost one around the place
  std::optional<SourceText> source_;      ///< made for the first mistake that needs it
  std::size_t comparisons_ = 0;           ///< of names, for suggestions
};

}  // namespace vtime::scenario
