#include "vtime/callback.hpp"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <memory>

namespace vtime::test {
namespace {

TEST(Callback, OwnsWhatCanOnlyBeMoved) {
  int seen = 0;
  Callback callback = [&seen, value = std::make_unique<int>(5)] { seen = *value; };
  Callback moved = std::move(callback);
  EXPECT_FALSE(callback);  // NOLINT(bugprone-use-after-move): that is what is tested
  EXPECT_TRUE(moved);
  moved();
  EXPECT_EQ(seen, 5);
}

TEST(Callback, MayBeCalledMoreThanOnceAndKeepsItsState) {
  int last = 0;
  Callback callback = [&last, count = 0]() mutable { last = ++count; };
  callback();
  callback();
  EXPECT_EQ(last, 2);
}

TEST(Callback, DestroysItsCallableOnce) {
  const auto counter = std::make_shared<int>(0);
  {
    Callback callback = [counter] {};
    Callback big = [counter, padding = std::array<char, 64>()] { static_cast<void>(padding); };
    EXPECT_EQ(counter.use_count(), 3);
    callback = std::move(big);
    EXPECT_EQ(counter.use_count(), 2);
    callback.reset();
    EXPECT_EQ(counter.use_count(), 1);
  }
  EXPECT_EQ(counter.use_count(), 1);
}

TEST(Callback, IsEmptyWhenMadeFromNothing) {
  EXPECT_FALSE(Callback());
  EXPECT_FALSE(Callback(std::function<void()>()));
  EXPECT_FALSE(Callback(static_cast<void (*)()>(nullptr)));
  EXPECT_TRUE(Callback(std::function<void()>([] {})));
}

}  // namespace
}  // namespace vtime::test
