/// Writes the pieces of a program as JavaScript.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// A JavaScript string literal.
std::string javascript_string(std::string_view text);

/// An expression; functions in it are written with their bodies, `level` deep.
std::string javascript_expression(const Expression& expression, class JavaScriptWriter& writer);

/// Collects lines. Statements are written by form; a name is declared at the start of the block that defines it, so
/// that closures written before the defining statement see it.
class JavaScriptWriter {
 public:
  void line(std::string_view text);
  void write(const Block& block);
  void write_function(std::string_view head, const Function& function, std::string_view tail);
  /// `(a, b) => { ... }` or `async (...) => {...}` on several lines; the text from its first to its last.
  std::string function_text(const Function& function);
  void declare(const Target& target) { declared_.insert(target.declaration); }

  std::string take() { return std::move(text_); }

 private:
  void write(const Statement& statement);
  void declare_names(const Block& block);

  std::string text_;
  int level_ = 1;
  std::set<std::uint32_t> declared_;
};

}  // namespace vtime::scenario
