/// The words of an expression.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// What is wrong with an expression, and where in the text that it stands in. Thrown within the parser only.
struct ExpressionMistake {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message;
  std::string help;
  bool at_end = false;  ///< the text ended too early
};

struct Token {
  enum class Kind : std::uint8_t { end, number, string, name, symbol };
  Kind kind = Kind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;  ///< as written
  std::string value;      ///< of a string

  bool is(std::string_view written) const { return (kind == Kind::symbol || kind == Kind::name) && text == written; }
};

/// Splits a text into tokens, on demand: it never looks behind the token asked for.
class ExpressionLexer {
 public:
  ExpressionLexer(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

  /// Throws ExpressionMistake.
  Token next();
  std::string_view text() const { return text_; }

 private:
  Token read_number();
  Token read_name();
  Token read_string();
  Token read_symbol();
  char read_escape(std::size_t string_begin);
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  Token token(Token::Kind kind, std::size_t begin) const;

  std::string_view text_;
  std::size_t at_;
};

/// The value of a number or duration as written in an expression (`7`, `1.5`, `1m30s`), with its sign.
Literal read_number_literal(const Token& number, bool negative);

/// Whether `text` may be the name of a variable: `[A-Za-z_][A-Za-z0-9_]*` and no word of the language.
bool is_name(std::string_view text);
/// `and`, `or`, `not`, `true`, `false`, `null`.
bool is_reserved_word(std::string_view text);

}  // namespace vtime::scenario
