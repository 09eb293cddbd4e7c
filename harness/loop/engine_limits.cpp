// How the engine finds out that work has no end, and what it says about it.
//
// Nothing is kept about events while all is well. When a run comes near one of its limits the engine begins to number
// the events as it does for a recorder, so that when the limit is exceeded the armers of the last event can be followed
// back until one of them repeats: that is the cycle.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "loop/engine.hpp"
#include "vtime/error.hpp"

namespace vtime {
namespace {

/// The last so many callbacks before a limit are watched: as many as may be pending at once in a program whose cycle is
/// to be found.
constexpr std::uint64_t longest_watch = 65'536;
/// Longer chains of armers are not searched, longer cycles not shown in full.
constexpr std::size_t longest_chain = 4'096;
constexpr std::ptrdiff_t longest_way_to_cycle = 16;
constexpr std::size_t most_shown = 8;

std::uint64_t saturating_sum(std::uint64_t left, std::uint64_t right) {
  std::uint64_t sum = 0;
  return __builtin_add_overflow(left, right, &sum) ? std::numeric_limits<std::uint64_t>::max() : sum;
}

std::uint64_t watch_from(std::uint64_t limit) { return limit - std::min(limit, longest_watch); }

/// `a -> b -> a`
std::string arrows(const std::vector<Site>& cycle) {
  std::string text;
  for (std::size_t i = 0; i < cycle.size() && i < most_shown; ++i) text += name_of(cycle[i]) + " -> ";
  if (cycle.size() > most_shown) text += fmt::format("({} more) -> ", cycle.size() - most_shown);
  return text + name_of(cycle.front());
}

/// `'a' armed at client.cpp:12, 'b' armed at client.cpp:20`
std::string places(const std::vector<Site>& cycle) {
  std::string text;
  for (std::size_t i = 0; i < cycle.size() && i < most_shown; ++i) {
    if (i > 0) text += ", ";
    text += fmt::format("'{}' armed at {}", name_of(cycle[i]), to_text(cycle[i].place));
  }
  return text;
}

}  // namespace

void Engine::set_limits(const Limits& limits) {
  limits_ = limits;
  furthest_ = limits.virtual_time ? std::min(*limits.virtual_time, last_) : last_;
  run_watch_ = watch_from(limits.callbacks);
  if (watching_) watch(false);
  set_alarms();
}

void Engine::begin_run() {
  stopped_ = false;
  callbacks_ = instant_began_ = plain_asker_ = 0;
  if (watching_) watch(false);
  set_alarm(next_alarm());
}

void Engine::set_alarms() noexcept {
  // Events are numbered already where a recorder listens.
  const bool exact = recording_;
  run_alarm_ = saturating_sum(exact ? limits_.callbacks : run_watch_, 1);
  // Cut so that the sum with any count stays in range.
  constexpr std::uint64_t endless = std::uint64_t{1} << 63U;
  instant_alarm_ = std::min(
      endless, saturating_sum(exact ? limits_.callbacks_per_instant : watch_from(limits_.callbacks_per_instant), 1));
  set_alarm(next_alarm());
}

void Engine::on_alarm(const Firing& event) {
  const bool run_exceeded = callbacks_ > limits_.callbacks;
  if (run_exceeded || callbacks_ - instant_began_ > limits_.callbacks_per_instant) {
    --callbacks_;  // it has not run
    throw_runaway(event, run_exceeded);
  }
  if (!recording_ && callbacks_ >= next_alarm()) watch(true);
  set_alarm(next_alarm());
}

void Engine::watch(bool on) {
  watching_ = on;
  set_flags();
  if (on) own_events_.clear();
  set_alarms();
}

bool Engine::is_numbered(const Firing& event) const {
  // One armed before the watch has no number, or one of a former watch.
  return event.id != EventId::main && events_->contains(event.id) && (*events_)[event.id].site == event.site;
}

EventId Engine::watched(const Firing& event) {
  if (is_numbered(event)) return event.id;
  return own_events_.intern(EventId::main, event.site, static_cast<std::uint32_t>(callbacks_));
}

std::vector<Site> Engine::find_cycle(const Firing& event) const {
  if (!recording_ || !is_numbered(event)) return {};
  // The event, its armer, the armer of that, and so on.
  std::vector<Site> chain;
  for (EventId id = event.id; id != EventId::main && chain.size() < longest_chain; id = (*events_)[id].armer) {
    chain.push_back((*events_)[id].site);
  }
  // An event that is armed by the cycle, but is no part of it, has the cycle further up.
  for (auto from = chain.begin(); from != chain.end() && from - chain.begin() < longest_way_to_cycle; ++from) {
    const auto again = std::find(from + 1, chain.end(), *from);
    if (again == chain.end()) continue;
    std::vector<Site> cycle(from + 1, again + 1);  // from the nearest armer up to the one that repeats
    std::reverse(cycle.begin(), cycle.end());
    return cycle;
  }
  return {};
}

void Engine::throw_runaway(const Firing& event, bool run_exceeded) const {
  std::vector<Site> cycle = find_cycle(event);
  std::string message =
      fmt::format("{} callbacks ran {}", run_exceeded ? limits_.callbacks : limits_.callbacks_per_instant,
                  run_exceeded ? "and there is no end" : "without the clock moving");
  if (cycle.empty()) {
    cycle.push_back(event.site);
    message += fmt::format("; the next is {}", places(cycle));
  } else {
    message += fmt::format(": {} ({})", arrows(cycle), places(cycle));
  }
  const Place place = cycle.front().place;
  throw RunawayError({.message = std::move(message),
                      .help = fmt::format("end the cycle, or raise the limit of {}",
                                          run_exceeded ? "callbacks" : "callbacks per instant"),
                      .at = clock_.elapsed,
                      .place = place},
                     std::move(cycle), callbacks_);
}

void Engine::throw_out_of_time(Duration time, const Site& cause) const {
  const bool named = cause != Site{};
  std::string message =
      named ? fmt::format("'{}' is due at {}, after the limit of virtual time {}", name_of(cause), to_text(time),
                          to_text(*limits_.virtual_time))
            : fmt::format("{} is after the limit of virtual time {}", to_text(time), to_text(*limits_.virtual_time));
  throw RunawayError({.message = std::move(message),
                      .help = "end what repeats, or raise the limit of virtual time",
                      .at = clock_.elapsed,
                      .place = cause.place},
                     named ? std::vector<Site>{cause} : std::vector<Site>{}, callbacks_);
}

}  // namespace vtime
