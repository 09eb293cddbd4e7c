/// The built-in functions of expressions.
#pragma once

#include <vector>

#include "loop/engine.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Throws a Fault for arguments that the function does not take. A list or map that nothing else refers to (`append`,
/// `slice`, `put`, `remove`) is changed in place. `site` asks for random numbers.
Value call_builtin(Builtin builtin, std::vector<Value>& arguments, Heap& heap, Engine& engine, const Site& site);

/// A whole number: an integer, or a double without a fraction. `what` begins the message for others.
std::int64_t whole_number(const Value& value, const char* what);

}  // namespace vtime::scenario
