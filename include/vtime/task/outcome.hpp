/// How a task ended: with a value or with an exception.
#pragma once

#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

namespace vtime::task {

/// What stands for the value of a task: `void` has none, and std::monostate is put in its place.
template <typename T>
using ValueOf = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

[[noreturn]] void throw_taken();

template <typename T>
class Outcome {
 public:
  template <typename... U>
  void set_value(U&&... value) {
    result_.template emplace<1>(std::forward<U>(value)...);
  }
  void set_error(std::exception_ptr error) noexcept { result_.template emplace<2>(std::move(error)); }

  bool failed() const noexcept { return result_.index() == 2; }
  /// Null unless it failed.
  std::exception_ptr error() const noexcept { return failed() ? std::get<2>(result_) : nullptr; }
  /// The value, moved out, or the exception, thrown. A value can be taken once.
  T take() {
    if (failed()) std::rethrow_exception(std::get<2>(result_));
    if (result_.index() == 0) throw_taken();
    if constexpr (!std::is_void_v<T>) {
      T value = std::move(std::get<1>(result_));
      result_.template emplace<0>();
      return value;
    }
  }

 private:
  std::variant<std::monostate, ValueOf<T>, std::exception_ptr> result_;
};

}  // namespace vtime::task
