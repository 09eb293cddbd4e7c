/// Random scenarios over the whole language, as a person would not write them.
#pragma once

#include <cstdint>

#include "steps.hpp"

namespace vtime::oracle {

/// The same scenario for the same seed, always. `loop` is `node` or `browser`.
Sketch generate(std::uint64_t seed, const std::string& loop);

}  // namespace vtime::oracle
