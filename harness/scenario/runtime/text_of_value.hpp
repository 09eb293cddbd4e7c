/// The text of values: what `log`, `${...}` in a text and `text()` write.
#pragma once

#include <string>

#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

/// Appends the text of `value` to `out`. Lists and maps are JSON without spaces in the order written. Throws a Fault
/// for what has no text (functions, handles, promises) and for a text longer than StringObject::longest.
void append_text(std::string& out, const Value& value);

std::string text_of(const Value& value);

/// A value as a message shows it: strings in quotes, what has no text by its kind, long ones cut.
std::string shown(const Value& value);

/// Whether `value` can be written at all.
bool has_text(const Value& value);

/// Appends `text` as a JSON string.
void append_json_string(std::string& out, std::string_view text);

}  // namespace vtime::scenario
