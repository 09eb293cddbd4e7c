#include "task/room.hpp"

#include <memory>
#include <utility>

#include "vtime/task/wait.hpp"

namespace vtime::task {
namespace {

WaitingCoroutine description(const Fiber& fiber, const PromiseBase& innermost) {
  const Wait& wait = *innermost.wait();
  WaitingCoroutine waiting{.name = fiber.name(),
                           .waits_for = wait.what(),
                           .places = {},
                           .spawned = fiber.site().place,
                           .since = wait.since(),
                           .due = wait.due(),
                           .background = fiber.background()};
  for (const PromiseBase* promise = &innermost; promise != nullptr; promise = promise->caller()) {
    const bool is_users = *promise->function() != '\0';
    if (is_users || promise->caller() == nullptr) waiting.places.push_back(promise->wait()->place());
  }
  return waiting;
}

}  // namespace

Room& Room::of(Scheduler& scheduler) {
  if (scheduler.attachment() == nullptr) scheduler.attach(std::make_unique<Room>());
  return static_cast<Room&>(*scheduler.attachment());
}

const Room* Room::find(const Scheduler& scheduler) noexcept { return static_cast<const Room*>(scheduler.attachment()); }

void Room::add(Fiber& fiber) noexcept {
  fiber.add_owner();
  fiber.room_ = this;
  fiber.older_ = newest_;
  (newest_ == nullptr ? oldest_ : newest_->newer_) = &fiber;
  newest_ = &fiber;
}

void Room::remove(Fiber& fiber) noexcept {
  (fiber.older_ == nullptr ? oldest_ : fiber.older_->newer_) = fiber.newer_;
  (fiber.newer_ == nullptr ? newest_ : fiber.newer_->older_) = fiber.older_;
  fiber.older_ = fiber.newer_ = nullptr;
  fiber.room_ = nullptr;
  fiber.drop_owner();
}

void Room::end() noexcept {
  open_ = false;
  while (newest_ != nullptr) {
    const FiberPtr fiber(newest_);
    fiber->kill();
    if (fiber->room_ != nullptr) remove(*fiber);
  }
}

std::vector<WaitingCoroutine> Room::waiting() const {
  std::vector<WaitingCoroutine> list;
  for (const Fiber* fiber = oldest_; fiber != nullptr; fiber = fiber->newer_) {
    if (const PromiseBase* innermost = fiber->waiting()) list.push_back(description(*fiber, *innermost));
  }
  return list;
}

}  // namespace vtime::task
