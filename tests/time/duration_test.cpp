#include "vtime/duration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "time/duration_text.hpp"
#include "vtime/error.hpp"
#include "vtime/random.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct Written {
  std::string text;
  Duration value;
};

class DurationPrints : public testing::TestWithParam<Written> {};

// What Go's Duration.String prints, with `us`.
INSTANTIATE_TEST_SUITE_P(, DurationPrints,
                         testing::Values(Written{"0s", 0s}, Written{"1ns", 1ns}, Written{"999ns", 999ns},
                                         Written{"1us", 1us}, Written{"1.001us", 1001ns}, Written{"1.1us", 1100ns},
                                         Written{"999.999us", 999999ns}, Written{"1ms", 1ms}, Written{"1.5ms", 1500us},
                                         Written{"250ms", 250ms}, Written{"1s", 1s}, Written{"1.5s", 1500ms},
                                         Written{"1.000000001s", 1000000001ns}, Written{"59.999s", 59999ms},
                                         Written{"1m0s", 1min}, Written{"1m30s", 90s}, Written{"1m0.25s", 60250ms},
                                         Written{"2h45m0s", 165min}, Written{"24h0m0s", 24h}, Written{"-1.5s", -1500ms},
                                         Written{"-1ns", -1ns}, Written{"2562047h47m16.854775807s", Duration::max()},
                                         Written{"-2562047h47m16.854775808s", Duration::min()}));

TEST_P(DurationPrints, AsGoDoesAndReadsBackTheSame) {
  EXPECT_EQ(to_text(GetParam().value), GetParam().text);
  EXPECT_EQ(parse_duration(GetParam().text), GetParam().value);
}

TEST(DurationText, EveryDurationReadsBackTheSame) {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto bits = static_cast<std::int64_t>(random.next() >> random.below(64));
    const Duration duration(random.below(2) == 0 ? bits : -bits);
    ASSERT_EQ(parse_duration(to_text(duration)), duration) << duration.count();
  }
}

class DurationReads : public testing::TestWithParam<Written> {};

INSTANTIATE_TEST_SUITE_P(
    , DurationReads,
    testing::Values(Written{"300ms", 300ms}, Written{"2h45m", 165min}, Written{"1d", 24h}, Written{"1.5d", 36h},
                    Written{"10\xC2\xB5s", 10us}, Written{"10\xCE\xBCs", 10us}, Written{"10us", 10us},
                    Written{"0", 0ms}, Written{"7", 7ms}, Written{"1.5", 1500us}, Written{"-7", -7ms},
                    Written{"+7", 7ms}, Written{"+5s", 5s}, Written{"-0s", 0s}, Written{".5s", 500ms},
                    Written{"1.s", 1s}, Written{"007ms", 7ms}, Written{"1s1s", 2s}, Written{"5ms1h", 1h + 5ms},
                    Written{"1.50000000000000000000000000000s", 1500ms}, Written{"1.0ns", 1ns},
                    Written{"0.000000001s", 1ns}, Written{"-9223372036854775808ns", Duration::min()},
                    Written{"9223372036854775807ns", Duration::max()}));

TEST_P(DurationReads, GoSyntaxAndBareMilliseconds) { EXPECT_EQ(parse_duration(GetParam().text), GetParam().value); }

struct Wrong {
  std::string text;
  std::string problem;
  std::string help;
};

class DurationRefuses : public testing::TestWithParam<Wrong> {};

const std::string syntax = "write a number with a unit (ns, us, ms, s, m, h, d) such as 250ms or 1m30s";
const std::string longest = "the longest is 2562047h47m16.854775807s (about 292 years)";

INSTANTIATE_TEST_SUITE_P(
    , DurationRefuses,
    testing::Values(
        Wrong{"", "a duration is missing", syntax}, Wrong{"soon", "'soon' is not a duration", syntax},
        Wrong{"-", "'-' is not a duration", syntax}, Wrong{".", "'.' is not a duration", syntax},
        Wrong{".s", "'.s' is not a duration", syntax}, Wrong{"--1s", "'--1s' is not a duration", syntax},
        Wrong{"ms", "'ms' is not a duration", syntax}, Wrong{" 1s", "' 1s' is not a duration", syntax},
        Wrong{"1 s", "a number without a unit in the duration '1 s'", syntax},
        Wrong{"1s30", "a number without a unit in the duration '1s30'", syntax},
        Wrong{"1..2", "a number without a unit in the duration '1..2'", syntax},
        Wrong{"1s-2s", "'1s-2s' is not a duration", syntax},
        Wrong{"2sec", "unknown unit 'sec' in the duration '2sec'", "did you mean 's'?"},
        Wrong{"2minutes", "unknown unit 'minutes' in the duration '2minutes'", "did you mean 'm'?"},
        Wrong{"2MS", "unknown unit 'MS' in the duration '2MS'", "units are written in lower case: did you mean 'ms'?"},
        Wrong{"2w", "unknown unit 'w' in the duration '2w'", syntax},
        Wrong{"1e3ms", "unknown unit 'e' in the duration '1e3ms'", syntax},
        Wrong{"1.5ns", "the duration '1.5ns' is finer than a nanosecond", "1ns is the shortest that there is"},
        Wrong{"0.0000000000000000000000001d", "the duration '0.0000000000000000000000001d' is finer than a nanosecond",
              "1ns is the shortest that there is"},
        Wrong{"9223372036854775808ns", "the duration '9223372036854775808ns' is too long", longest},
        Wrong{"-9223372036854775809ns", "the duration '-9223372036854775809ns' is too long", longest},
        Wrong{"99999999999999999999", "the duration '99999999999999999999' is too long", longest},
        Wrong{"106752d", "the duration '106752d' is too long", longest},
        Wrong{"2562047h48m", "the duration '2562047h48m' is too long", longest}));

