/// Something that will call a handler: a function that was posted, a wait on a timer, a read from a stream.
///
///     class Read : public Operation {
///       void complete() override;          // frees itself, then calls the handler
///       void destroy() noexcept override;  // frees itself
///     };
///     context.start(read);  // ... and when there is something to read: context.finish(read);
#pragma once

#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "vtime/asio/link.hpp"
#include "vtime/label.hpp"
#include "vtime/place.hpp"
#include "vtime/timer.hpp"

namespace vtime::asio {

class Operation;

/// From its start to its end an operation belongs to a context, which counts it as outstanding work and destroys it at
/// shutdown if it has not come to its end by then.
class Operation : public Link<Operation> {
 public:
  Operation(Label what, Place place) noexcept : what_(what), place_(place) {}
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

  /// Gives up its memory first, as Asio's operations do, then calls the handler.
  virtual void complete() = 0;
  /// Gives up its memory; the handler is destroyed without having been called.
  virtual void destroy() noexcept = 0;

  /// What reports call it.
  Label what() const noexcept { return what_; }
  /// Where it was begun.
  const Place& place() const noexcept { return place_; }

 protected:
  ~Operation() = default;

 private:
  friend class Context;

  Label what_;
  Place place_;
  std::uint64_t number_ = 0;  ///< grows in the order in which handlers become ready
  Timer turn_;                ///< the callback of the loop that is to run the handler
};

/// Makes an operation with an allocator of any value type. Given `allocator` again, dispose() undoes it.
template <typename T, typename Allocator, typename... Arguments>
T* make_operation(const Allocator& allocator, Arguments&&... arguments) {
  using Rebound = typename std::allocator_traits<Allocator>::template rebind_alloc<T>;
  Rebound rebound(allocator);
  T* memory = std::allocator_traits<Rebound>::allocate(rebound, 1);
  try {
    return ::new (static_cast<void*>(memory)) T(std::forward<Arguments>(arguments)...);
  } catch (...) {
    std::allocator_traits<Rebound>::deallocate(rebound, memory, 1);
    throw;
  }
}

/// The allocator is a copy: the original may lie within the operation.
template <typename T, typename Allocator>
void dispose(T* operation, Allocator allocator) noexcept {
  using Rebound = typename std::allocator_traits<Allocator>::template rebind_alloc<T>;
  Rebound rebound(allocator);
  operation->~T();
  std::allocator_traits<Rebound>::deallocate(rebound, operation, 1);
}

/// A function to be called, as executors get them.
template <typename Function, typename Allocator>
class FunctionOperation final : public Operation {
 public:
  template <typename F>
  FunctionOperation(F&& function, const Allocator& allocator)
      : Operation("asio handler", Place{}), function_(std::forward<F>(function)), allocator_(allocator) {}

  void complete() override {
    Function function(std::move(function_));
    dispose(this, allocator_);
    function();
  }
  void destroy() noexcept override { dispose(this, allocator_); }

 private:
  Function function_;
  [[no_unique_address]] Allocator allocator_;
};

}  // namespace vtime::asio
