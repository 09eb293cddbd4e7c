/// Awaits a task within another, as a function calls a function.
#pragma once

#include <string>
#include <utility>

#include "vtime/task/fiber_of.hpp"
#include "vtime/task/frame.hpp"
#include "vtime/task/outcome.hpp"
#include "vtime/task/promise.hpp"
#include "vtime/task/wait.hpp"

namespace vtime::task {

template <typename T>
class TaskWait final : public Wait {
 public:
  TaskWait(Frame frame, const Place& place) noexcept : Wait(place), frame_(std::move(frame)) {}

  T await_resume() {
    check();
    Outcome<T> outcome = std::move(static_cast<Promise<T>&>(frame_.promise()).outcome());
    frame_.destroy();
    return outcome.take();
  }
  std::string what() const override { return "a task"; }

 private:
  void enter() override {
    if (!frame_) throw_no_task(place());
    fiber().call(frame_.promise());
  }
  bool leave() noexcept override { return true; }

  Frame frame_;
};

template <typename T>
Task<T> PromiseOf<T>::get_return_object() noexcept {
  this->set_handle(std::coroutine_handle<Promise<T>>::from_promise(static_cast<Promise<T>&>(*this)));
  return Task<T>(Frame(*this));
}

template <typename T>
template <typename U>
TaskWait<U> PromiseOf<T>::await_transform(Task<U>&& task, const Place& place) {
  return TaskWait<U>(std::move(task).release(), place);
}

}  // namespace vtime::task
