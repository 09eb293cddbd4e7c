/// Tasks that run side by side within one await.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vtime/place.hpp"
#include "vtime/task/fiber.hpp"
#include "vtime/task/wait.hpp"

namespace vtime::task {

/// When the other branches are cancelled.
enum class Cancels : std::uint8_t { at_first_failure, at_first_end };

/// Begins its branches together and goes on when all of them have ended; none outlives it.
class Branches : public Wait, private Group {
 public:
  /// `name` is that of the function, for reports, and must be a literal. Without a place it is that of the one who
  /// awaits the coroutine in which this lies.
  Branches(std::string_view name, Cancels cancels, const Place& place = {}) noexcept
      : Wait(place), name_(name), cancels_(cancels) {}

  /// Before it is awaited.
  void add(FiberPtr<Fiber> branch) { branches_.push_back(std::move(branch)); }
  /// The position of the branch that ended first.
  std::size_t first_ended() const noexcept { return first_ended_; }

  /// Throws what decided: the first exception, or that of the branch which ended first. When it was cancelled,
  /// Cancelled. A failure of a branch goes before Cancelled.
  void await_resume();
  std::string what() const override;

 protected:
  ~Branches();
  void enter() override;
  bool leave() noexcept override;
  void ended(Fiber& branch) override;
  void cancel_branches();
  /// The first failure that is not Cancelled.
  const std::exception_ptr& first_error() const noexcept { return first_error_; }
  const std::vector<FiberPtr<Fiber>>& branches() const noexcept { return branches_; }

 private:
  std::string_view name_;
  Cancels cancels_;
  bool told_ = false;    ///< the branches were cancelled
  bool closed_ = false;  ///< no branch is heard any more
  std::size_t running_ = 0;
  std::size_t first_ended_ = 0;
  std::vector<FiberPtr<Fiber>> branches_;
  std::exception_ptr first_failure_;
  std::exception_ptr first_error_;
};

/// Branches without more.
class PlainBranches final : public Branches {
 public:
  using Branches::Branches;
};

}  // namespace vtime::task
