#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "scenario/expression/expression_parser.hpp"
#include "scenario/expression/number_text.hpp"

namespace vtime::scenario {
namespace {

template <std::size_t size>
bool is_one_of(std::string_view text, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 5> null_words{"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 3> true_words{"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> false_words{"false", "False", "FALSE"};
constexpr std::array<std::string_view, 3> infinity_words{".inf", ".Inf", ".INF"};
constexpr std::array<std::string_view, 3> nan_words{".nan", ".NaN", ".NAN"};

std::size_t skip_digits(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size());
}

bool is_sign(std::string_view text, std::size_t at) { return at < text.size() && (text[at] == '-' || text[at] == '+'); }

/// YAML's core schema: [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool looks_decimal(std::string_view text) {
  const std::size_t begin = is_sign(text, 0) ? 1 : 0;
  std::size_t at = skip_digits(text, begin);
  std::size_t digits = at - begin;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = skip_digits(text, at + 1);
    digits += end - at - 1;
    at = end;
  }
  if (digits == 0) return false;
  if (at == text.size()) return true;
  if (text[at] != 'e' && text[at] != 'E') return false;
  at += is_sign(text, at + 1) ? 2 : 1;
  return at < text.size() && skip_digits(text, at) == text.size();
}

bool looks_like_other_base(std::string_view text) {
  if (text.size() < 3 || text[0] != '0') return false;
  const std::string_view digits = text.substr(2);
  if (text[1] == 'o') return digits.find_first_not_of("01234567") == std::string_view::npos;
  return text[1] == 'x' && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string help_for(NumberProblem problem, std::string_view text) {
  switch (problem) {
    case NumberProblem::leading_zero:
      return fmt::format("quote it for a text: '{}', or leave the zeros out for a number", text);
    case NumberProblem::base:
      return fmt::format("write the number in decimal, or quote it for a text: '{}'", text);
    case NumberProblem::too_big:
      return fmt::format("quote it for a text, or write {}.0 for a double", text);
    default:
      return fmt::format("quote it for a text: '{}'", text);
  }
}

NumberReading read_plain(std::string_view text) {
  if (is_one_of(text, null_words)) return {Literal{}, NumberProblem::none};
  if (is_one_of(text, true_words)) return {Literal{true}, NumberProblem::none};
  if (is_one_of(text, false_words)) return {Literal{false}, NumberProblem::none};
  const std::string_view unsigned_text = text.substr(is_sign(text, 0) ? 1 : 0);
  if (is_one_of(unsigned_text, infinity_words) || is_one_of(text, nan_words)) return {{}, NumberProblem::not_finite};
  if (looks_like_other_base(text)) return {{}, NumberProblem::base};
  if (looks_decimal(text)) return read_decimal(text);
  return {Literal{std::string(text)}, NumberProblem::none};
}

}  // namespace

std::optional<Literal> read_constant(const Node& scalar, const ReadContext& context) {
  if (scalar.style != Node::Style::plain) return Literal{std::string(scalar.text)};
  NumberReading reading = read_plain(scalar.text);
  if (reading.problem == NumberProblem::none) return std::move(reading.value);
  context.diagnostics.push_back(Diagnostic{Severity::error, context.file.name, scalar.where,
                                           std::string(problem_of_number(reading.problem)),
                                           help_for(reading.problem, scalar.text)});
  return std::nullopt;
}

}  // namespace vtime::scenario
