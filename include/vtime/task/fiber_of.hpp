/// A fiber and its result.
#pragma once

#include <exception>
#include <utility>

#include "vtime/task/fiber.hpp"
#include "vtime/task/outcome.hpp"
#include "vtime/task/promise.hpp"

namespace vtime::task {

template <typename T>
class FiberOf final : public Fiber {
 public:
  using Fiber::Fiber;

  /// To be asked once it has ended.
  Outcome<T>& outcome() noexcept { return outcome_; }
  std::exception_ptr error() const noexcept override { return outcome_.error(); }

 private:
  void collect(PromiseBase& root) noexcept override {
    try {
      outcome_ = std::move(static_cast<Promise<T>&>(root).outcome());
    } catch (...) {
      outcome_.set_error(std::current_exception());
    }
  }
  void collect_error(std::exception_ptr error) noexcept override { outcome_.set_error(std::move(error)); }

  Outcome<T> outcome_;
};

}  // namespace vtime::task
