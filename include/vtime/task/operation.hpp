/// What functions such as sleep_for and Event::wait return: something that waits once it is awaited.
#pragma once

#include <tuple>
#include <utility>

namespace vtime::task {

/// Can be moved, kept, and given to with_timeout, when_all and when_any; nothing happens before it is awaited. `W` is
/// the wait that it makes then, of `A`.
template <typename W, typename... A>
class [[nodiscard("it waits only when it is awaited: co_await")]] Operation {
 public:
  using WaitType = W;

  explicit Operation(A... arguments) : arguments_(std::move(arguments)...) {}

  W operator co_await() { return std::make_from_tuple<W>(std::move(arguments_)); }

 private:
  std::tuple<A...> arguments_;
};

}  // namespace vtime::task
