#include "time/timestamp.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "vtime/random.hpp"

namespace vtime::test {
namespace {

struct WrittenTimestamp {
  std::string text;
  std::int64_t value;
};

class Timestamp : public testing::TestWithParam<WrittenTimestamp> {};

INSTANTIATE_TEST_SUITE_P(
    , Timestamp,
    testing::Values(WrittenTimestamp{"1970-01-01T00:00:00Z", 0}, WrittenTimestamp{"1970-01-01T00:00:00.000000001Z", 1},
                    WrittenTimestamp{"1969-12-31T23:59:59.999999999Z", -1},
                    WrittenTimestamp{"2026-03-29T01:00:00Z", 1774746000000000000},
                    WrittenTimestamp{"2000-02-29T12:30:15.25Z", 951827415250000000},
                    WrittenTimestamp{"1900-02-28T00:00:00Z", -2203977600000000000},
                    WrittenTimestamp{"2262-04-11T23:47:16.854775807Z", std::numeric_limits<std::int64_t>::max()},
                    WrittenTimestamp{"1677-09-21T00:12:43.145224192Z", std::numeric_limits<std::int64_t>::min()}));

TEST_P(Timestamp, ReadsAndPrints) {
  EXPECT_EQ(read_timestamp(GetParam().text).value, GetParam().value);
  EXPECT_EQ(timestamp_text(GetParam().value), GetParam().text);
}

TEST(TimestampText, EveryTimestampReadsBackTheSame) {
  Random random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = static_cast<std::int64_t>(random.next());
    ASSERT_EQ(read_timestamp(timestamp_text(value)).value, value);
  }
}

TEST(TimestampText, TrailingZerosAreReadAndNotPrinted) {
  EXPECT_EQ(timestamp_text(*read_timestamp("2026-03-29T01:00:00.500000Z").value), "2026-03-29T01:00:00.5Z");
}

struct WrongTimestamp {
  std::string text;
  std::string problem;
};

class TimestampRefuses : public testing::TestWithParam<WrongTimestamp> {};

INSTANTIATE_TEST_SUITE_P(
    , TimestampRefuses,
    testing::Values(
        WrongTimestamp{"", "'' is not a timestamp"}, WrongTimestamp{"tomorrow", "'tomorrow' is not a timestamp"},
        WrongTimestamp{"2026-03-29", "'2026-03-29' is not a timestamp"},
        WrongTimestamp{std::string(41, 'x'), "'" + std::string(40, 'x') + "...' is not a timestamp"},
        WrongTimestamp{"2026-03-29 01:00:00Z", "'2026-03-29 01:00:00Z' is not a timestamp"},
        WrongTimestamp{"2026-3-29T01:00:00Z", "'2026-3-29T01:00:00Z' is not a timestamp"},
        WrongTimestamp{"2026-03-29T01:00:00", "'2026-03-29T01:00:00' is not a timestamp"},
        WrongTimestamp{"2026-03-29T01:00:00+02:00", "the timestamp '2026-03-29T01:00:00+02:00' is not in UTC"},
        WrongTimestamp{"2026-03-29T01:00:00.Z",
                       "the second of the timestamp '2026-03-29T01:00:00.Z' has no valid decimals"},
        WrongTimestamp{"2026-03-29T01:00:00.1234567890Z",
                       "the second of the timestamp '2026-03-29T01:00:00.1234567890Z' has no valid decimals"},
        WrongTimestamp{"2026-03-29T01:00:00,5Z",
                       "the second of the timestamp '2026-03-29T01:00:00,5Z' has no valid decimals"},
        WrongTimestamp{"2026-02-29T00:00:00Z", "there is no day 2026-02-29"},
        WrongTimestamp{"1900-02-29T00:00:00Z", "there is no day 1900-02-29"},
        WrongTimestamp{"2026-04-31T00:00:00Z", "there is no day 2026-04-31"},
        WrongTimestamp{"2026-00-01T00:00:00Z", "there is no day 2026-00-01"},
        WrongTimestamp{"2026-13-01T00:00:00Z", "there is no day 2026-13-01"},
        WrongTimestamp{"2026-03-29T24:00:00Z", "there is no time of day 24:00:00"},
        WrongTimestamp{"2026-03-29T23:60:00Z", "there is no time of day 23:60:00"},
        WrongTimestamp{"2026-06-30T23:59:60Z", "there is no time of day 23:59:60"},
        WrongTimestamp{"2262-04-11T23:47:16.854775808Z",
                       "the timestamp '2262-04-11T23:47:16.854775808Z' is out of range"},
        WrongTimestamp{"1677-09-21T00:12:43.145224191Z",
                       "the timestamp '1677-09-21T00:12:43.145224191Z' is out of range"},
        WrongTimestamp{"9999-12-31T23:59:59Z", "the timestamp '9999-12-31T23:59:59Z' is out of range"},
        WrongTimestamp{"0000-01-01T00:00:00Z", "the timestamp '0000-01-01T00:00:00Z' is out of range"}));

TEST_P(TimestampRefuses, AndSaysWhatIsWrong) {
  const TimestampReading reading = read_timestamp(GetParam().text);
  EXPECT_FALSE(reading.value);
  EXPECT_EQ(reading.problem, GetParam().problem);
  EXPECT_FALSE(reading.help.empty());
}

}  // namespace
}  // namespace vtime::test
