#include "scenario/document/yaml_mistake.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <optional>

#include "scenario/document/node_extent.hpp"
#include "scenario/document/quoting.hpp"

namespace vtime::scenario {
namespace {

namespace yaml = YAML::ErrorMsg;

/// One mistake on its way to the reporter.
class Mistake {
 public:
  Mistake(TextReporter& reporter, const TreeBuilder& builder, std::string_view message, std::size_t at,
          std::size_t document_end)
      : reporter_(reporter),
        builder_(builder),
        message_(message),
        text_(reporter.text().substr(0, document_end)),
        at_(std::min(at, text_.size())),
        meant_(find_meant_text(reporter.source(), at_)) {}

  void report() {
    if (indented_by_tab() || behind_late_quote()) return;
    if (is(yaml::EOF_IN_SCALAR)) return open_quote();
    if (is(yaml::INVALID_ESCAPE) || is(yaml::INVALID_HEX) || is(yaml::INVALID_UNICODE)) return bad_escape();
    if (is(yaml::UNKNOWN_ANCHOR)) return unknown_anchor();
    if (is(yaml::MAP_VALUE)) return colon();
    if (is(yaml::BLOCK_ENTRY)) return dash();
    if (is(yaml::END_OF_SEQ_FLOW) || is(yaml::END_OF_MAP_FLOW)) return open_bracket();
    if (is(yaml::CHAR_IN_BLOCK) || is(yaml::ZERO_INDENT_IN_BLOCK)) return block_header();
    if (is(yaml::END_OF_MAP) || is(yaml::END_OF_SEQ)) return misplaced();
    if (is(yaml::FLOW_END)) return wrong_bracket();
    if (is(yaml::MULTIPLE_ANCHORS)) return error(1, "a value can't have two anchors", "remove one of the two");
    if (begins_specially()) return special_character();
    error(1, fmt::format("this is not valid YAML: {}", message_), "");
  }

  /// What doesn't belong to what stands before it: leftovers behind a text, or a wrong indentation.
  void misplaced() {
    if (begins_specially() && (meant_.begin < at_ || text_[at_] == ',' || text_[at_] == '%')) {
      return special_character();
    }
    const std::size_t end = std::max(reporter_.source().line_end(at_), at_);
    error(end - at_, "this doesn't fit to what stands before it",
          "indent it by as many spaces as the lines that it belongs to");
  }

 private:
  bool is(std::string_view known) const { return message_.substr(0, known.size()) == known; }
  void error(std::size_t length, std::string message, std::string help) {
    reporter_.error(at_, std::min(at_ + length, text_.size()), std::move(message), std::move(help));
  }
  std::string to_quote() const { return help_to_quote(reporter_.text(), meant_.begin, meant_.end); }
  bool begins_specially() const {
    return meant_.begin < meant_.end &&
           std::string_view("\"'{}[]!&*%@|>`,?").find(text_[meant_.begin]) != std::string_view::npos;
  }

  bool indented_by_tab() {
    const std::size_t line = reporter_.source().line_begin(at_);
    const std::size_t end = text_.find_first_not_of(" \t-", line);
    const std::size_t tab = text_.substr(0, std::min(end, text_.size())).find('\t', line);
    if (tab == std::string_view::npos) return false;
    at_ = tab;
    error(1, "a tab can't indent", "indent with spaces");
    return true;
  }

  /// A quote that was meant to close in its line and found another one further down.
  bool behind_late_quote() {
    const std::size_t opened = builder_.last_scalar();
    const std::size_t line = reporter_.source().line_begin(at_);
    const bool is_quote = opened < text_.size() && (text_[opened] == '"' || text_[opened] == '\'');
    if (!is_quote || opened >= line || builder_.cursor() <= line) return false;
    const std::uint32_t closed = reporter_.source().position(builder_.cursor()).line;
    meant_ = find_meant_text(reporter_.source(), opened);
    std::string help = "close it at the end of the text";
    if (meant_.begin == opened) help += ", or " + to_quote();
    reporter_.error(opened, reporter_.source().line_end(opened),
                    fmt::format("the quote that opens here closes in line {}, before more text", closed),
                    std::move(help));
    return true;
  }

  void special_character() {
    at_ = meant_.begin;
    const char first = text_[at_];
    if (first == '"' || first == '\'') {
      return error(meant_.end - at_, "something follows the closing quote", to_quote());
    }
    const std::size_t name = end_of_name(text_, at_);
    if (first == '&' && name > at_ + 1) {
      return error(name - at_, "an anchor can only stand before a value of its own", to_quote());
    }
    error(1, fmt::format("a text can't begin with '{}' unless it is quoted", first), to_quote());
  }

  /// The file ended within quotes: where did they open?
  void open_quote() {
    at_ = builder_.cursor();
    while (at_ < text_.size()) {
      at_ = skip_space(text_, at_);
      const bool quote = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'');
      const std::optional<std::size_t> end = quote ? end_of_quoted(text_, at_) : at_ + 1;
      if (!end) break;
      at_ = *end;
    }
    error(1, "the quote that opens here is never closed", "close it at the end of the text");
  }

