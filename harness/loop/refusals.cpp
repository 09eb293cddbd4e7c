#include "loop/refusals.hpp"

#include <fmt/format.h>

#include "vtime/error.hpp"

namespace vtime {

void require_callback(const Callback& callback, const Asked& asked) {
  if (callback) return;
  throw InvalidArgument({.message = "an empty callback was scheduled",
                         .help = "give something that can be called",
                         .at = asked.at,
                         .place = asked.place});
}

void require_not_negative(Duration delay, const Asked& asked) {
  if (delay >= Duration::zero()) return;
  throw InvalidArgument({.message = fmt::format("the delay {} is negative", to_text(delay)),
                         .help = "give a delay of 0 or more",
                         .at = asked.at,
                         .place = asked.place});
}

void require_not_past(Duration when, Duration now, const Asked& asked) {
  if (when >= now) return;
  throw PastDeadline({.message = fmt::format("the deadline has passed {} ago", to_text(now - when)),
                      .help = "schedule it for now() or later, or post it",
                      .at = asked.at,
                      .place = asked.place});
}

void refuse_to_be_driven(const Asked& asked) {
  throw ReentrantDrive({.message = "the event loop was driven from within one of its own callbacks",
                        .help = "schedule what is to come (post, schedule_after) and return; only code outside "
                                "of callbacks drives the loop",
                        .at = asked.at,
                        .place = asked.place});
}

}  // namespace vtime
