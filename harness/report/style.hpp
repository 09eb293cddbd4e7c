/// How text is shown on a terminal. Colour adds nothing that the plain text does not say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vtime::report {

enum class Colour : std::uint8_t { none, good, bad, doubtful, quiet };

struct Style {
  bool colour = false;
  std::size_t width = 80;  ///< columns

  /// `text` in that colour, or as it is.
  std::string paint(Colour wanted, std::string_view text) const;
};

/// The text with control characters (line breaks too) made visible, so that a title is one harmless line.
std::string visible(std::string_view text);

}  // namespace vtime::report
