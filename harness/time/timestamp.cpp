#include "time/timestamp.hpp"

#include <fmt/format.h>

#include <chrono>

#include "time/quoted_briefly.hpp"

namespace vtime {
namespace {

constexpr std::int64_t one_second = 1'000'000'000;
constexpr std::string_view form_help = "write it as 2026-03-29T01:00:00Z";

TimestampReading not_read(std::string problem, std::string_view help = form_help) {
  return {std::nullopt, std::move(problem), std::string(help)};
}

/// Whether `text` has the form of `pattern`, in which 0 stands for a digit.
bool has_form(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

/// `.25` as nanoseconds, "" as none; nothing if it isn't one to nine decimals behind a point.
std::optional<std::int64_t> decimals(std::string_view text) {
  if (text.empty()) return 0;
  constexpr std::string_view longest = ".000000000";
  if (text.size() < 2 || text.size() > longest.size() || !has_form(text, longest.substr(0, text.size()))) return {};
  std::int64_t value = number(text.substr(1));
  for (std::size_t i = text.size(); i < longest.size(); ++i) value *= 10;
  return value;
}

}  // namespace

TimestampReading read_timestamp(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00";
  if (text.size() <= form.size() || !has_form(text.substr(0, form.size()), form)) {
    return not_read(fmt::format("{} is not a timestamp", quoted_briefly(text)));
  }
  std::string_view rest = text.substr(form.size());
  if (rest.back() != 'Z') {
    return not_read(fmt::format("the timestamp {} is not in UTC", quoted_briefly(text)),
                    "give it in UTC, with a Z at the end");
  }
  rest.remove_suffix(1);
  const std::optional<std::int64_t> nanoseconds = decimals(rest);
  if (!nanoseconds) {
    return not_read(fmt::format("the second of the timestamp {} has no valid decimals", quoted_briefly(text)),
                    "one to nine decimals can stand behind the point");
  }
  const auto date = std::chrono::year(static_cast<int>(number(text.substr(0, 4)))) /
                    std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))) /
                    std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2))));
  if (!date.ok()) return not_read(fmt::format("there is no day {}", text.substr(0, 10)));
  const std::int64_t hour = number(text.substr(11, 2));
  const std::int64_t minute = number(text.substr(14, 2));
  const std::int64_t seconds = number(text.substr(17, 2));
  if (hour > 23 || minute > 59 || seconds > 59) {
    return not_read(fmt::format("there is no time of day {}", text.substr(11, 8)), "it goes from 00:00:00 to 23:59:59");
  }
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t whole = ((days * 24 + hour) * 60 + minute) * 60 + seconds;
  // Summed in 128 bits: at the lower end only the sum fits, not the whole seconds alone.
  __extension__ using Wide = __int128;
  const Wide sum = static_cast<Wide>(whole) * one_second + *nanoseconds;
  const auto narrow = static_cast<std::int64_t>(sum);
  if (narrow != sum) {
    return not_read(fmt::format("the timestamp {} is out of range", quoted_briefly(text)),
                    "timestamps go from 1677-09-21T00:12:43.145224192Z to 2262-04-11T23:47:16.854775807Z");
  }
  return {narrow, {}, {}};
}

std::string timestamp_text(std::int64_t nanoseconds_since_1970) {
  std::int64_t whole = nanoseconds_since_1970 / one_second;
  std::int64_t nanoseconds = nanoseconds_since_1970 % one_second;
  if (nanoseconds < 0) {
    nanoseconds += one_second;
    --whole;
  }
  constexpr std::int64_t day = 86'400;
  std::int64_t days = whole / day;
  std::int64_t rest = whole % day;
  if (rest < 0) {
    rest += day;
    --days;
  }
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), rest / 3600,
                                 rest / 60 % 60, rest % 60);
  if (nanoseconds != 0) {
    text += fmt::format(".{:09}", nanoseconds);
    text.erase(text.find_last_not_of('0') + 1);
  }
  text += 'Z';
  return text;
}

}  // namespace vtime
