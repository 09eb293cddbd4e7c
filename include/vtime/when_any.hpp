/// Waits for several things at once, for the first of them.
///
///     auto first = co_await vtime::when_any(messages.receive(), stop.wait());
///     if (first.index == 0) handle(std::get<0>(first.value));
#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "vtime/place.hpp"
#include "vtime/task.hpp"
#include "vtime/task/branches.hpp"
#include "vtime/task/fiber_of.hpp"
#include "vtime/task/to_task.hpp"

namespace vtime {

/// Which one was first, counted from 0, and what it gave.
template <typename T>
struct First {
  First(std::size_t which, T what) : index(which), value(std::move(what)) {}

  std::size_t index;
  T value;
};

namespace task {

void require_any(std::size_t count, const Place& place);

template <typename... T, std::size_t... I>
std::variant<ValueOf<T>...> value_at(std::size_t index, std::tuple<FiberPtr<FiberOf<T>>...>& fibers,
                                     std::index_sequence<I...> /*positions*/) {
  std::optional<std::variant<ValueOf<T>...>> value;
  const auto take = [&]<std::size_t At>(std::integral_constant<std::size_t, At> /*at*/) {
    if (At == index) value.emplace(std::in_place_index<At>, take_value(*std::get<At>(fibers)));
  };
  (take(std::integral_constant<std::size_t, I>()), ...);
  return std::move(*value);
}

template <typename... T>
Task<First<std::variant<ValueOf<T>...>>> any_of(Unnamed /*tag*/, std::tuple<FiberPtr<FiberOf<T>>...> fibers) {
  PlainBranches branches("when_any", Cancels::at_first_end);
  std::apply([&](const auto&... fiber) { (branches.add(fiber), ...); }, fibers);
  co_await branches;
  const std::size_t index = branches.first_ended();
  co_return First<std::variant<ValueOf<T>...>>(index,
                                               value_at<T...>(index, fibers, std::make_index_sequence<sizeof...(T)>()));
}

template <typename T>
Task<First<ValueOf<T>>> any_of_many(Unnamed /*tag*/, std::vector<FiberPtr<FiberOf<T>>> fibers) {
  PlainBranches branches("when_any", Cancels::at_first_end);
  for (const auto& fiber : fibers) branches.add(fiber);
  co_await branches;
  const std::size_t index = branches.first_ended();
  co_return First<ValueOf<T>>(index, take_value(*fibers[index]));
}

}  // namespace task

/// Tasks, or whatever else can be awaited, begin together and run side by side. When the first has ended, with a value
/// or with an exception, the others are cancelled; when they have ended, too, its value is given or its exception
/// thrown. What the others end with is dropped.
template <typename... A>
requires(sizeof...(A) > 0 && (!std::is_lvalue_reference_v<A> && ...)) auto when_any(A&&... awaitables) {
  return task::any_of<task::Awaited<A>...>(
      task::Unnamed(), std::tuple(task::make_fiber(task::to_task(std::forward<A>(awaitables)), Place())...));
}

/// The same for any number of tasks of one type, at least one; otherwise throws InvalidArgument.
template <typename T>
Task<First<task::ValueOf<T>>> when_any(std::vector<Task<T>> tasks, const Place& place = Place::here()) {
  task::require_any(tasks.size(), place);
  return task::any_of_many<T>(task::Unnamed(), task::make_fibers(std::move(tasks), place));
}

}  // namespace vtime
