#include "vtime/when_any.hpp"

#include "vtime/error.hpp"

namespace vtime::task {

void require_any(std::size_t count, const Place& place) {
  if (count > 0) return;
  throw InvalidArgument(
      {.message = "when_any of no tasks would wait for ever", .help = "give it at least one task", .place = place});
}

}  // namespace vtime::task
