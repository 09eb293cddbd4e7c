/// The grammar of expressions: from tokens to a tree.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/expression/expression_lexer.hpp"
#include "scenario/expression/scalar_places.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Reads one expression of a scalar. Brackets and signs nest at most `most_nesting` deep, which bounds the recursion
/// here; the tree is at most `most_levels` high, which bounds that of everybody who walks over it.
class ExpressionGrammar {
 public:
  static constexpr int most_nesting = 200;
  static constexpr int most_levels = 1000;

  ExpressionGrammar(std::string_view text, std::size_t begin, ScalarPlaces& places);

  /// The longest expression from the beginning on. Throws ExpressionMistake.
  ExpressionPtr parse();
  /// The token behind it.
  const Token& rest() const { return token_; }
  /// Complains about a token where an operator or the end of the expression should be.
  [[noreturn]] void fail_behind_value() const;

 private:
  /// How tightly operators bind.
  enum Level : int { any, with_or, with_and, with_not, comparison, sum, product, sign };

  /// A part of the tree and how high it is.
  struct Tree {
    ExpressionPtr expression;
    int levels = 1;
  };
  struct Infix {
    Level level = any;
    BinaryOperator operation{};
  };
  class Nesting;

  Tree binary(Level least);
  Tree join(const Token& symbol, const Infix& infix, Tree left, Tree right) const;
  Tree prefix(Level least);
  Tree negation();
  Tree postfix(Tree object);
  Tree member(Tree object);
  Tree subscript(Tree object);
  Tree primary();
  Tree named();
  Tree builtin_call(const Token& name);
  Tree list_literal();
  Tree map_literal();
  Tree parenthesised();
  std::vector<ExpressionPtr> items_until(std::string_view closing, const Token& opening, int& levels);
  std::string map_key();

  void advance();
  Token take();
  void expect(std::string_view closing, const Token& opening);
  static Infix infix_of(const Token& token);
  Tree leaf(Expression::Form form, const Token& token) const;
  Tree tree(Expression::Form form, Span where, int levels) const;
  [[noreturn]] void fail_without_value() const;
  [[noreturn]] void fail_chain(const Token& second) const;
  [[noreturn]] void fail_method(const Token& name) const;

  ExpressionLexer lexer_;
  ScalarPlaces& places_;
  Token token_;
  Token previous_;
  int nesting_ = 0;
};

}  // namespace vtime::scenario
