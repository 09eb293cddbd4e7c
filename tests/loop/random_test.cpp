#include "vtime/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "vtime/seeded_chooser.hpp"

namespace vtime::test {
namespace {

/// The reference implementations of SplitMix64 and xoshiro256**, from their published text.
class Reference {
 public:
  explicit Reference(std::uint64_t x) {
    for (std::uint64_t& word : s_) {
      std::uint64_t z = (x += 0x9e3779b97f4a7c15);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
      z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
      word = z ^ (z >> 31);
    }
  }
  std::uint64_t next() {
    const auto rotl = [](std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); };
    const std::uint64_t result = rotl(s_[1] * 5, 7) * 9;
    const std::uint64_t t = s_[1] << 17;
    s_[2] ^= s_[0];
    s_[3] ^= s_[1];
    s_[1] ^= s_[2];
    s_[0] ^= s_[3];
    s_[2] ^= t;
    s_[3] = rotl(s_[3], 45);
    return result;
  }

 private:
  std::array<std::uint64_t, 4> s_{};
};

TEST(Random, IsXoshiro256StarStarSeededBySplitMix64) {
  for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}}) {
    Random random(seed);
    Reference reference(seed);
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(random.next(), reference.next());
  }
  EXPECT_EQ(Random(0).next(), 0x99EC5F36CB75F2B4U);
}

TEST(Random, ABoundedNumberIsTheHighBitsOfTheProduct) {
  Random random(5);
  Reference reference(5);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t low_and_high = reference.next();
    ASSERT_EQ(random.below(std::uint64_t{1} << 32U), low_and_high >> 32U);
  }
  EXPECT_EQ(random.below(0), reference.next());
  EXPECT_EQ(random.below(1), 0U);
}

TEST(SeededChooser, DrawsOncePerQuestionInTheOrderOfAsking) {
  SeededChooser chooser(8);
  Random random(8);
  EXPECT_EQ(chooser.number({}, 10), random.below(10));
  EXPECT_EQ(chooser.branch({}, 3), random.below(3));
  const Range range{std::chrono::milliseconds(80), std::chrono::milliseconds(120), std::chrono::milliseconds(1)};
  EXPECT_EQ(chooser.duration({}, range), range.least + static_cast<std::int64_t>(random.below(41)) * range.unit);
  EXPECT_EQ(chooser.number({}, 0), random.next());
}

}  // namespace
}  // namespace vtime::test
