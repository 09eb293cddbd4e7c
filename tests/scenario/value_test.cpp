// Values between scenarios and C++.

#include "vtime/value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

#include "vtime/error.hpp"

namespace vtime {
namespace {

using namespace std::chrono_literals;

TEST(PublicValue, IsMadeOfWhatItHolds) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value(nullptr).is_null());
  EXPECT_EQ(Value(true).as<bool>(), true);
  EXPECT_EQ(Value(7).as<std::int64_t>(), 7);
  EXPECT_EQ(Value(std::uint8_t{7}).as<std::int64_t>(), 7);
  EXPECT_EQ(Value(1.5F).as<double>(), 1.5);
  EXPECT_EQ(Value(2s).as<Duration>(), 2s);
  EXPECT_EQ(Value("text").as<std::string>(), "text");
  EXPECT_EQ(Value(ErrorValue{"lost"}).as<ErrorValue>().message, "lost");
}

TEST(PublicValue, HoldsListsMapsAndFunctions) {
  const Value value(Value::Map{
      {"items", Value::List{1, "two", 3.0}},
      {"twice", Value::Function([](auto arguments) { return Value(2 * arguments[0].template as<std::int64_t>()); })}});
  EXPECT_EQ(value["items"].as<Value::List>()[1].as<std::string>(), "two");
  EXPECT_EQ(value["twice"].as<Value::Function>()({21}).as<std::int64_t>(), 42);
  EXPECT_TRUE(value["nothing"].is_null());
}

TEST(PublicValue, RefusesToBeTakenForSomethingElse) {
  try {
    Value("text").as<std::int64_t>();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const InvalidArgument& error) {
    EXPECT_EQ(error.message(), "an integer is asked for, but this is a string");
  }
  EXPECT_THROW(Value(1)["key"], InvalidArgument);
}

TEST(PublicValue, RefusesIntegersThatTheLanguageDoesNotHave) {
  EXPECT_THROW(Value(std::numeric_limits<std::uint64_t>::max()), InvalidArgument);
}

}  // namespace
}  // namespace vtime
