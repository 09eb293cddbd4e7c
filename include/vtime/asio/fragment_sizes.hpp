/// How many bytes reads from an in-memory stream give at most.
#pragma once

#include <cstddef>
#include <optional>

#include "vtime/asio/link_options.hpp"
#include "vtime/random.hpp"

namespace vtime::asio {

class FragmentSizes {
 public:
  FragmentSizes() = default;
  explicit FragmentSizes(const LinkOptions& options) : most_(options.fragment()) {
    if (options.seed()) random_.emplace(*options.seed());
  }

  /// For the next read.
  std::size_t next() { return random_ ? static_cast<std::size_t>(random_->below(most_)) + 1 : most_; }

 private:
  std::size_t most_ = LinkOptions::unlimited;
  std::optional<Random> random_;
};

}  // namespace vtime::asio
