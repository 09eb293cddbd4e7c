#include "scenario/tree_text.hpp"

#include <fmt/format.h>

#include <array>
#include <variant>

#include "scenario/expression/builtins.hpp"
#include "vtime/duration.hpp"

namespace vtime::scenario {
namespace {

constexpr std::array binary_names{"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">="};

struct LiteralText {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(double value) const { return fmt::format("{}d", value); }
  std::string operator()(const std::string& value) const { return "'" + value + "'"; }
  std::string operator()(Duration value) const { return to_text(value); }
};

std::string list_text(std::string head, const std::vector<ExpressionPtr>& items) {
  for (const ExpressionPtr& item : items) head += " " + tree_text(item);
  return "(" + head + ")";
}

struct FormText {
  std::string operator()(const Constant& form) const { return std::visit(LiteralText{}, form.value); }
  std::string operator()(const VariableUse& form) const { return form.name; }
  std::string operator()(const FunctionUse& form) const { return "function:" + form.name; }
  std::string operator()(const Unary& form) const {
    return fmt::format("({} {})", form.operation == UnaryOperator::negate ? "-" : "not", tree_text(form.operand));
  }
  std::string operator()(const Binary& form) const {
    return fmt::format("({} {} {})", binary_names.at(static_cast<std::size_t>(form.operation)), tree_text(form.left),
                       tree_text(form.right));
  }
  std::string operator()(const Logical& form) const {
    return fmt::format("({} {} {})", form.is_and ? "and" : "or", tree_text(form.left), tree_text(form.right));
  }
  std::string operator()(const Member& form) const {
    return fmt::format("(. {} {})", tree_text(form.object), form.name);
  }
  std::string operator()(const Subscript& form) const {
    return fmt::format("([] {} {})", tree_text(form.object), tree_text(form.index));
  }
  std::string operator()(const BuiltinCall& form) const {
    return list_text(std::string(info(form.builtin).name) + "()", form.arguments);
  }
  std::string operator()(const Interpolation& form) const { return list_text("text", form.parts); }
  std::string operator()(const ListLiteral& form) const { return list_text("list", form.items); }
  std::string operator()(const MapLiteral& form) const {
    std::string text = "(map";
    for (const auto& [key, value] : form.entries) text += fmt::format(" {}: {}", key, tree_text(value));
    return text + ")";
  }
  std::string operator()(const FunctionLiteral&) const { return "(function)"; }
};

}  // namespace

std::string tree_text(const ExpressionPtr& expression) {
  return expression == nullptr ? "none" : std::visit(FormText{}, expression->form);
}

std::string short_text(const Diagnostic& diagnostic) {
  const Position& begin = diagnostic.where.begin;
  const Position& end = diagnostic.where.end;
  const std::string last =
      begin.line == end.line ? fmt::format("{}", end.column) : fmt::format("{}:{}", end.line, end.column);
  return fmt::format("{}:{}-{} {}: {}{}", begin.line, begin.column, last,
                     diagnostic.severity == Severity::error ? "error" : "warning", diagnostic.message,
                     diagnostic.help.empty() ? "" : " (" + diagnostic.help + ")");
}

}  // namespace vtime::scenario
