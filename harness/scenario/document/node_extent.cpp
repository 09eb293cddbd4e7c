#include "scenario/document/node_extent.hpp"

#include <algorithm>
#include <array>

namespace vtime::scenario {
namespace {

bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\r'; }
bool is_flow_indicator(char c) { return std::string_view(",[]{}").find(c) != std::string_view::npos; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

/// Where the text of the line at `at` ends: before its line break and the blanks in front of that.
std::size_t end_of_line_text(std::string_view text, std::size_t at) {
  std::size_t end = std::min(text.find('\n', at), text.size());
  while (end > at && is_space(text[end - 1])) --end;
  return end;
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t feed = text.find('\n', at);
  return feed == std::string_view::npos ? text.size() : feed + 1;
}

/// A stretch of blanks and line breaks within a scalar.
struct Fold {
  std::size_t end = 0;
  std::size_t breaks = 0;
};

Fold read_fold(std::string_view text, std::size_t at) {
  Fold fold{at, 0};
  while (fold.end < text.size() && is_space(text[fold.end])) {
    if (text[fold.end] == '\n') ++fold.breaks;
    ++fold.end;
  }
  return fold;
}

/// How far the text of a block scalar is indented: what stands before its first line in the file, less what of it
/// belongs to the value. None when the value holds no text.
std::optional<std::size_t> indentation_of_block(std::string_view text, std::size_t first_line, std::string_view value) {
  const std::size_t value_text = value.find_first_not_of(" \t\n");
  if (value_text == std::string_view::npos) return std::nullopt;
  const std::size_t value_feed = value.rfind('\n', value_text);
  const std::size_t kept = value_text - (value_feed == std::string_view::npos ? 0 : value_feed + 1);
  while (first_line < text.size() && end_of_line_text(text, first_line) == first_line) {
    first_line = next_line(text, first_line);
  }
  std::size_t at = first_line;
  while (at < text.size() && is_blank(text[at])) ++at;
  const std::size_t indentation = at - first_line;
  return indentation > kept ? indentation - kept : 0;
}

}  // namespace

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const bool comment = text[at] == '#' && (at == 0 || is_space(text[at - 1]));
    if (comment) {
      at = next_line(text, at);
    } else if (is_space(text[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::size_t end_of_name(std::string_view text, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < text.size() && !is_space(text[end]) && !is_flow_indicator(text[end])) ++end;
  return end;
}

Properties read_properties(std::string_view text, std::size_t begin) {
  Properties properties{begin, begin, std::nullopt};
  std::size_t at = begin;
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    if (text[at] == '!') properties.tag = at;
    properties.end = end_of_name(text, at);
    at = skip_space(text, properties.end);
  }
  properties.content = at;
  return properties;
}

std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  std::size_t at = begin + 1;
  while (at < text.size()) {
    if (quote == '"' && text[at] == '\\') {
      at += 2;
    } else if (text[at] != quote) {
      ++at;
    } else if (quote == '\'' && text.substr(at + 1, 1) == "'") {
      at += 2;
    } else {
      return at + 1;
    }
  }
  return std::nullopt;
}

std::size_t end_of_plain(std::string_view text, std::size_t begin, std::string_view value) {
  std::size_t at = begin;
  std::size_t read = 0;
  while (read < value.size() && at < text.size()) {
    const Fold fold = is_space(text[at]) ? read_fold(text, at) : Fold{at, 0};
    if (fold.breaks > 0) {
      // One line break is read as a space, each further one as a line break.
      read += fold.breaks == 1 ? 1 : fold.breaks - 1;
      at = fold.end;
    } else if (text[at] == value[read]) {
      ++at;
      ++read;
    } else {
      return end_of_line_text(text, at);
    }
  }
  return at;
}

std::size_t end_of_block_scalar(std::string_view text, std::size_t begin, std::string_view value) {
  std::size_t end = std::min(text.find_first_not_of("|>+-0123456789", begin), text.size());
  std::size_t line = next_line(text, begin);
  const std::optional<std::size_t> indentation = indentation_of_block(text, line, value);
  if (!indentation) return end;
  while (line < text.size()) {
    const std::size_t line_text_end = end_of_line_text(text, line);
    if (line_text_end > line) {
      const std::size_t indented = std::min(text.find_first_not_of(' ', line), text.size()) - line;
      if (indented < *indentation) break;
      end = line_text_end;
    }
    line = next_line(text, line);
  }
  return end;
}

std::size_t end_of_flow(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    at = skip_space(text, at);
    if (at < text.size() && (text[at] == ']' || text[at] == '}')) return at + 1;
    if (at < text.size()) ++at;
  }
  return text.size();
}

bool has_null_word(std::string_view text, std::size_t at, bool is_key) {
  constexpr std::array<std::string_view, 4> words{"~", "null", "Null", "NULL"};
  for (const std::string_view word : words) {
    if (!text.substr(at).starts_with(word)) continue;
    const std::size_t end = at + word.size();
    if (end < text.size() && !is_space(text[end]) && !is_flow_indicator(text[end]) && text[end] != ':') continue;
    const std::size_t next = skip_blanks(text, end);
    const bool before_colon = next < text.size() && text[next] == ':';
    // `a:` has no value when the next line is `null: b`.
    if (is_key || !before_colon) return true;
  }
  return false;
}

}  // namespace vtime::scenario
