/// What sending into a closed channel throws.
///
///     try {
///       co_await channel.send(job);
///     } catch (const vtime::ChannelClosed&) {
///       co_return;  // nobody takes jobs any more
///     }
#pragma once

#include "vtime/error.hpp"

namespace vtime {

/// The channel was closed before the value could be sent.
class ChannelClosed : public Error {
 public:
  using Error::Error;
};

}  // namespace vtime
