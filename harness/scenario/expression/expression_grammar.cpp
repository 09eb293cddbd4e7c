#include "scenario/expression/expression_grammar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "scenario/expression/builtins.hpp"
#include "scenario/expression/expression_help.hpp"

namespace vtime::scenario {
namespace {

std::string shown(const Token& token) {
  return token.kind == Token::Kind::end ? "the end of the expression" : fmt::format("'{}'", token.text);
}

}  // namespace

/// Counts one level of recursion while it lives.
class ExpressionGrammar::Nesting {
 public:
  explicit Nesting(ExpressionGrammar& grammar) : grammar_(grammar) {
    if (++grammar_.nesting_ > most_nesting) {
      const Token& token = grammar_.token_;
      throw ExpressionMistake{token.begin, token.end,
                              fmt::format("this expression nests more than {} levels deep", most_nesting),
                              "name its parts by 'let'", false};
    }
  }
  ~Nesting() { --grammar_.nesting_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  ExpressionGrammar& grammar_;
};

ExpressionGrammar::ExpressionGrammar(std::string_view text, std::size_t begin, ScalarPlaces& places)
    : lexer_(text, begin), places_(places) {}

ExpressionPtr ExpressionGrammar::parse() {
  advance();
  return binary(any).expression;
}

void ExpressionGrammar::advance() {
  previous_ = std::move(token_);
  token_ = lexer_.next();
}

Token ExpressionGrammar::take() {
  advance();
  return previous_;
}

ExpressionGrammar::Tree ExpressionGrammar::tree(Expression::Form form, Span where, int levels) const {
  if (levels > most_levels) {
    throw ExpressionMistake{token_.begin, token_.end,
                            fmt::format("this expression has more than {} operators in a row", most_levels - 1),
                            "name its parts by 'let'", false};
  }
  return Tree{std::make_unique<Expression>(Expression{std::move(form), where}), levels};
}

ExpressionGrammar::Tree ExpressionGrammar::leaf(Expression::Form form, const Token& token) const {
  return tree(std::move(form), places_.span(token.begin, token.end), 1);
}

// ---- operators -------------------------------------------------------------------------------------------------

ExpressionGrammar::Infix ExpressionGrammar::infix_of(const Token& token) {
  struct Entry {
    std::string_view text;
    Infix infix;
  };
  static constexpr std::array table{
      Entry{"==", {comparison, BinaryOperator::equal}},
      Entry{"!=", {comparison, BinaryOperator::not_equal}},
      Entry{"<", {comparison, BinaryOperator::less}},
      Entry{"<=", {comparison, BinaryOperator::less_or_equal}},
      Entry{">", {comparison, BinaryOperator::greater}},
      Entry{">=", {comparison, BinaryOperator::greater_or_equal}},
      Entry{"+", {sum, BinaryOperator::add}},
      Entry{"-", {sum, BinaryOperator::subtract}},
      Entry{"*", {product, BinaryOperator::multiply}},
      Entry{"/", {product, BinaryOperator::divide}},
      Entry{"%", {product, BinaryOperator::remainder}},
      Entry{"and", {with_and, {}}},
      Entry{"or", {with_or, {}}},
  };
  const auto* found =
      std::find_if(table.begin(), table.end(), [&](const Entry& entry) { return token.is(entry.text); });
  return found == table.end() ? Infix{} : found->infix;
}

ExpressionGrammar::Tree ExpressionGrammar::binary(Level least) {
  Tree left = prefix(least);
  for (bool compared = false;;) {
    const Infix infix = infix_of(token_);
    if (infix.level == any || infix.level < least) return left;
    if (infix.level == comparison && std::exchange(compared, true)) fail_chain(token_);
    const Token symbol = take();
    Tree right = binary(static_cast<Level>(infix.level + 1));
    left = join(symbol, infix, std::move(left), std::move(right));
  }
}

ExpressionGrammar::Tree ExpressionGrammar::join(const Token& symbol, const Infix& infix, Tree left, Tree right) const {
  const Span where{left.expression->where.begin, right.expression->where.end};
  const int levels = std::max(left.levels, right.levels) + 1;
  if (infix.level <= with_and) {
    return tree(Logical{symbol.is("and"), std::move(left.expression), std::move(right.expression)}, where, levels);
  }
  return tree(Binary{infix.operation, std::move(left.expression), std::move(right.expression)}, where, levels);
}

ExpressionGrammar::Tree ExpressionGrammar::prefix(Level least) {
  if (token_.is("-")) return negation();
  if (!token_.is("not")) return postfix(primary());
  if (least > with_not) {
    throw ExpressionMistake{token_.begin, token_.end, "'not' binds looser than the operator in front of it",
                            "put it in parentheses: a == (not b)", false};
  }
  const Nesting nesting(*this);
  const Position begin = places_.at(take().begin);
  Tree operand = binary(with_not);
  const Span where{begin, operand.expression->where.end};
  return tree(Unary{UnaryOperator::logical_not, std::move(operand.expression)}, where, operand.levels + 1);
}

ExpressionGrammar::Tree ExpressionGrammar::negation() {
  const Nesting nesting(*this);
  const Token minus = take();
  const Position begin = places_.at(minus.begin);
  if (token_.kind == Token::Kind::number && token_.begin == minus.end) {
    const Token number = take();
    const Span where{begin, places_.at(number.end)};
    return tree(Constant{read_number_literal(number, true)}, where, 1);
  }
  Tree operand = prefix(sign);
  const Span where{begin, operand.expression->where.end};
  return tree(Unary{UnaryOperator::negate, std::move(operand.expression)}, where, operand.levels + 1);
}

// ---- what binds tighter than any operator ----------------------------------------------------------------------

ExpressionGrammar::Tree ExpressionGrammar::postfix(Tree object) {
  for (;;) {
    if (token_.is(".")) {
      object = member(std::move(object));
    } else if (token_.is("[")) {
      object = subscript(std::move(object));
    } else if (token_.is("(")) {
      throw ExpressionMistake{
          token_.begin, token_.end, "only built-in functions are called within an expression",
          "a function in a variable is called by the statement 'call', whose 'into' keeps the result", false};
    } else {
      return object;
    }
  }
}

ExpressionGrammar::Tree ExpressionGrammar::member(Tree object) {
  advance();
  if (token_.kind != Token::Kind::name) {
    throw ExpressionMistake{
        token_.begin, token_.end, fmt::format("a name is expected behind '.', not {}", shown(token_)),
        token_.kind == Token::Kind::number ? "elements are taken by list[0]" : "", token_.kind == Token::Kind::end};
  }
  const Token name = take();
  if (token_.is("(")) fail_method(name);
  const Span where{object.expression->where.begin, places_.at(name.end)};
  return tree(Member{std::move(object.expression), std::string(name.text)}, where, object.levels + 1);
}

ExpressionGrammar::Tree ExpressionGrammar::subscript(Tree object) {
  const Nesting nesting(*this);
  const Token bracket = take();
  if (token_.is("]") || token_.is(":")) {
    throw ExpressionMistake{token_.begin, token_.end, "an index is expected within '[ ]'",
                            token_.is(":") ? "slice(x, from, to) takes a part" : "", false};
  }
  Tree index = binary(any);
  if (token_.is(":")) {
    throw ExpressionMistake{token_.begin, token_.end, "one index is expected within '[ ]'",
                            "slice(x, from, to) takes a part", false};
  }
  expect("]", bracket);
  const Span where{object.expression->where.begin, places_.at(previous_.end)};
  const int levels = std::max(object.levels, index.levels) + 1;
  return tree(Subscript{std::move(object.expression), std::move(index.expression)}, where, levels);
}

// ---- values ----------------------------------------------------------------------------------------------------

ExpressionGrammar::Tree ExpressionGrammar::primary() {
  switch (token_.kind) {
    case Token::Kind::number: {
      const Token number = take();
      return leaf(Constant{read_number_literal(number, false)}, number);
    }
    case Token::Kind::string: {
      Token string = take();
      Literal value = std::move(string.value);
      return leaf(Constant{std::move(value)}, string);
    }
    case Token::Kind::name:
      return named();
    default:
      break;
  }
  if (token_.is("(")) return parenthesised();
  if (token_.is("[")) return list_literal();
  if (token_.is("{")) return map_literal();
  fail_without_value();
}

ExpressionGrammar::Tree ExpressionGrammar::named() {
  if (token_.is("and") || token_.is("or") || token_.is("not")) fail_without_value();
  const Token name = take();
  if (name.is("true") || name.is("false")) return leaf(Constant{name.is("true")}, name);
  if (name.is("null")) return leaf(Constant{}, name);
  if (token_.is("(")) return builtin_call(name);
  return leaf(VariableUse{std::string(name.text), {}}, name);
}

ExpressionGrammar::Tree ExpressionGrammar::builtin_call(const Token& name) {
  const BuiltinInfo* builtin = find_builtin(name.text);
  if (builtin == nullptr) {
    const std::string_view near = nearest(name.text, builtin_names());
    throw ExpressionMistake{
        name.begin, name.end, fmt::format("there is no built-in function '{}'", name.text),
        near.empty()
            ? fmt::format("a function of the scenario is called by the statement 'call: {}', whose 'into' keeps "
                          "the result",
                          name.text)
            : fmt::format("did you mean '{}'?", near),
        false};
  }
  const Nesting nesting(*this);
  const Position begin = places_.at(name.begin);
  const Token bracket = take();
  int levels = 0;
  auto arguments = items_until(")", bracket, levels);
  const std::size_t count = arguments.size();
  const bool one_bound = builtin->builtin == Builtin::random && count == 1;
  if (count < builtin->least || count > builtin->most || one_bound) {
    throw ExpressionMistake{name.begin, previous_.end,
                            fmt::format("'{}' does not take {} argument{}", name.text, count, count == 1 ? "" : "s"),
                            fmt::format("write {}", builtin->usage), false};
  }
  return tree(BuiltinCall{builtin->builtin, std::move(arguments)}, Span{begin, places_.at(previous_.end)}, levels + 1);
}

ExpressionGrammar::Tree ExpressionGrammar::parenthesised() {
  const Nesting nesting(*this);
  const Token bracket = take();
  Tree inner = binary(any);
  if (token_.is(",")) {
    throw ExpressionMistake{token_.begin, token_.end, "one value is expected within '( )'", "lists are written [a, b]",
                            false};
  }
  expect(")", bracket);
  return inner;
}

ExpressionGrammar::Tree ExpressionGrammar::list_literal() {
  const Nesting nesting(*this);
  const Token bracket = take();
  const Position begin = places_.at(bracket.begin);
  int levels = 0;
  auto items = items_until("]", bracket, levels);
  return tree(ListLiteral{std::move(items)}, Span{begin, places_.at(previous_.end)}, levels + 1);
}

/// Values with commas between them, up to and with the closing bracket.
std::vector<ExpressionPtr> ExpressionGrammar::items_until(std::string_view closing, const Token& opening, int& levels) {
  std::vector<ExpressionPtr> items;
  while (!(items.empty() && token_.is(closing))) {
    Tree item = binary(any);
    levels = std::max(levels, item.levels);
    items.push_back(std::move(item.expression));
    if (!token_.is(",")) break;
    advance();
  }
  expect(closing, opening);
  return items;
}

ExpressionGrammar::Tree ExpressionGrammar::map_literal() {
  const Nesting nesting(*this);
  const Token bracket = take();
  const Position begin = places_.at(bracket.begin);
  MapLiteral map;
  std::unordered_set<std::string> known;
  int levels = 0;
  while (!(map.entries.empty() && token_.is("}"))) {
    const Token written = token_;
    std::string key = map_key();
    if (!known.insert(key).second) {
      throw ExpressionMistake{written.begin, written.end, fmt::format("the key '{}' is in this map twice", key), "",
                              false};
    }
    Tree value = binary(any);
    levels = std::max(levels, value.levels);
    map.entries.emplace_back(std::move(key), std::move(value.expression));
    if (!token_.is(",")) break;
    advance();
  }
  expect("}", bracket);
  return tree(std::move(map), Span{begin, places_.at(previous_.end)}, levels + 1);
}

/// A key with its colon.
std::string ExpressionGrammar::map_key() {
  if (token_.kind != Token::Kind::name && token_.kind != Token::Kind::string) {
    throw ExpressionMistake{token_.begin, token_.end, fmt::format("a key is expected, not {}", shown(token_)),
                            "maps are written {name: value}, keys that are no names in quotes",
                            token_.kind == Token::Kind::end};
  }
  const Token key = take();
  if (!token_.is(":")) {
    throw ExpressionMistake{token_.begin, token_.end,
                            fmt::format("':' is expected behind a key, not {}", shown(token_)),
                            "maps are written {name: value}", token_.kind == Token::Kind::end};
  }
  advance();
  return key.kind == Token::Kind::string ? key.value : std::string(key.text);
}

// ---- mistakes --------------------------------------------------------------------------------------------------

void ExpressionGrammar::expect(std::string_view closing, const Token& opening) {
  if (token_.is(closing)) return advance();
  const bool closes_another = token_.is(")") || token_.is("]") || token_.is("}");
  if (!closes_another && token_.kind != Token::Kind::end) fail_behind_value();
  throw ExpressionMistake{opening.begin, opening.end, fmt::format("this '{}' is never closed", opening.text),
                          fmt::format("add '{}'", closing), false};
}

void ExpressionGrammar::fail_without_value() const {
  const bool ended = token_.kind == Token::Kind::end;
  std::string help;
  if (token_.is("+")) help = "a number has no sign '+'";
  if (token_.is("/") || token_.is("*")) help = "an operator stands between two values";
  throw ExpressionMistake{token_.begin, token_.end, fmt::format("a value is expected, not {}", shown(token_)), help,
                          ended};
}

void ExpressionGrammar::fail_behind_value() const {
  std::string help = "an operator is missing between the two";
  const std::string_view word = previous_.kind == Token::Kind::name ? help_for_word(previous_.text) : "";
  if (!word.empty()) {
    help = fmt::format("'{}': {}", previous_.text, word);
  } else if (token_.kind == Token::Kind::symbol) {
    help = token_.is(",") ? "lists are written [a, b]" : "";
  } else if (token_.kind == Token::Kind::number && token_.text.starts_with('.')) {
    help = "elements are taken by list[0]";
  }
  throw ExpressionMistake{token_.begin, token_.end,
                          fmt::format("{} is not expected behind '{}'", shown(token_), previous_.text), help,
                          token_.kind == Token::Kind::end};
}

void ExpressionGrammar::fail_chain(const Token& second) const {
  throw ExpressionMistake{second.begin, second.end, "comparisons can't be chained", "write a < b and b < c", false};
}

void ExpressionGrammar::fail_method(const Token& name) const {
  throw ExpressionMistake{name.begin, name.end, fmt::format("values have no methods such as '{}'", name.text),
                          help_for_method(name.text), false};
}

}  // namespace vtime::scenario
