/// Text as a terminal can show it: one cell for each code point, nothing that moves the cursor or hides.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vtime {

/// Text by cells: what columns are counted in.
using Cells = std::u32string;

/// `text` (UTF-8) with what would not be seen made visible: control characters as their pictures (␉ for a tab),
/// invisible and direction characters as `\u{200b}`, bytes that are no UTF-8 as `\xff`.
Cells visible(std::string_view text);

/// The same with spaces at the end as `·`, and `''` for an empty text: for lines whose text is in question.
Cells visible_to_the_end(std::string_view text);

std::string utf8(std::u32string_view cells);

/// At most `width` cells of `cells`, from `begin` on; `…` stands where something was left out.
Cells cut(std::u32string_view cells, std::size_t width, std::size_t begin = 0);

/// A text in quotes, made visible and cut so that it can be read in a sentence, from the cell `begin` on.
std::string quoted(std::string_view text, std::size_t begin = 0);

}  // namespace vtime
