#include "vtime/cancelled.hpp"

#include <fmt/format.h>

#include "task/cancellation.hpp"

namespace vtime {

std::string Cancelled::what() const { return fmt::format("at {}: cancelled ({})", to_text(at_), to_text(place_)); }

bool task::is_cancellation(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Cancelled&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace vtime
