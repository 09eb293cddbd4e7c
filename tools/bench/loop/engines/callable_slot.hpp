#pragma once

#include <cstddef>
#include <new>
#include <type_traits>

namespace vtime::bench {

/// What a timer of a C library, or of one that knows only functions of its own, calls: kept beside the timer, as users
/// of these libraries do.
class CallableSlot {
 public:
  template <typename F>
  void set(const F& callable) {
    static_assert(sizeof(F) <= sizeof(storage_) && std::is_trivially_copyable_v<F> &&
                  std::is_trivially_destructible_v<F>);
    ::new (static_cast<void*>(storage_)) F(callable);
    call_ = [](void* storage) { (*static_cast<F*>(storage))(); };
  }
  void operator()() { call_(storage_); }

 private:
  void (*call_)(void*) = nullptr;
  alignas(void*) std::byte storage_[48];
};

}  // namespace vtime::bench
