/// What to write in place of what other languages have.
#pragma once

#include <string>
#include <string_view>

namespace vtime::scenario {

struct ForeignOperator {
  std::string_view written;
  std::string_view help;
};

/// The longest operator of another language at the beginning of `text`; null when there is none.
const ForeignOperator* find_foreign_operator(std::string_view text);

/// What to write for a call of the method `name` on something: "use append(list, x)".
std::string help_for_method(std::string_view name);

/// What to write for a word that stands before a value in JavaScript: `await x`, `new X`; "" for any other word.
std::string_view help_for_word(std::string_view word);

}  // namespace vtime::scenario
