// What a terminal gets to see of texts that nobody chose for it.

#include "transcript/visible_text.hpp"

#include <gtest/gtest.h>

namespace vtime {
namespace {

std::string seen(std::string_view text) { return utf8(visible(text)); }

TEST(VisibleText, OrdinaryTextStaysAsItIs) {
  EXPECT_EQ(seen("grüße, 世界 🎉 ~"), "grüße, 世界 🎉 ~");
  EXPECT_EQ(visible("世界🎉").size(), 3u);
}

TEST(VisibleText, ControlCharactersBecomePictures) {
  EXPECT_EQ(seen("a\tb\x1b[31m\r\x7f"), "a␉b␛[31m␍␡");
  EXPECT_EQ(seen(std::string_view("\0", 1)), "␀");
}

TEST(VisibleText, InvisibleCharactersAreNamed) {
  EXPECT_EQ(seen("a\u200b\u202e\u00a0\ufeff"), "a\\u{200b}\\u{202e}\\u{a0}\\u{feff}");
}

TEST(VisibleText, BytesThatAreNoUtf8AreShownAsBytes) {
  EXPECT_EQ(seen("a\xff\xc3"), "a\\xff\\xc3");
  EXPECT_EQ(seen("\xc0\x80"), "\\xc0\\x80");                    // an overlong form
  EXPECT_EQ(seen("\xed\xa0\x80"), "\\xed\\xa0\\x80");           // half of a surrogate pair
  EXPECT_EQ(seen("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");  // beyond the last code point
}

TEST(VisibleText, SpacesAtTheEndAreSeenWhereTheTextIsInQuestion) {
  EXPECT_EQ(utf8(visible_to_the_end("a b  ")), "a b··");
  EXPECT_EQ(utf8(visible_to_the_end("")), "''");
}

TEST(VisibleText, ACutIsMarkedOnEitherSide) {
  EXPECT_EQ(utf8(cut(U"abcdef", 6)), "abcdef");
  EXPECT_EQ(utf8(cut(U"abcdef", 4)), "abc…");
  EXPECT_EQ(utf8(cut(U"abcdefgh", 4, 2)), "…de…");
  EXPECT_EQ(utf8(cut(U"abcdef", 4, 3)), "…ef");
  EXPECT_EQ(utf8(cut(U"abcdef", 0)), "");
  EXPECT_EQ(utf8(cut(U"ab", 4, 9)), "");
}

}  // namespace
}  // namespace vtime
