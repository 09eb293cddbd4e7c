#include "vtime/error.hpp"

#include <gtest/gtest.h>

namespace vtime::test {
namespace {

TEST(Error, SaysWhatWhenWhereAndWhatToDo) {
  const Error error({.message = "it broke",
                     .help = "mend it",
                     .at = std::chrono::milliseconds(5),
                     .place = Place{"client.cpp", 12, 3}});
  EXPECT_STREQ(error.what(), "at 5ms: it broke (client.cpp:12:3)\n  help: mend it");
  EXPECT_EQ(error.message(), "it broke");
  EXPECT_EQ(error.help(), "mend it");
  EXPECT_EQ(error.at(), std::chrono::milliseconds(5));
  EXPECT_EQ(error.place().line, 12U);
}

TEST(Error, LeavesOutWhatIsNotKnown) { EXPECT_STREQ(InvalidDuration({.message = "it broke"}).what(), "it broke"); }

TEST(Site, IsNamedByItsLabelOrItsPlace) {
  EXPECT_EQ(name_of(Site{Place{"client.cpp", 12, 0}, "retry"}), "retry");
  EXPECT_EQ(name_of(Site{Place{"client.cpp", 12, 0}, ""}), "client.cpp:12");
}

TEST(Place, IsComparedByTheTextOfTheFileName) {
  const std::string one = "a.cpp";
  const std::string other = "a.cpp";
  EXPECT_EQ((Place{one.c_str(), 1, 2}), (Place{other.c_str(), 1, 2}));
  EXPECT_NE((Place{"a.cpp", 1, 2}), (Place{"b.cpp", 1, 2}));
}

}  // namespace
}  // namespace vtime::test
