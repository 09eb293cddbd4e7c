#include "vtime/channel.hpp"

#include <fmt/format.h>

#include "task/names.hpp"
#include "vtime/task/fiber.hpp"

namespace vtime::task {

std::string ChannelWait::what() const {
  return fmt::format("{}: {}", thing("channel", channel_, is_listed()), action_);
}

void ChannelWait::throw_closed() const {
  throw ChannelClosed({.message = fmt::format("the {} is closed", thing("channel", channel_, true)),
                       .help = "close a channel when all who send into it have ended",
                       .at = fiber().scheduler().moment().at,
                       .place = place()});
}

}  // namespace vtime::task
