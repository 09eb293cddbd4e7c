/// Appends mistakes found at byte offsets of a text to its diagnostics.
#pragma once

#include <string>

#include "scenario/diagnostic.hpp"
#include "scenario/document/source_text.hpp"

namespace vtime::scenario {

class TextReporter {
 public:
  /// Keeps references to all three.
  TextReporter(const std::string& file, const SourceText& source, Diagnostics& diagnostics)
      : file_(file), source_(source), diagnostics_(diagnostics) {}

  const SourceText& source() const { return source_; }
  std::string_view text() const { return source_.text(); }

  void error(std::size_t begin, std::size_t end, std::string message, std::string help = "") {
    diagnostics_.push_back({Severity::error, file_, source_.span(begin, end), std::move(message), std::move(help)});
    ++errors_;
  }
  /// How many errors this reporter has seen.
  std::size_t errors() const { return errors_; }
  /// Whether there are so many that more would help nobody.
  bool is_full() const { return errors_ >= 100; }

 private:
  const std::string& file_;
  const SourceText& source_;
  Diagnostics& diagnostics_;
  std::size_t errors_ = 0;
};

}  // namespace vtime::scenario
