#include "scenario/document/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/document/node_extent.hpp"
#include "scenario/document/utf8.hpp"

namespace vtime::scenario {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// What can't stand in a text as it is, or would be taken for a line break by other readers of YAML.
bool must_be_escaped(char32_t value) {
  const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
  return (control && value != '\t') || value == 0x2028 || value == 0x2029 || value == 0xFEFF || value == 0xFFFE ||
         value == 0xFFFF;
}

bool needs_escapes(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (must_be_escaped(point.value)) return true;
    at += point.size;
  }
  return false;
}

std::string escaped(char32_t value) {
  switch (value) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    case 0x1B:
      return "\\e";
    case 0:
      return "\\0";
    default:
      break;
  }
  const auto code = static_cast<unsigned>(value);
  return value <= 0xFF ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
}

std::string quoted_with_escapes(std::string_view text) {
  std::string result = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (point.value == '"' || point.value == '\\') {
      result.push_back('\\');
      append_utf8(result, point.value);
    } else if (must_be_escaped(point.value) || point.value == '\t') {
      result += escaped(point.value);
    } else {
      append_utf8(result, point.value);
    }
    at += point.size;
  }
  return result + "\"";
}

/// The end of a line's text: before trailing blanks and a comment.
std::size_t without_comment(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (text[at] == '#' && at > begin && is_blank(text[at - 1])) end = at;
  }
  while (end > begin && is_blank(text[end - 1])) --end;
  return end;
}

/// Where the ':' of a key at `at` is expected. A key with blanks is one only at the begin of a line; behind a dash it
/// is more likely part of a text.
std::size_t end_of_key(std::string_view text, std::size_t at, std::size_t end, bool may_have_blanks) {
  const bool is_quoted = at < end && (text[at] == '"' || text[at] == '\'');
  if (is_quoted) return end_of_quoted(text.substr(0, end), at).value_or(at);
  std::size_t colon = at;
  if (!may_have_blanks) {
    while (colon < end && is_name_character(text[colon])) ++colon;
  } else if (can_be_plain(text.substr(at, 1), false)) {
    while (colon + 1 < end && (text[colon] != ':' || !is_blank(text[colon + 1]))) ++colon;
  }
  return colon;
}

/// Behind `key: ` at `at`, if one stands there and something behind it.
std::size_t skip_key(std::string_view text, std::size_t at, std::size_t end, bool may_have_blanks) {
  const std::size_t colon = end_of_key(text, at, end, may_have_blanks);
  if (colon == at || colon + 1 >= end || text[colon] != ':' || !is_blank(text[colon + 1])) return at;
  std::size_t value = colon + 1;
  while (value < end && is_blank(text[value])) ++value;
  return value < end ? value : at;
}

/// The item around `at` within the brackets that open at `begin`; nothing where `at` stands behind them.
TextStretch find_item(std::string_view text, std::size_t begin, std::size_t end, std::size_t at) {
  std::size_t item = begin;
  std::size_t depth = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const char c = text[i];
    if ((c == '"' || c == '\'') && i == item) {
      i = end_of_quoted(text.substr(0, end), i).value_or(end) - 1;
    } else if (c == '$' && text.substr(i + 1, 1) == "{") {
      i = std::min(text.find('}', i), end - 1);
    } else if (std::string_view("[{,]}").find(c) != std::string_view::npos) {
      const bool closes = c == ']' || c == '}';
      if (i >= at && at >= item && i > item && depth > 0) return {item, without_comment(text, item, i)};
      if (c == '[' || c == '{') ++depth;
      if (closes && --depth == 0) return {};
      item = i + 1;
    } else if (is_blank(c) && i == item) {
      ++item;
    } else if (c == ':' && i < at && i + 1 < end && is_blank(text[i + 1]) && skip_key(text, item, end, false) > i) {
      item = i + 1;
    }
  }
  return {};
}

}  // namespace

std::string quoted(std::string_view text) {
  if (text.empty()) return "''";
  if (needs_escapes(text) || text.find('\t') != std::string_view::npos) return quoted_with_escapes(text);
  if (text.find_first_of("\"\\") == std::string_view::npos) return fmt::format("\"{}\"", text);
  std::string result = "'";
  for (const char c : text) result.append(c == '\'' ? 2 : 1, c);
  return result + "'";
}

bool can_be_plain(std::string_view text, bool in_brackets) {
  if (text.empty() || is_blank(text.front()) || is_blank(text.back()) || needs_escapes(text)) return false;
  if (std::string_view(",[]{}#&*!|>'\"%@`").find(text.front()) != std::string_view::npos) return false;
  const bool indicator = std::string_view("-?:").find(text.front()) != std::string_view::npos;
  if (indicator && (text.size() == 1 || is_blank(text[1]))) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool ends_or_blank = at + 1 == text.size() || is_blank(text[at + 1]);
    if (text[at] == ':' && ends_or_blank) return false;
    if (text[at] == '#' && at > 0 && is_blank(text[at - 1])) return false;
  }
  return !in_brackets || (text.find_first_of(",[]{}") == std::string_view::npos && !indicator);
}

std::string plain_or_quoted(std::string_view text, bool in_brackets) {
  return can_be_plain(text, in_brackets) ? std::string(text) : quoted(text);
}

std::string help_to_quote(std::string_view source, std::size_t begin, std::size_t end) {
  constexpr std::size_t longest = 200;
  const std::size_t before = begin == 0 ? std::string_view::npos : source.rfind('\n', begin - 1);
  const std::size_t line = before == std::string_view::npos ? 0 : before + 1;
  std::size_t line_end = std::min(source.find('\n', begin), source.size());
  end = std::clamp(end, begin, line_end);
  line_end = without_comment(source, end, line_end);
  while (line_end > end && source[line_end - 1] == '\r') --line_end;
  std::size_t first = line;
  while (first < begin && is_blank(source[first])) ++first;
  if (line_end - first > longest) return "quote the text";
  return fmt::format("quote the text: {}{}{}", source.substr(first, begin - first),
                     quoted(source.substr(begin, end - begin)), source.substr(end, line_end - end));
}

TextStretch find_meant_text(const SourceText& source, std::size_t at) {
  const std::string_view text = source.text();
  std::size_t begin = source.line_begin(at);
  const std::size_t end = without_comment(text, begin, source.line_end(at));
  while (begin < end && is_blank(text[begin])) ++begin;
  bool behind_dash = false;
  while (begin + 1 < end && text[begin] == '-' && is_blank(text[begin + 1])) {
    behind_dash = true;
    ++begin;
    while (begin < end && is_blank(text[begin])) ++begin;
  }
  begin = skip_key(text, begin, end, !behind_dash);
  if (begin < end && (text[begin] == '[' || text[begin] == '{')) {
    const TextStretch item = find_item(text, begin, end, at);
    if (item.end > item.begin) return item;
  }
  return {begin, end};
}

std::string help_to_quote_around(const SourceText& source, std::size_t at) {
  const TextStretch stretch = find_meant_text(source, at);
  return help_to_quote(source.text(), stretch.begin, stretch.end);
}

}  // namespace vtime::scenario
