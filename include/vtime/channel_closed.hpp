/// What sending into a closed channel throws.
#pragma once

#include "vtime/error.hpp"

namespace vtime {

/// The channel was closed before the value could be sent.
class ChannelClosed : public Error {
 public:
  using Error::Error;
};

}  // namespace vtime
