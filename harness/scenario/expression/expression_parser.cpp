#include "scenario/expression/expression_parser.hpp"

#include <utility>

#include "scenario/expression/expression_grammar.hpp"
#include "scenario/expression/scalar_places.hpp"

namespace vtime::scenario {
namespace {

constexpr std::string_view opening = "${";
constexpr std::string_view escaped_opening = "$${";
constexpr std::string_view blanks = " \t\r\n";

/// Where the next `${` that counts stands, from `begin` on.
std::size_t find_opening(std::string_view text, std::size_t begin) {
  for (;;) {
    const std::size_t found = text.find(opening, begin);
    if (found == std::string_view::npos || found == begin || text[found - 1] != '$') return found;
    begin = found + opening.size();
  }
}

/// Reads the expressions of one scalar.
class ScalarReader {
 public:
  ScalarReader(const Node& scalar, const ReadContext& context)
      : scalar_(scalar), text_(scalar.text), places_(scalar, context.file.text) {}

  ExpressionPtr read_expression() {
    const std::size_t begin = text_.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
      throw ExpressionMistake{0, text_.size(), "an expression is expected", "", false};
    if (text_.substr(begin).starts_with(opening)) return read_whole_interpolation(begin);
    ExpressionGrammar grammar(text_, begin, places_);
    ExpressionPtr expression = grammar.parse();
    if (grammar.rest().kind != Token::Kind::end) grammar.fail_behind_value();
    return expression;
  }

  /// Text and `${...}`; where `keeps_type` is set, exactly one `${...}` is what is in it.
  ExpressionPtr read_text(bool keeps_type) {
    for (std::size_t at = 0; at < text_.size();) {
      if (text_.substr(at).starts_with(escaped_opening)) {
        literal_ += opening;
        at += escaped_opening.size();
      } else if (text_.substr(at).starts_with(opening)) {
        end_literal(at);
        auto [expression, end] = read_interpolation(at);
        if (keeps_type && at == 0 && end == text_.size()) return std::move(expression);
        parts_.push_back(std::move(expression));
        at = literal_begin_ = end;
      } else {
        const std::size_t dollar = std::min(text_.find('$', at + 1), text_.size());
        literal_ += text_.substr(at, dollar - at);
        at = dollar;
      }
    }
    if (parts_.empty()) return make(Constant{std::move(literal_)}, scalar_.where);
    end_literal(text_.size());
    return make(Interpolation{std::move(parts_)}, scalar_.where);
  }

  Span span(const ExpressionMistake& mistake) {
    if (scalar_.absent || text_.empty()) return scalar_.where;
    return places_.span(mistake.begin, mistake.end);
  }

 private:
  static ExpressionPtr make(Expression::Form form, const Span& where) {
    return std::make_unique<Expression>(Expression{std::move(form), where});
  }

  void end_literal(std::size_t end) {
    if (literal_.empty()) return;
    parts_.push_back(make(Constant{std::exchange(literal_, {})}, places_.span(literal_begin_, end)));
  }

  /// The expression of the `${` at `begin`, and where the text goes on behind its brace.
  std::pair<ExpressionPtr, std::size_t> read_interpolation(std::size_t begin) {
    const ExpressionMistake unclosed{begin, begin + opening.size(), "this '${' is never closed",
                                     "add '}', or write '$${' where the text is to have '${' itself", false};
    ExpressionGrammar grammar(text_, begin + opening.size(), places_);
    try {
      ExpressionPtr expression = grammar.parse();
      if (grammar.rest().kind == Token::Kind::end) throw unclosed;
      if (!grammar.rest().is("}")) grammar.fail_behind_value();
      return {std::move(expression), grammar.rest().end};
    } catch (const ExpressionMistake& mistake) {
      if (mistake.at_end) throw unclosed;
      throw;
    }
  }

  ExpressionPtr read_whole_interpolation(std::size_t begin) {
    auto [expression, end] = read_interpolation(begin);
    if (text_.find_first_not_of(blanks, end) == std::string_view::npos) return std::move(expression);
    throw ExpressionMistake{begin, end, "'${ }' stands around a part of the expression only",
                            "leave it out: names need no '${ }' within an expression", false};
  }

  const Node& scalar_;
  std::string_view text_;
  ScalarPlaces places_;
  std::vector<ExpressionPtr> parts_;
  std::string literal_;  ///< text behind the last part
  std::size_t literal_begin_ = 0;
};

void report(const ReadContext& context, const Span& where, std::string message, std::string help) {
  context.diagnostics.push_back(
      Diagnostic{Severity::error, context.file.name, where, std::move(message), std::move(help)});
}

template <class Read>
ExpressionPtr read_scalar(const Node& scalar, const ReadContext& context, const Read& read) {
  if (!scalar.is_scalar()) {
    report(context, scalar.where, scalar.is_list() ? "a text is expected, not a list" : "a text is expected, not a map",
           "");
    return nullptr;
  }
  ScalarReader reader(scalar, context);
  try {
    return read(reader);
  } catch (ExpressionMistake& mistake) {
    report(context, reader.span(mistake), std::move(mistake.message), std::move(mistake.help));
    return nullptr;
  }
}

}  // namespace

bool has_interpolation(const Node& scalar) {
  return scalar.is_scalar() && find_opening(scalar.text, 0) != std::string_view::npos;
}

ExpressionPtr parse_expression(const Node& scalar, const ReadContext& context) {
  return read_scalar(scalar, context, [](ScalarReader& reader) { return reader.read_expression(); });
}

ExpressionPtr parse_text(const Node& scalar, const ReadContext& context) {
  if (scalar.is_scalar() && scalar.absent) {
    report(context, scalar.where, "a text is expected", "write '' for an empty text");
    return nullptr;
  }
  return read_scalar(scalar, context, [](ScalarReader& reader) { return reader.read_text(false); });
}

ExpressionPtr parse_scalar_value(const Node& scalar, const ReadContext& context) {
  if (!scalar.is_scalar() || scalar.text.find(opening) != std::string::npos) {
    return read_scalar(scalar, context, [](ScalarReader& reader) { return reader.read_text(true); });
  }
  auto literal = read_constant(scalar, context);
  if (!literal) return nullptr;
  const bool bare_word = scalar.style == Node::Style::plain && std::holds_alternative<std::string>(*literal);
  return std::make_unique<Expression>(Expression{Constant{std::move(*literal), 0, bare_word}, scalar.where});
}

}  // namespace vtime::scenario
