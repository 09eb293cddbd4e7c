/// Lets one coroutine at a time do something that takes time.
///
///     vtime::Mutex mutex("connection");
///     auto guard = co_await mutex.lock();  // until `guard` leaves scope
///     co_await connection.send(request);
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "vtime/label.hpp"
#include "vtime/place.hpp"
#include "vtime/site.hpp"
#include "vtime/task/fiber.hpp"
#include "vtime/task/operation.hpp"
#include "vtime/task/wait_list.hpp"

namespace vtime {

class Mutex;

namespace task {
class LockWait;
}

/// Holds a mutex as long as it lives. It may outlive the mutex.
class [[nodiscard("a mutex is held as long as its guard lives")]] MutexGuard {
 public:
  MutexGuard(MutexGuard && other) noexcept;
  MutexGuard& operator=(MutexGuard&& other) noexcept;
  ~MutexGuard() { unlock(); }

  /// Before the guard leaves scope; the next in line goes on in a callback of its own.
  void unlock();

 private:
  friend class Mutex;
  friend class task::LockWait;
  MutexGuard() noexcept = default;
  void hold(Mutex * mutex) noexcept;

  Mutex* mutex_ = nullptr;
};

/// Who waits gets it in the order of coming: it is handed over, and nobody can come between. It is not recursive: who
/// locks it twice waits for itself, which is reported. A mutex belongs to no loop.
class Mutex {
 public:
  /// Reports call it by `name`, or by the place where it was made.
  explicit Mutex(Label name = {}, const Place& place = Place::here()) noexcept : site_{place, name.text()} {}
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;
  ~Mutex();

  /// `co_await mutex.lock()` gives the guard. Throws Cancelled.
  auto lock(const Place& place = Place::here()) { return task::Operation<task::LockWait, Mutex*, Place>(this, place); }
  /// The guard if nobody holds the mutex; also for code that is no coroutine.
  std::optional<MutexGuard> try_lock(const Place& place = Place::here());
  bool is_locked() const noexcept { return guard_ != nullptr; }

 private:
  friend class MutexGuard;
  friend class task::LockWait;
  void hand_over();

  MutexGuard* guard_ = nullptr;  ///< the one that holds it
  task::FiberPtr<task::Fiber> holder_;
  Place held_at_;
  task::WaitList waiting_;
  Site site_;
};

namespace task {

class LockWait final : public ListedWait {
 public:
  LockWait(Mutex* mutex, const Place& place) noexcept : ListedWait(place), mutex_(mutex), site_(mutex->site_) {}

  MutexGuard await_resume() {
    check();
    return std::move(guard_);
  }
  std::string what() const override;

 private:
  friend class vtime::Mutex;
  void enter() override;
  void take();

  Mutex* mutex_;
  Site site_;
  MutexGuard guard_;
};

}  // namespace task
}  // namespace vtime
