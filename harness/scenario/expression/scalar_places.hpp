/// Where the characters of a scalar stand in its file.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "scenario/diagnostic.hpp"
#include "scenario/document/document.hpp"

namespace vtime::scenario {

/// Maps indices into the text of a scalar to places in the source, through quotes, escapes, folded lines and block
/// indentation. Where a scalar is written in a way that can't be followed, every index is its beginning.
/// Asking for rising indices costs as much as walking the scalar once.
class ScalarPlaces {
 public:
  ScalarPlaces(const Node& scalar, std::string_view source);

  Position at(std::size_t index);
  Span span(std::size_t begin, std::size_t end) { return Span{at(begin), at(end)}; }

 private:
  bool is_verbatim(std::size_t skipped, std::string_view doubtful) const;

  const Node& scalar_;
  std::string_view source_;
  bool verbatim_ = false;        ///< the source has the very bytes of the text
  Position first_;               ///< of a verbatim text
  Position here_;                ///< of the index asked for last
  std::size_t index_ = 0;        ///< the index asked for last
  std::vector<Position> table_;  ///< of any other: one place for each byte, and the end
};

}  // namespace vtime::scenario
