/// Numbers as the language writes them, in YAML and in expressions alike.
#pragma once

#include <cstdint>
#include <string_view>

#include "scenario/syntax.hpp"

namespace vtime::scenario {

enum class NumberProblem : std::uint8_t {
  none,
  leading_zero,
  base,          ///< `0x`, `0o`
  too_big,       ///< a whole number beyond 64 bits
  out_of_range,  ///< beyond the doubles
  not_finite,    ///< `.inf`, `.nan`
};

struct NumberReading {
  Literal value;
  NumberProblem problem = NumberProblem::none;
};

/// Reads digits with an optional sign, fraction and exponent: a 64-bit integer, or a double.
NumberReading read_decimal(std::string_view text);

/// What a diagnostic says about it.
std::string_view problem_of_number(NumberProblem problem);

}  // namespace vtime::scenario
