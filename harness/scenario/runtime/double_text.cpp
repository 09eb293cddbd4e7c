#include "scenario/runtime/double_text.hpp"

#include <charconv>
#include <string_view>
#include <system_error>

namespace vtime::scenario {

namespace {

/// digits * 10^(point - number of digits)
struct Decimal {
  bool negative = false;
  std::string digits;
  int point = 0;
};

/// Takes the shortest scientific form (`-1.25e+02`) apart.
Decimal shortest(double number) {
  char buffer[32];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific);
  std::string_view text(buffer, static_cast<std::size_t>(written.ptr - buffer));
  Decimal decimal;
  if (text.front() == '-') {
    decimal.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t mark = text.find('e');
  for (const char c : text.substr(0, mark)) {
    if (c != '.') decimal.digits += c;
  }
  const std::string_view exponent = text.substr(text[mark + 1] == '+' ? mark + 2 : mark + 1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.point);
  ++decimal.point;
  return decimal;
}

std::string scientific(const Decimal& decimal) {
  std::string text = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1) text += "." + decimal.digits.substr(1);
  const int exponent = decimal.point - 1;
  return text + (exponent < 0 ? "e-" : "e+") + std::to_string(exponent < 0 ? -exponent : exponent);
}

/// ECMAScript's Number::toString.
std::string positional(const Decimal& decimal) {
  const int count = static_cast<int>(decimal.digits.size());
  if (decimal.point > 21 || decimal.point <= -6) return scientific(decimal);
  if (decimal.point >= count) return decimal.digits + std::string(static_cast<std::size_t>(decimal.point - count), '0');
  if (decimal.point > 0) {
    const auto point = static_cast<std::size_t>(decimal.point);
    return decimal.digits.substr(0, point) + "." + decimal.digits.substr(point);
  }
  return "0." + std::string(static_cast<std::size_t>(-decimal.point), '0') + decimal.digits;
}

}  // namespace

std::string double_text(double number) {
  if (number == 0) return "0";
  const Decimal decimal = shortest(number);
  return (decimal.negative ? "-" : "") + positional(decimal);
}

}  // namespace vtime::scenario
