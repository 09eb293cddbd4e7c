/// Numbers as the program prints them.
#pragma once

#include <cstdint>
#include <string>

namespace vtime::scenario {

/// A double as JavaScript prints it: the fewest digits that read back as it, `1e+21` from 10^21 on and `1e-7` below
/// 10^-6. It is finite.
std::string double_text(double number);

}  // namespace vtime::scenario
