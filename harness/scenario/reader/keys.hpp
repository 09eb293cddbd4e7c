/// Every key that may be written in a scenario file: the one source of the reader's checks, the JSON Schema and the
/// documentation's tables.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// What may stand as the value of a key.
enum class Form : std::uint8_t {
  // Anywhere.
  title,      ///< a text of one line
  prose,      ///< text, nothing special in it
  name,       ///< a variable's name
  names,      ///< a list of them
  boolean,    ///< true or false
  count,      ///< a whole number from 1
  seed,       ///< a whole number
  loop,       ///< an event-loop model
  missed,     ///< what to do with missed beats
  the_loop,   ///< the word `loop`
  delay,      ///< a constant duration, not negative
  latency,    ///< a constant duration or range, not negative
  timestamp,  ///< a constant timestamp
  constant,   ///< a value without `${}`

  // In programs: `${}` is special.
  text,             ///< text with `${}`
  value,            ///< a value
  values,           ///< a list of values
  list,             ///< a value that is a list
  number,           ///< a value that is a whole number
  condition,        ///< an expression that gives true or false
  handle,           ///< an expression that gives a handle or null
  promise,          ///< an expression that gives a promise
  function,         ///< an expression that gives a function
  body,             ///< statements, or an expression that names a function value
  bodies,           ///< a list of bodies
  assignments,      ///< a map from names to values
  duration,         ///< a duration
  range,            ///< a duration or a range
  timestamp_value,  ///< a timestamp

  // Maps and lists with keys of their own.
  limits,
  resources,
  functions,
  timeline,
  program,
  responses,
  expect,
  transcript,
  entries,  ///< a list of transcript entries without `...` and `any_order`
  patterns,
  pattern,
  line,  ///< the text of a line, or a pattern
  orders,
  withins,
  counts,
  times,  ///< a whole number, or a range of them
  labels,
  command,
  environment,
  exit_status,
};

/// The event-loop models that have a key.
struct Loops {
  bool plain = true;
  bool node = true;
  bool browser = true;

  bool have(LoopKind loop) const { return loop == LoopKind::plain ? plain : loop == LoopKind::node ? node : browser; }
};

/// Of keys, where tables list them.
inline constexpr bool is_required = true;
inline constexpr bool is_optional = false;

struct Key {
  std::string_view name;
  Form form{};
  bool required = false;
  std::string_view doc;
  Loops loops{};
};

/// A map with fixed keys. `what` is what diagnostics call it: "a scenario".
struct MapShape {
  std::string_view what;
  std::span<const Key> keys;

  const Key* find(std::string_view name) const;
};

/// A kind of statement: the key that makes it, and its options.
struct Verb {
  Key key;
  std::span<const Key> options;
  bool needs_option = false;  ///< at least one of `options` has to be there

  const Key* find_option(std::string_view name) const;
};

// The maps of a file, from the outside in.
extern const MapShape scenario_keys;
extern const MapShape limits_keys;
extern const MapShape program_keys;
extern const MapShape resource_keys;
extern const MapShape response_keys;
extern const MapShape function_keys;
extern const MapShape function_value_keys;
extern const MapShape timeline_keys;
extern const MapShape expect_keys;
extern const MapShape entry_keys;    ///< a transcript entry without a time
extern const MapShape line_keys;     ///< what may stand behind a time
extern const MapShape pattern_keys;  ///< the map form of a pattern
extern const MapShape within_keys;
extern const MapShape count_keys;

/// All of them, for tests and documentation.
std::vector<const MapShape*> all_map_shapes();

/// All statements, in the order of the documentation.
std::span<const Verb> verbs();
/// The statement whose verb is `name`, or null.
const Verb* find_verb(std::string_view name);

}  // namespace vtime::scenario
