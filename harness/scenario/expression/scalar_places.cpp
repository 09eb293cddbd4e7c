#include "scenario/expression/scalar_places.hpp"

#include <algorithm>
#include <optional>

#include "scenario/document/utf8.hpp"

namespace vtime::scenario {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }

/// A position that walks over the source byte by byte.
class Walker {
 public:
  Walker(std::string_view source, Position at) : source_(source), at_(at) {}

  const Position& where() const { return at_; }
  bool at_end() const { return at_.offset >= source_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_.offset + ahead < source_.size() ? source_[at_.offset + ahead] : '\0';
  }
  void advance(std::size_t bytes = 1) {
    for (; bytes > 0 && !at_end(); --bytes) {
      const char passed = source_[at_.offset++];
      if (passed == '\n') {
        ++at_.line;
        at_.column = 1;
      } else if (!is_continuation(peek())) {
        ++at_.column;
      }
    }
  }
  void skip_break() { advance(peek() == '\r' && peek(1) == '\n' ? 2 : 1); }

 private:
  std::string_view source_;
  Position at_;
};

/// Follows a scalar through its source and notes the place of each byte of its text.
class Tracer {
 public:
  Tracer(const Node& scalar, std::string_view source) : text_(scalar.text), walker_(source, scalar.where.begin) {}

  /// None when source and text don't go together.
  std::optional<std::vector<Position>> trace(Node::Style style) {
    table_.reserve(text_.size() + 1);
    const bool followed = style == Node::Style::block ? trace_block() : trace_flow(style == Node::Style::quoted);
    if (!followed) return std::nullopt;
    table_.resize(text_.size() + 1, walker_.where());
    return std::move(table_);
  }

 private:
  bool done() const { return table_.size() >= text_.size(); }
  char expected() const { return done() ? '\0' : text_[table_.size()]; }
  void note(std::size_t bytes = 1) { table_.insert(table_.end(), bytes, walker_.where()); }

  bool take() {
    if (done() || walker_.peek() != expected()) return false;
    note();
    walker_.advance();
    return true;
  }

  /// Plain and quoted scalars, which fold their lines.
  bool trace_flow(bool quoted) {
    const char quote = quoted ? walker_.peek() : '\0';
    if (quote != '\0') walker_.advance();
    while (!done()) {
      if (walker_.at_end()) return false;
      if (at_fold()) {
        if (!take_fold()) return false;
      } else if (quote == '"' && walker_.peek() == '\\') {
        if (!take_escape()) return false;
      } else {
        const bool doubled = quote == '\'' && walker_.peek() == '\'';
        if (!take()) return false;
        if (doubled) walker_.advance();
      }
    }
    return true;
  }

  bool at_fold() const {
    std::size_t ahead = 0;
    while (is_blank(walker_.peek(ahead))) ++ahead;
    return is_break(walker_.peek(ahead));
  }

  /// A line break with the blanks around it: one space, or a line break for each empty line.
  bool take_fold() {
    std::size_t breaks = 0;
    const Position before = walker_.where();
    while (!walker_.at_end() && (is_blank(walker_.peek()) || is_break(walker_.peek()))) {
      if (is_break(walker_.peek())) {
        ++breaks;
        walker_.skip_break();
      } else {
        walker_.advance();
      }
    }
    const char folded = breaks == 1 ? ' ' : '\n';
    for (std::size_t count = breaks == 1 ? 1 : breaks - 1; count > 0; --count) {
      if (expected() != folded) return false;
      table_.push_back(before);
    }
    return true;
  }

  bool take_escape() {
    const char kind = walker_.peek(1);
    if (is_break(kind)) {
      walker_.advance();
      walker_.skip_break();
      while (is_blank(walker_.peek())) walker_.advance();
      return true;
    }
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    note(bytes_of_character());
    walker_.advance(2 + digits);
    return table_.size() <= text_.size();
  }

