#include <fmt/format.h>

#include "scenario/export/javascript_writer.hpp"

namespace vtime::scenario {

namespace {

constexpr const char* binary_names[] = {"add",       "subtract", "multiply",      "divide",  "remainder",       "equal",
                                        "not_equal", "less",     "less_or_equal", "greater", "greater_or_equal"};

constexpr const char* builtin_names[] = {"now",  "wall_now", "min",    "max",   "abs", "floor",  "round", "length",
                                         "text", "random",   "append", "slice", "put", "remove", "keys",  "contains"};

std::string literal_text(const Literal& literal) {
  if (const auto* truth = std::get_if<bool>(&literal)) return *truth ? "true" : "false";
  if (const auto* whole = std::get_if<std::int64_t>(&literal)) return fmt::format("{}", *whole);
  if (const auto* real = std::get_if<double>(&literal)) return fmt::format("{}", *real);
  if (const auto* text = std::get_if<std::string>(&literal)) return javascript_string(*text);
  if (const auto* duration = std::get_if<Duration>(&literal)) return fmt::format("rt.duration({})", duration->count());
  return "null";
}

/// Writes one form each.
struct ExpressionWriter {
  JavaScriptWriter& writer;

  std::string text(const ExpressionPtr& expression) const { return javascript_expression(*expression, writer); }

  std::string list(const std::vector<ExpressionPtr>& items) const {
    std::string result;
    for (const ExpressionPtr& item : items) result += (result.empty() ? "" : ", ") + text(item);
    return result;
  }

  std::string operator()(const Constant& constant) const { return literal_text(constant.value); }
  std::string operator()(const VariableUse& use) const { return "$" + use.name; }
  std::string operator()(const FunctionUse& use) const { return "$f_" + use.name; }
  std::string operator()(const Unary& unary) const {
    if (unary.operation == UnaryOperator::logical_not) return "!" + text(unary.operand);
    return fmt::format("rt.negate({})", text(unary.operand));
  }
  std::string operator()(const Binary& binary) const {
    return fmt::format("rt.{}({}, {})", binary_names[static_cast<std::size_t>(binary.operation)], text(binary.left),
                       text(binary.right));
  }
  std::string operator()(const Logical& logical) const {
    return fmt::format("({} {} {})", text(logical.left), logical.is_and ? "&&" : "||", text(logical.right));
  }
  std::string operator()(const Member& member) const {
    return fmt::format("rt.member({}, {})", text(member.object), javascript_string(member.name));
  }
  std::string operator()(const Subscript& subscript) const {
    return fmt::format("rt.member({}, {})", text(subscript.object), text(subscript.index));
  }
  std::string operator()(const BuiltinCall& call) const {
    return fmt::format("rt.{}({})", builtin_names[static_cast<std::size_t>(call.builtin)], list(call.arguments));
  }
  std::string operator()(const Interpolation& interpolation) const {
    std::string result;
    for (const ExpressionPtr& part : interpolation.parts) {
      result += fmt::format("{}rt.text({})", result.empty() ? "" : " + ", text(part));
    }
    return result.empty() ? "''" : result;
  }
  std::string operator()(const ListLiteral& literal) const { return fmt::format("[{}]", list(literal.items)); }
  std::string operator()(const MapLiteral& literal) const {
    std::string result;
    for (const auto& [key, value] : literal.entries) {
      result += fmt::format("{}[{}, {}]", result.empty() ? "" : ", ", javascript_string(key), text(value));
    }
    return fmt::format("new Map([{}])", result);
  }
  std::string operator()(const FunctionLiteral& literal) const { return writer.function_text(*literal.function); }
};

}  // namespace

std::string javascript_string(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::string javascript_expression(const Expression& expression, JavaScriptWriter& writer) {
  return std::visit(ExpressionWriter{writer}, expression.form);
}

}  // namespace vtime::scenario
