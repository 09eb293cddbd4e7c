#include "scenario/document/document_split.hpp"

#include <fmt/format.h>

#include "scenario/document/utf8.hpp"

namespace vtime::scenario {
namespace {

bool is_allowed(char32_t value) {
  if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
  const bool c1 = value >= 0x7F && value < 0xA0 && value != 0x85;
  return !c1 && value != 0xFFFE && value != 0xFFFF;
}

bool check_encoding(TextReporter& reporter) {
  const std::string_view text = reporter.text();
  const bool wide = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
                    (text.size() >= 2 && ((text[0] == '\0') != (text[1] == '\0')));
  if (!wide) return true;
  reporter.error(0, 0, "the file is not UTF-8 but looks like UTF-16 or UTF-32", "save it as UTF-8");
  return false;
}

/// The mistake at `offset`, if there is one.
bool check_character(TextReporter& reporter, std::size_t offset, const CodePoint& point) {
  const std::string_view text = reporter.text();
  if (!point.valid) {
    reporter.error(offset, offset + 1,
                   fmt::format("byte 0x{:02X} is not valid UTF-8", static_cast<unsigned char>(text[offset])),
                   "save the file as UTF-8");
    return false;
  }
  if (point.value == '\r' && text.substr(offset + 1, 1) != "\n") {
    reporter.error(offset, offset + 1, "a carriage return stands alone",
                   "end lines with a line feed, or with a carriage return and a line feed");
    return false;
  }
  if (!is_allowed(point.value)) {
    const auto code = static_cast<unsigned>(point.value);
    reporter.error(offset, offset + point.size, fmt::format("the control character U+{:04X} can't stand here", code),
                   fmt::format("write it as an escape in double quotes: \"\\u{:04x}\"", code));
    return false;
  }
  if (point.value == 0xFEFF && offset > 0) {
    reporter.error(offset, offset + point.size, "a byte order mark can stand at the start of the file only",
                   "remove it; in a text write \"\\ufeff\"");
    return false;
  }
  return true;
}

/// What may stand at the end of a line.
bool is_trailing(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Whether `line` begins with `marker` as a word of its own.
bool has_marker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && (line.size() == marker.size() || is_trailing(line[marker.size()]));
}

/// Whether `rest` holds nothing but blanks and a comment.
bool is_empty(std::string_view rest) {
  const std::size_t at = rest.find_first_not_of(" \t\r");
  return at == std::string_view::npos || rest[at] == '#';
}

void check_directive(TextReporter& reporter, std::size_t begin, std::string_view line) {
  while (!line.empty() && is_trailing(line.back())) line.remove_suffix(1);
  const std::size_t end = begin + line.size();
  if (has_marker(line, "%YAML")) {
    std::string_view rest = line.substr(5);
    while (!rest.empty() && is_trailing(rest.front())) rest.remove_prefix(1);
    if (rest.starts_with("1.2") && is_empty(rest.substr(3))) return;
    return reporter.error(begin, end, "scenarios are YAML 1.2", "write %YAML 1.2, or leave the line out");
  }
  if (has_marker(line, "%TAG")) {
    return reporter.error(begin, end, "tags are not part of the scenario language", "leave the line out");
  }
  reporter.error(begin, end, "a document can't begin with a line that starts with '%'", "leave the line out");
}

/// Goes through the lines and cuts.
class Splitter {
 public:
  explicit Splitter(TextReporter& reporter) : reporter_(reporter) {}

  std::vector<DocumentStretch> split() {
    const std::string_view text = reporter_.text();
    std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (begin < text.size()) {
      const std::size_t feed = text.find('\n', begin);
      const std::size_t next = feed == std::string_view::npos ? text.size() : feed + 1;
      take_line(begin, text.substr(begin, feed - begin));
      begin = next;
    }
    close(text.size());
    return std::move(stretches_);
  }

 private:
  void take_line(std::size_t begin, std::string_view line) {
    if (has_marker(line, "---")) {
      close(begin);
      open_ = begin;
      is_open_ = true;
    } else if (has_marker(line, "...")) {
      close(begin);
      if (!is_empty(line.substr(3))) {
        reporter_.error(begin, begin + 3, "'...' ends the document; nothing can follow on its line",
                        "indent the text, or quote it");
      }
    } else if (!is_open_ && line.starts_with('%')) {
      check_directive(reporter_, begin, line);
    } else if (!is_open_ && !is_empty(line)) {
      open_ = begin;
      is_open_ = true;
    }
  }

  void close(std::size_t end) {
    if (is_open_) stretches_.push_back({open_, end});
    is_open_ = false;
  }

  TextReporter& reporter_;
  std::vector<DocumentStretch> stretches_;
  std::size_t open_ = 0;
  bool is_open_ = false;
};

}  // namespace

bool check_characters(TextReporter& reporter) {
  if (!check_encoding(reporter)) return false;
  const std::string_view text = reporter.text();
  for (std::size_t offset = 0; offset < text.size();) {
    const bool plain_ascii = text[offset] >= 0x20 && text[offset] < 0x7F;
    if (plain_ascii) {
      ++offset;
      continue;
    }
    const CodePoint point = decode(text, offset);
    if (!check_character(reporter, offset, point)) return false;
    offset += point.size;
  }
  return true;
}

std::vector<DocumentStretch> split_documents(TextReporter& reporter) { return Splitter(reporter).split(); }

}  // namespace vtime::scenario
