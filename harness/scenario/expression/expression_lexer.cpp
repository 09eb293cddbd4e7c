#include "scenario/expression/expression_lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/document/utf8.hpp"
#include "scenario/expression/expression_help.hpp"

namespace vtime::scenario {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

constexpr std::string_view micro_sign = "\xC2\xB5";
constexpr std::string_view greek_mu = "\xCE\xBC";

constexpr std::array<std::string_view, 6> reserved_words{"and", "or", "not", "true", "false", "null"};
constexpr std::array<std::string_view, 4> long_symbols{"==", "!=", "<=", ">="};
constexpr std::string_view brackets_and_commas = "()[]{},:";  // which begin nothing longer
constexpr std::string_view short_symbols = ".+-*/%<>";

struct LookAlike {
  std::string_view written;
  std::string_view meant;
};
/// What word processors make of plain characters.
constexpr std::array look_alikes{
    LookAlike{"\u2013", "'-'"},  LookAlike{"\u2212", "'-'"},   LookAlike{"\u2014", "'-'"},
    LookAlike{"\u00D7", "'*'"},  LookAlike{"\u2018", "\"'\""}, LookAlike{"\u2019", "\"'\""},
    LookAlike{"\u201C", "'\"'"}, LookAlike{"\u201D", "'\"'"},  LookAlike{"\u2264", "'<='"},
    LookAlike{"\u2265", "'>='"}, LookAlike{"\u2260", "'!='"},  LookAlike{"\u00A0", "a space"},
};

}  // namespace

bool is_reserved_word(std::string_view text) {
  return std::find(reserved_words.begin(), reserved_words.end(), text) != reserved_words.end();
}

bool is_name(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); }) &&
         !is_reserved_word(text);
}

Token ExpressionLexer::token(Token::Kind kind, std::size_t begin) const {
  return Token{kind, begin, at_, text_.substr(begin, at_ - begin), {}};
}

Token ExpressionLexer::next() {
  while (is_space(peek()) && at_ < text_.size()) ++at_;
  if (at_ >= text_.size()) return token(Token::Kind::end, at_);
  if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return read_number();
  if (is_letter(peek())) return read_name();
  if (peek() == '\'' || peek() == '"') return read_string();
  return read_symbol();
}

Token ExpressionLexer::read_name() {
  const std::size_t begin = at_;
  while (is_letter(peek()) || is_digit(peek())) ++at_;
  return token(Token::Kind::name, begin);
}

/// Takes digits with all that is glued to them, so that `12abc` is one wrong number rather than two words.
Token ExpressionLexer::read_number() {
  const std::size_t begin = at_;
  for (;;) {
    const std::string_view rest = text_.substr(at_);
    const bool exponent_sign = at_ > begin && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E') &&
                               (peek() == '+' || peek() == '-') && is_digit(peek(1));
    if (rest.starts_with(micro_sign) || rest.starts_with(greek_mu)) {
      at_ += micro_sign.size();
    } else if (is_digit(peek()) || is_letter(peek()) || (peek() == '.' && is_digit(peek(1))) || exponent_sign) {
      ++at_;
    } else {
      return token(Token::Kind::number, begin);
    }
  }
}

Token ExpressionLexer::read_string() {
  const std::size_t begin = at_;
  const char quote = text_[at_++];
  std::string value;
  while (peek() != quote || at_ >= text_.size()) {
    if (at_ >= text_.size()) {
      throw ExpressionMistake{begin, begin + 1, fmt::format("the string that begins with {} here never ends", quote),
                              fmt::format("end it with {}", quote), false};
    }
    if (text_.substr(at_).starts_with("${")) {
      throw ExpressionMistake{at_, at_ + 2, "'${' stands inside a string of an expression, where it means nothing",
                              "join the parts with '+', as in 'total ' + text(n)", false};
    }
    value.push_back(peek() == '\\' ? read_escape(begin) : text_[at_]);
    ++at_;
  }
  ++at_;
  Token string = token(Token::Kind::string, begin);
  string.value = std::move(value);
  return string;
}

/// Leaves the place at the last character of the escape.
char ExpressionLexer::read_escape(std::size_t string_begin) {
  const std::size_t begin = at_++;
  switch (peek()) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '\\':
    case '\'':
    case '"':
      return peek();
    default:
      break;
  }
  if (at_ >= text_.size()) {
    throw ExpressionMistake{string_begin, string_begin + 1, "the string that begins here never ends", "", false};
  }
  const std::size_t size = decode(text_, at_).size;
  throw ExpressionMistake{begin, at_ + size, fmt::format("there is no escape '\\{}'", text_.substr(at_, size)),
                          R"(the escapes are \n \t \r \\ \' \"; write '\\' for one backslash)", false};
}

Token ExpressionLexer::read_symbol() {
  const std::size_t begin = at_;
  if (brackets_and_commas.find(peek()) != std::string_view::npos) {
    ++at_;
    return token(Token::Kind::symbol, begin);
  }
  const std::string_view rest = text_.substr(at_);
  const auto* foreign = find_foreign_operator(rest);
  const bool is_long = std::any_of(long_symbols.begin(), long_symbols.end(),
                                   [&](std::string_view symbol) { return rest.starts_with(symbol); });
  if (is_long && (foreign == nullptr || foreign->written.size() < 3)) {
    at_ += 2;
    return token(Token::Kind::symbol, begin);
  }
  if (foreign != nullptr) {
    throw ExpressionMistake{begin, begin + foreign->written.size(),
                            fmt::format("there is no operator '{}'", foreign->written), std::string(foreign->help),
                            false};
  }
  if (short_symbols.find(peek()) != std::string_view::npos) {
    ++at_;
    return token(Token::Kind::symbol, begin);
  }
  if (rest.starts_with("${")) {
    throw ExpressionMistake{begin, begin + 2, "'${' stands inside an expression, where names need none",
                            "leave out '${' and its '}'", false};
  }
  const std::size_t size = decode(text_, at_).size;
  ExpressionMistake mistake{begin, begin + size,
                            fmt::format("'{}' means nothing in an expression", visible(rest.substr(0, size))), "",
                            false};
  for (const auto& entry : look_alikes) {
    if (rest.starts_with(entry.written)) mistake.help = fmt::format("write {}", entry.meant);
  }
  throw mistake;
}

}  // namespace vtime::scenario
