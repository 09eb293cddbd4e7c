#include "vtime/task/branches.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "task/cancellation.hpp"

namespace vtime::task {

Branches::~Branches() {
  closed_ = true;
  for (const auto& branch : branches_) branch->kill();
}

void Branches::enter() {
  running_ = branches_.size();
  if (running_ == 0) return fulfilled();
  for (const auto& branch : branches_) {
    branch->start(fiber().scheduler(), Site{place(), {}}, fiber().background(), this);
  }
}

bool Branches::leave() noexcept {
  cancel_branches();
  return false;
}

void Branches::cancel_branches() {
  told_ = true;
  for (const auto& branch : branches_) branch->cancel();
}

void Branches::ended(Fiber& branch) {
  if (closed_) return;
  const bool is_first = running_ == branches_.size();
  if (is_first) {
    const auto found =
        std::find_if(branches_.begin(), branches_.end(), [&](const auto& b) { return b.get() == &branch; });
    first_ended_ = static_cast<std::size_t>(found - branches_.begin());
  }
  const std::exception_ptr failure = branch.error();
  if (failure != nullptr) {
    if (first_failure_ == nullptr) first_failure_ = failure;
    if (first_error_ == nullptr && !is_cancellation(failure)) first_error_ = failure;
  }
  --running_;
  if (running_ == 0) return fulfilled();
  const bool decides = cancels_ == Cancels::at_first_end || failure != nullptr;
  if (decides && !told_) cancel_branches();  // once: they may be cleaning up
}

void Branches::await_resume() {
  const bool any_end = cancels_ == Cancels::at_first_end;
  if (first_error_ != nullptr && (is_cancelled() || !any_end)) std::rethrow_exception(first_error_);
  check();
  const std::exception_ptr decisive = any_end ? branches_[first_ended_]->error() : first_failure_;
  if (decisive != nullptr) std::rethrow_exception(decisive);
}

std::string Branches::what() const {
  return fmt::format("{}: {} of {} tasks still run", name_, running_, branches_.size());
}

}  // namespace vtime::task
