/// Writing texts so that YAML reads them back, and telling users to.
#pragma once

#include <string>
#include <string_view>

#include "scenario/document/source_text.hpp"

namespace vtime::scenario {

/// `text` in quotes: double ones where nothing in it needs an escape, else single ones, else double ones with escapes.
std::string quoted(std::string_view text);

/// Whether YAML reads `text`, unquoted, back as it is: behind `- ` or `key: ` in a line, or (`in_brackets`) within
/// `[ ]` or `{ }`.
bool can_be_plain(std::string_view text, bool in_brackets);

/// `text` as it is where that can be, else quoted.
std::string plain_or_quoted(std::string_view text, bool in_brackets);

/// "quote the text: - log: "a: b"": the line of `begin` with what stands from `begin` to `end` in quotes.
std::string help_to_quote(std::string_view source, std::size_t begin, std::size_t end);

/// The same where it isn't known what the user means as text: finds it in the line around `at`.
std::string help_to_quote_around(const SourceText& source, std::size_t at);

/// The stretch of the line around `at` that a user most likely means as a text: what stands behind `- ` and `key: `;
/// within brackets, the item around `at`.
struct TextStretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};
TextStretch find_meant_text(const SourceText& source, std::size_t at);

}  // namespace vtime::scenario
