#include "vtime/cancelled.hpp"

#include <fmt/format.h>

namespace vtime {

std::string Cancelled::what() const { return fmt::format("at {}: cancelled ({})", to_text(at_), to_text(place_)); }

}  // namespace vtime