  std::size_t bytes_of_character() const {
    const auto lead = static_cast<unsigned char>(expected());
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }

  /// `|` and `>` scalars.
  bool trace_block() {
    const bool folds = walker_.peek() == '>';
    if (walker_.peek() != '|' && walker_.peek() != '>') return false;
    while (!walker_.at_end() && !is_break(walker_.peek())) walker_.advance();
    walker_.skip_break();
    const std::size_t indentation = find_indentation();
    skip_indentation(indentation);
    while (!done()) {
      if (walker_.at_end()) return std::all_of(text_.begin() + index(), text_.end(), is_break);
      if (is_break(walker_.peek())) {
        if (!take_block_break(folds, indentation)) return false;
      } else if (!take()) {
        return false;
      }
    }
    return true;
  }

  std::ptrdiff_t index() const { return static_cast<std::ptrdiff_t>(table_.size()); }

  bool take_block_break(bool folds, std::size_t indentation) {
    if (!folds) {
      if (expected() != '\n') return false;
      note();
      walker_.skip_break();
      skip_indentation(indentation);
      return true;
    }
    if (expected() == ' ') {
      note();
    } else if (expected() == '\n') {
      while (expected() == '\n') note();
    } else {
      return false;
    }
    while (is_break(walker_.peek())) {
      walker_.skip_break();
      skip_indentation(indentation);
    }
    return true;
  }

  void skip_indentation(std::size_t indentation) {
    for (std::size_t i = 0; i < indentation && walker_.peek() == ' '; ++i) walker_.advance();
  }

  /// The blanks of the first line of the source that are not in the text.
  std::size_t find_indentation() const {
    std::size_t in_source = 0;
    for (std::size_t ahead = 0; walker_.peek(ahead) == ' ' || is_break(walker_.peek(ahead)); ++ahead) {
      in_source = is_break(walker_.peek(ahead)) ? 0 : in_source + 1;
    }
    const std::size_t first = std::min(text_.find_first_not_of('\n'), text_.size());
    const std::size_t in_text = std::min(text_.find_first_not_of(' ', first), text_.size()) - first;
    return in_source > in_text ? in_source - in_text : 0;
  }

  std::string_view text_;
  Walker walker_;
  std::vector<Position> table_;
};

}  // namespace

ScalarPlaces::ScalarPlaces(const Node& scalar, std::string_view source)
    : scalar_(scalar), source_(source), first_(scalar.where.begin) {
  if (scalar.style != Node::Style::block) {
    const bool quoted = scalar.style == Node::Style::quoted;
    verbatim_ = quoted ? is_verbatim(1, "\n\r\\'") : is_verbatim(0, "\n\r");
    if (verbatim_ && quoted) {
      ++first_.column;
      ++first_.offset;
    }
  }
  here_ = first_;
  if (!verbatim_) {
    auto traced = Tracer(scalar, source).trace(scalar.style);
    if (traced) table_ = std::move(*traced);
  }
}

/// Whether the text stands in the source as it is, behind an opening quote of size `skipped`. With one of the bytes in
/// `doubtful` it may do so by chance.
bool ScalarPlaces::is_verbatim(std::size_t skipped, std::string_view doubtful) const {
  const std::size_t begin = scalar_.where.begin.offset + skipped;
  return begin <= source_.size() && source_.substr(begin, scalar_.text.size()) == scalar_.text &&
         scalar_.text.find_first_of(doubtful) == std::string::npos;
}

Position ScalarPlaces::at(std::size_t index) {
  index = std::min(index, scalar_.text.size());
  if (!verbatim_) return table_.empty() ? scalar_.where.begin : table_[index];
  if (index < index_) {
    here_ = first_;
    index_ = 0;
  }
  Walker walker(source_, here_);
  walker.advance(index - index_);
  here_ = walker.where();
  index_ = index;
  return here_;
}

}  // namespace vtime::scenario