TEST_P(DurationRefuses, AndSaysWhatIsWrongAndWhatWouldBeRight) {
  const DurationReading reading = read_duration(GetParam().text);
  EXPECT_FALSE(reading.value);
  EXPECT_EQ(reading.problem, GetParam().problem);
  EXPECT_EQ(reading.help, GetParam().help);
  EXPECT_THROW(parse_duration(GetParam().text), InvalidDuration);
}

TEST(DurationText, ALongTextIsCutInMessagesBetweenCharacters) {
  const std::string umlauts = std::string(39, 'x') + "\xC3\xA4\xC3\xA4";
  EXPECT_THAT(read_duration(umlauts).problem, testing::StrEq("'" + std::string(39, 'x') + "...' is not a duration"));
  EXPECT_LT(read_duration(std::string(1'000'000, '1') + "s").problem.size(), 100U);
}

struct UnitOf {
  std::string text;
  Duration finest;
};

class FinestUnit : public testing::TestWithParam<UnitOf> {};

INSTANTIATE_TEST_SUITE_P(, FinestUnit,
                         testing::Values(UnitOf{"80ms", 1ms}, UnitOf{"80", 1ms}, UnitOf{"0", 1ms}, UnitOf{"2s", 1s},
                                         UnitOf{"1m30s", 1s}, UnitOf{"1h", 1h}, UnitOf{"2d", 24h}, UnitOf{"3us", 1us},
                                         UnitOf{"3ns", 1ns}, UnitOf{"1.5s", 1ms}, UnitOf{"1.5h", 1min},
                                         UnitOf{"1.5ms", 1us}, UnitOf{"1.0s", 1s}, UnitOf{"1s0ms", 1ms}));

TEST_P(FinestUnit, IsTheFinestInWhichTheTextIsWritten) {
  EXPECT_EQ(read_duration(GetParam().text).finest_unit, GetParam().finest);
}

TEST(RangeText, HasTheFinestUnitOfBothEnds) {
  const RangeReading reading = read_range("80ms..120ms");
  EXPECT_EQ(reading.value, (Range{80ms, 120ms, 1ms}));
  EXPECT_EQ(reading.value->count(), 41U);
  EXPECT_EQ(read_range("500ms..2s").value, (Range{500ms, 2s, 1ms}));
  EXPECT_EQ(read_range("1..2.5").value, (Range{1ms, 2500us, 1us}));
  EXPECT_EQ(read_range("-5ms..5ms").value, (Range{-5ms, 5ms, 1ms}));
  EXPECT_EQ(read_range("3s..3s").value, (Range{3s, 3s, 1s}));
}

TEST(RangeText, ASingleDurationIsAFixedRange) {
  EXPECT_EQ(read_range("2s").value, (Range{2s, 2s, 1s}));
  EXPECT_TRUE(read_range("2s").value->is_fixed());
}

TEST(RangeText, MistakesAreNamed) {
  EXPECT_EQ(read_range("120ms..80ms").problem, "the range '120ms..80ms' ends before it begins");
  EXPECT_EQ(read_range("120ms..80ms").help, "did you mean 80ms..120ms?");
  EXPECT_EQ(read_range("80ms..").problem, "a duration is missing in the range '80ms..'");
  EXPECT_EQ(read_range("..80ms").problem, "a duration is missing in the range '..80ms'");
  EXPECT_EQ(read_range("100ms...5s").problem, "three dots in the range '100ms...5s'");
  EXPECT_EQ(read_range("a..b").problem, "'a' is not a duration in the range 'a..b'");
  EXPECT_EQ(read_range("soon").problem, "'soon' is not a duration");
}

TEST(Range, CountsAndPlacesItsDelaysOverTheWholeRangeOfDurations) {
  constexpr Range whole{Duration::min(), Duration::max(), 1ns};
  static_assert(whole.count() == 0);  // 2^64
  static_assert(whole.at(0) == Duration::min());
  static_assert(whole.position_of(Duration::max()) == std::numeric_limits<std::uint64_t>::max());
  constexpr Range seconds{1s, 4s, 1s};
  static_assert(seconds.count() == 4 && seconds.at(3) == 4s && seconds.position_of(3s) == 2);
}

}  // namespace
}  // namespace vtime::test