  void bad_escape() {
    const std::size_t slash = text_.rfind('\\', at_ == 0 ? 0 : at_ - 1);
    if (slash != std::string_view::npos && slash >= reporter_.source().line_begin(at_)) at_ = slash;
    const std::string_view escape = text_.substr(at_, 2);
    const std::string help = in_single_quotes();
    if (is(yaml::INVALID_ESCAPE)) {
      return error(2, fmt::format("'{}' is no escape of a text in double quotes", escape), help);
    }
    if (is(yaml::INVALID_HEX)) return error(2, fmt::format("hexadecimal digits must follow '{}'", escape), help);
    error(2, fmt::format("the number behind '{}' is that of no character", escape), help);
  }
  /// How the text looks in single quotes, where that is easily said.
  std::string in_single_quotes() const {
    std::string help = "write '\\\\' for a backslash, or use single quotes, in which it means itself";
    const std::string_view text = reporter_.text().substr(meant_.begin, meant_.end - meant_.begin);
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return help;
    const std::string_view inner = text.substr(1, text.size() - 2);
    const bool simple = inner.find_first_of("'\"") == std::string_view::npos;
    return simple ? fmt::format("{}: '{}'", help, inner) : help;
  }

  void unknown_anchor() {
    const std::size_t end = end_of_name(text_, at_);
    error(end - at_, fmt::format("no anchor '&{}' stands before this alias", text_.substr(at_ + 1, end - at_ - 1)),
          help_to_quote(reporter_.text(), at_, std::max(end, meant_.end)));
  }

  void colon() {
    if (begins_specially()) return special_character();
    if (reporter_.text().substr(reporter_.source().line_begin(at_), 3) == "---") {
      return error(1, "a map can't begin behind '---' in one line", "begin it in the next line");
    }
    if (meant_.begin == at_) return error(1, "a text can't begin with ':' unless it is quoted", to_quote());
    if (meant_.begin < at_ && follows_key()) return error(1, "a text with ': ' in it must be quoted", to_quote());
    error(1, "this ':' can't stand here: the line goes on with the text above it",
          "indent the line as the key that it belongs with, or quote the text");
  }
  /// Whether the text stands behind a key or dash of its own line.
  bool follows_key() const {
    const std::size_t line = reporter_.source().line_begin(at_);
    return text_.find_first_not_of(" \t", line) < meant_.begin;
  }

  void dash() {
    const bool behind_key = meant_.begin == at_ && follows_key();
    if (builder_.open_bracket()) return error(1, "a text in brackets can't begin with '- '", to_quote());
    if (behind_key) {
      return error(1, "a list can't begin behind a key in one line", "begin it in the next line, or " + to_quote());
    }
    error(1, "this '-' can't stand here", "indent it as the list that it belongs to, or quote the text");
  }

  void open_bracket() {
    const std::optional<std::size_t> opened = builder_.open_bracket();
    const std::uint32_t line = opened ? reporter_.source().position(*opened).line : 0;
    if (skip_space(text_, at_) < text_.size()) {
      const bool same_line = line == reporter_.source().position(at_).line;
      if (same_line && text_[at_] == ':') return error(1, "a text with ': ' in it must be quoted", to_quote());
      const std::string message = "a ',' or the closing bracket is missing before this";
      if (same_line || !opened) return error(1, message, to_quote());
      return error(1, message, fmt::format("close the '{}' of line {}, or add the ','", text_[*opened], line));
    }
    at_ = opened.value_or(at_);
    meant_ = find_meant_text(reporter_.source(), at_);
    std::string help = "close it";
    if (meant_.begin == at_) help += ", or " + to_quote();
    error(1, fmt::format("the '{}' that opens here is never closed", text_.substr(at_, 1)), std::move(help));
  }

  void wrong_bracket() {
    const std::string message = fmt::format("this '{}' closes nothing", text_.substr(at_, 1));
    const std::optional<std::size_t> opened = builder_.open_bracket();
    if (!opened || (text_[*opened] == '[') == (text_[at_] == ']')) return error(1, message, to_quote());
    error(1, message,
          fmt::format("close the '{}' of line {} first", text_[*opened], reporter_.source().position(*opened).line));
  }

  void block_header() {
    at_ = meant_.begin;
    error(1, fmt::format("'{}' announces a text that begins in the next line", text_.substr(at_, 1)),
          "begin the text in the next line, or " + to_quote());
  }

  TextReporter& reporter_;
  const TreeBuilder& builder_;
  std::string_view message_;
  std::string_view text_;
  std::size_t at_;
  TextStretch meant_;
};

}  // namespace

void report_yaml_mistake(TextReporter& reporter, const TreeBuilder& builder, std::string_view message, std::size_t at,
                         std::size_t document_end) {
  Mistake(reporter, builder, message, at, document_end).report();
}

}  // namespace vtime::scenario
