/// Makes a task of whatever can be awaited.
#pragma once

#include <type_traits>
#include <utility>

#include "vtime/task.hpp"
#include "vtime/task/frame.hpp"

namespace vtime::task {

template <typename A>
using ResultOf = decltype(std::declval<typename A::WaitType&>().await_resume());

template <typename A>
Task<ResultOf<A>> awaiting(Unnamed /*tag*/, A awaitable) {
  co_return co_await std::move(awaitable);
}

template <typename T>
Task<T> to_task(Task<T> task) noexcept {
  return task;
}
template <typename A>
requires requires { typename A::WaitType; }
Task<ResultOf<A>> to_task(A awaitable) { return awaiting(Unnamed(), std::move(awaitable)); }

/// What `co_await` of an `A` gives.
template <typename A>
struct AwaitedOf {
  using Type = ResultOf<A>;
};
template <typename T>
struct AwaitedOf<Task<T>> {
  using Type = T;
};
template <typename A>
using Awaited = typename AwaitedOf<A>::Type;

}  // namespace vtime::task
