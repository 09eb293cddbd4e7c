/// Waits for several things at once, all of them.
///
///     auto [user, orders] = co_await vtime::when_all(fetch_user(id), fetch_orders(id));
///     std::vector<int> sizes = co_await vtime::when_all(std::move(tasks));  // a vector of tasks
#pragma once

#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "vtime/task.hpp"
#include "vtime/task/branches.hpp"
#include "vtime/task/fiber_of.hpp"
#include "vtime/task/to_task.hpp"

namespace vtime {
namespace task {

template <typename... T>
using AllOf = std::conditional_t<(std::is_void_v<T> && ...), void, std::tuple<ValueOf<T>...>>;
template <typename T>
using AllOfMany = std::conditional_t<std::is_void_v<T>, void, std::vector<ValueOf<T>>>;

template <typename... T>
Task<AllOf<T...>> all_of(Unnamed /*tag*/, std::tuple<FiberPtr<FiberOf<T>>...> fibers) {
  PlainBranches branches("when_all", Cancels::at_first_failure);
  std::apply([&](const auto&... fiber) { (branches.add(fiber), ...); }, fibers);
  co_await branches;
  if constexpr (!(std::is_void_v<T> && ...)) {
    co_return std::apply([](const auto&... fiber) { return std::tuple<ValueOf<T>...>{take_value(*fiber)...}; }, fibers);
  }
}

template <typename T>
Task<AllOfMany<T>> all_of_many(Unnamed /*tag*/, std::vector<FiberPtr<FiberOf<T>>> fibers) {
  PlainBranches branches("when_all", Cancels::at_first_failure);
  for (const auto& fiber : fibers) branches.add(fiber);
  co_await branches;
  if constexpr (!std::is_void_v<T>) {
    std::vector<T> values;
    for (const auto& fiber : fibers) values.push_back(take_value(*fiber));
    co_return values;
  }
}

}  // namespace task

/// Tasks, or whatever else can be awaited, begin together and run side by side; gives their values, std::monostate for
/// one without a value, and nothing if all are without. The first that fails gets the others cancelled, and its
/// exception is thrown when they have ended. So does cancelling the one who awaits this.
template <typename... A>
requires(sizeof...(A) > 0 && (!std::is_lvalue_reference_v<A> && ...)) auto when_all(A&&... awaitables) {
  return task::all_of<task::Awaited<A>...>(
      task::Unnamed(), std::tuple(task::make_fiber(task::to_task(std::forward<A>(awaitables)), Place())...));
}

/// The same for any number of tasks of one type; none are done at once.
template <typename T>
Task<task::AllOfMany<T>> when_all(std::vector<Task<T>> tasks, const Place& place = Place::here()) {
  return task::all_of_many<T>(task::Unnamed(), task::make_fibers(std::move(tasks), place));
}

}  // namespace vtime
