/// The callbacks that led to something, as text.
#pragma once

#include <span>
#include <string>

#include "trace/chain.hpp"
#include "transcript/ink.hpp"

namespace vtime {

/// One line for each callback, the main program first: when it ran, what it was, where and when it was put in line.
/// What comes again and again from one place is told once, with how often.
std::string chain_text(std::span<const ChainLink> chain, const Ink& ink);

}  // namespace vtime
