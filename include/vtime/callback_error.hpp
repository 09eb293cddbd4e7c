/// An error of a scenario on its way through C++.
///
///     try {
///       done({"ok"});
///     } catch (const vtime::CallbackError& error) { ... }  // or let it pass
#pragma once

#include <cstdint>
#include <utility>

#include "vtime/error.hpp"

namespace vtime {

/// Thrown to the C++ code that called a function of a scenario when that function throws. Left alone, it comes out
/// where the scenario called C++, or is an uncaught error of the scenario when a timer called it.
class CallbackError : public Error {
 public:
  CallbackError(ErrorDetails details, std::uint64_t number) : Error(std::move(details)), number_(number) {}

  /// Tells errors of one run apart.
  std::uint64_t number() const noexcept { return number_; }

 private:
  std::uint64_t number_;
};

/// A call that C++ does not take: too few arguments, or one of another kind. Left alone, it ends the run, and the
/// report shows the place of the `call`.
class InvalidCall : public InvalidArgument {
 public:
  using InvalidArgument::InvalidArgument;
};

}  // namespace vtime
