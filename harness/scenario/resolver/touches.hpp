/// What a body may touch, so that an exploration can tell which callbacks can't influence one another.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// A thing that two callbacks may both touch. `number` tells those of one kind apart.
struct Touchable {
  enum class Kind : std::uint8_t {
    log,       ///< the transcript
    handles,   ///< timers and loads that may be cancelled
    promises,  ///< their states and reactions
    clock,     ///< the time that has passed, which `block` changes
    wall_clock,
    chance,    ///< random numbers and `choose`, drawn in order
    event,     ///< the listeners of an event, by its constant name
    resource,  ///< the responses of a resource and its queue
    variable,  ///< by its declaration; those private to one run of a function don't count
  };
  Kind kind{};
  std::uint32_t number = 0;
  friend auto operator<=>(const Touchable&, const Touchable&) = default;
};

/// Sorted, each thing once. `everything`: something is called that is not known, the rest says nothing then.
struct Touches {
  std::vector<Touchable> reads;
  std::vector<Touchable> writes;
  bool everything = false;

  /// Whether one of the two may notice that the other ran first.
  bool conflicts_with(const Touches& other) const;
};

/// Answers for the functions of one resolved program, which must outlive it.
class TouchIndex {
 public:
  explicit TouchIndex(const Program& program);

  /// What one run of `function` may touch, with the functions and listeners that it calls. What it arms, queues or
  /// chains to a promise runs later and is asked for on its own; an async body counts with all that follows its awaits.
  /// Costs as much as walking over all of these bodies; the index keeps no answers.
  Touches of(const Function& function) const;

  Touchable event(std::string_view name) const { return {Touchable::Kind::event, numbers_.at(name)}; }
  Touchable resource(std::string_view name) const { return {Touchable::Kind::resource, numbers_.at(name)}; }

  /// The listeners that an event may have.
  struct Listeners {
    std::vector<const Function*> known;
    bool unknown = false;  ///< and others
  };
  /// Of the event `name`, and of those whose names are computed.
  const Listeners& listeners_of(std::string_view name) const;
  const Listeners& listeners_of_any() const { return of_any_; }
  const Program& program() const { return program_; }

 private:
  const Program& program_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;  ///< of constant names of events and resources
  std::unordered_map<std::string_view, Listeners> listeners_;    ///< by event
  Listeners of_any_;
};

}  // namespace vtime::scenario
