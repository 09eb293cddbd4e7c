#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "scenario/expression/expression_lexer.hpp"
#include "scenario/expression/number_text.hpp"
#include "vtime/error.hpp"

namespace vtime::scenario {
namespace {

bool is_decimal(std::string_view text) {
  const std::size_t mantissa = std::min(text.find_first_not_of("0123456789."), text.size());
  if (mantissa == text.size()) return true;
  if (text[mantissa] != 'e' && text[mantissa] != 'E') return false;
  std::string_view exponent = text.substr(mantissa + 1);
  if (exponent.starts_with('+') || exponent.starts_with('-')) exponent.remove_prefix(1);
  return !exponent.empty() && exponent.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string_view problem_of_number(NumberProblem problem) {
  switch (problem) {
    case NumberProblem::leading_zero:
      return "a number has no leading zero";
    case NumberProblem::base:
      return "numbers are decimal";
    case NumberProblem::too_big:
      return "this whole number is beyond 64 bits";
    case NumberProblem::out_of_range:
      return "this number is beyond the range of a double";
    case NumberProblem::not_finite:
      return "infinity and NaN are no values here";
    case NumberProblem::none:
      break;
  }
  return "";
}

NumberReading read_decimal(std::string_view text) {
  NumberReading reading;
  std::string_view digits = text;
  if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
  const bool whole = digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') {
    reading.problem = NumberProblem::leading_zero;
    return reading;
  }
  const std::string_view signed_text = text.starts_with('+') ? digits : text;
  const char* end = signed_text.data() + signed_text.size();
  if (whole) {
    std::int64_t value = 0;
    const auto result = std::from_chars(signed_text.data(), end, value);
    if (result.ec != std::errc{}) reading.problem = NumberProblem::too_big;
    reading.value = value;
  } else {
    double value = 0;
    const auto result = std::from_chars(signed_text.data(), end, value);
    if (result.ec != std::errc{}) reading.problem = NumberProblem::out_of_range;
    reading.value = value;
  }
  return reading;
}

Literal read_number_literal(const Token& number, bool negative) {
  const auto mistake = [&](std::string message, std::string help) {
    return ExpressionMistake{number.begin, number.end, std::move(message), std::move(help), false};
  };
  const std::string text = (negative ? "-" : "") + std::string(number.text);
  const bool dot_first = number.text.starts_with('.');
  const bool dots = std::count(number.text.begin(), number.text.end(), '.') > 1;
  if (is_decimal(number.text) && !dot_first && !dots) {
    const NumberReading reading = read_decimal(text);
    if (reading.problem == NumberProblem::none) return reading.value;
    const bool octal = reading.problem == NumberProblem::leading_zero;
    throw mistake(
        std::string(problem_of_number(reading.problem)),
        octal ? "write it without the zeros in front, or as a string: '" + std::string(number.text) + "'" : "");
  }
  if (dot_first)
    throw mistake(fmt::format("'{}' begins with a point", number.text), "write 0" + std::string(number.text));
  if (number.text.size() > 1 && number.text[0] == '0' && std::string_view("xXoObB").find(number.text[1]) < 6) {
    throw mistake(std::string(problem_of_number(NumberProblem::base)), "write the number in decimal");
  }
  try {
    return parse_duration(text);
  } catch (const InvalidDuration& error) {
    throw mistake(fmt::format("'{}' is neither a number nor a duration", number.text),
                  "durations are written as 300ms, 1.5s or 1m30s, with the units ns, us, ms, s, m, h and d");
  }
}

}  // namespace vtime::scenario
