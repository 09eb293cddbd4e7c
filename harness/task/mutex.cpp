#include "vtime/mutex.hpp"

#include <fmt/format.h>

#include "task/names.hpp"

namespace vtime {

// ---- the guard -------------------------------------------------------------------------------------------------

MutexGuard::MutexGuard(MutexGuard&& other) noexcept { hold(std::exchange(other.mutex_, nullptr)); }

MutexGuard& MutexGuard::operator=(MutexGuard&& other) noexcept {
  if (this != &other) {
    unlock();
    hold(std::exchange(other.mutex_, nullptr));
  }
  return *this;
}

void MutexGuard::hold(Mutex* mutex) noexcept {
  mutex_ = mutex;
  if (mutex_ != nullptr) mutex_->guard_ = this;
}

void MutexGuard::unlock() {
  if (Mutex* mutex = std::exchange(mutex_, nullptr)) mutex->hand_over();
}

// ---- the mutex -------------------------------------------------------------------------------------------------

Mutex::~Mutex() {
  if (guard_ != nullptr) guard_->mutex_ = nullptr;
}

std::optional<MutexGuard> Mutex::try_lock(const Place& place) {
  if (is_locked()) return std::nullopt;
  MutexGuard guard;
  guard.hold(this);
  held_at_ = place;
  return guard;
}

void Mutex::hand_over() {
  guard_ = nullptr;
  holder_ = {};
  if (auto* next = static_cast<task::LockWait*>(waiting_.take())) next->take();
}

namespace task {

void LockWait::enter() {
  if (!mutex_->is_locked()) return take();
  mutex_->waiting_.add(*this);
}

void LockWait::take() {
  guard_.hold(mutex_);
  mutex_->holder_ = FiberPtr<Fiber>(&fiber());
  mutex_->held_at_ = place();
  fulfilled();
}

std::string LockWait::what() const {
  const std::string text = thing("mutex", site_, is_listed());
  if (!is_listed()) return text;
  const std::string holder = mutex_->holder_ ? fmt::format(" by '{}'", mutex_->holder_->name()) : "";
  return text + fmt::format(", locked{} at {}", holder, to_text(mutex_->held_at_));
}

}  // namespace task
}  // namespace vtime
