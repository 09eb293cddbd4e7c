#include "time/duration_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include "time/quoted_briefly.hpp"

namespace vtime {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t nanoseconds;
};

// From the finest up; the first of two names for one unit is how it is printed.
constexpr std::array<Unit, 9> units{{{"ns", 1},
                                     {"us", 1'000},
                                     {"\xC2\xB5s", 1'000},  // the micro sign
                                     {"\xCE\xBCs", 1'000},  // the Greek letter
                                     {"ms", 1'000'000},
                                     {"s", 1'000'000'000},
                                     {"m", 60'000'000'000},
                                     {"h", 3'600'000'000'000},
                                     {"d", 86'400'000'000'000}}};

/// What people write instead, and what it should be.
struct Misspelling {
  std::string_view written;
  std::string_view meant;
};
constexpr std::array<Misspelling, 22> misspellings{{{"sec", "s"},           {"secs", "s"},          {"second", "s"},
                                                    {"seconds", "s"},       {"min", "m"},           {"mins", "m"},
                                                    {"minute", "m"},        {"minutes", "m"},       {"hr", "h"},
                                                    {"hrs", "h"},           {"hour", "h"},          {"hours", "h"},
                                                    {"day", "d"},           {"days", "d"},          {"msec", "ms"},
                                                    {"millis", "ms"},       {"milliseconds", "ms"}, {"usec", "us"},
                                                    {"microseconds", "us"}, {"nsec", "ns"},         {"nanos", "ns"},
                                                    {"nanoseconds", "ns"}}};

constexpr std::string_view syntax_help = "write a number with a unit (ns, us, ms, s, m, h, d) such as 250ms or 1m30s";
constexpr std::uint64_t greatest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_unit(char c) { return is_digit(c) || c == '.' || c == '+' || c == '-' || c == ' '; }

DurationReading wrong(std::string problem, std::string_view help = syntax_help) {
  return DurationReading{std::nullopt, {}, std::move(problem), std::string(help)};
}

const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

/// The coarsest unit not above `unit` of which `nanoseconds` is a multiple.
std::uint64_t unit_of(std::uint64_t nanoseconds, std::uint64_t unit) {
  std::uint64_t found = 1;
  for (const Unit& candidate : units) {
    if (candidate.nanoseconds <= unit && nanoseconds % candidate.nanoseconds == 0) found = candidate.nanoseconds;
  }
  return found;
}

/// A number as written: `12`, `1.5`, `.5`.
struct Number {
  std::string_view whole;
  std::string_view fraction;  ///< without trailing zeros
  bool has_digits = false;
};

Number take_number(std::string_view& rest) {
  const auto take_digits = [&rest] {
    std::size_t length = 0;
    while (length < rest.size() && is_digit(rest[length])) ++length;
    const std::string_view digits = rest.substr(0, length);
    rest.remove_prefix(length);
    return digits;
  };
  Number number;
  number.whole = take_digits();
  number.has_digits = !number.whole.empty();
  if (!rest.empty() && rest.front() == '.') {
    rest.remove_prefix(1);
    number.fraction = take_digits();
    number.has_digits = number.has_digits || !number.fraction.empty();
    while (!number.fraction.empty() && number.fraction.back() == '0') number.fraction.remove_suffix(1);
  }
  return number;
}

enum class Fit : std::uint8_t { exact, too_large, too_fine };

/// total += number * unit.
Fit add(std::uint64_t& total, const Number& number, std::uint64_t unit, std::uint64_t limit) {
  std::uint64_t whole = 0;
  for (const char digit : number.whole) {
    if (__builtin_mul_overflow(whole, std::uint64_t{10}, &whole) ||
        __builtin_add_overflow(whole, static_cast<std::uint64_t>(digit - '0'), &whole)) {
      return Fit::too_large;
    }
  }
  std::uint64_t sum = 0;
  if (__builtin_mul_overflow(whole, unit, &sum)) return Fit::too_large;
  // The fraction is numerator / denominator; its product with the unit must be whole.
  std::uint64_t numerator = 0;
  std::uint64_t denominator = 1;
  for (const char digit : number.fraction) {
    if (denominator > greatest / 10) return Fit::too_fine;  // no unit has so many digits
    numerator = numerator * 10 + static_cast<std::uint64_t>(digit - '0');
    denominator *= 10;
  }
  __extension__ using Wide = unsigned __int128;
  const Wide scaled = static_cast<Wide>(numerator) * unit;
  if (scaled % denominator != 0) return Fit::too_fine;
  if (__builtin_add_overflow(sum, static_cast<std::uint64_t>(scaled / denominator), &sum)) return Fit::too_large;
  if (__builtin_add_overflow(total, sum, &total) || total > limit) return Fit::too_large;
  return Fit::exact;
}

DurationReading wrong_unit(std::string_view text, std::string_view name) {
  for (const Misspelling& misspelling : misspellings) {
    if (misspelling.written == name) {
      return wrong(fmt::format("unknown unit '{}' in the duration {}", name, quoted_briefly(text)),
                   fmt::format("did you mean '{}'?", misspelling.meant));
    }
  }
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (find_unit(lower) != nullptr) {
    return wrong(fmt::format("unknown unit '{}' in the duration {}", name, quoted_briefly(text)),
                 fmt::format("units are written in lower case: did you mean '{}'?", lower));
  }
  return wrong(fmt::format("unknown unit {} in the duration {}", quoted_briefly(name), quoted_briefly(text)));
}

DurationReading cannot_hold(Fit fit, std::string_view text) {
  if (fit == Fit::too_large) {
    return wrong(fmt::format("the duration {} is too long", quoted_briefly(text)),
                 "the longest is 2562047h47m16.854775807s (about 292 years)");
  }
  return wrong(fmt::format("the duration {} is finer than a nanosecond", quoted_briefly(text)),
               "1ns is the shortest that there is");
}

DurationReading finish(std::uint64_t total, bool negative, std::uint64_t finest) {
  const auto bits = negative ? std::uint64_t{0} - total : total;
  return DurationReading{
      Duration(static_cast<std::int64_t>(bits)), Duration(static_cast<std::int64_t>(finest)), {}, {}};
}

}  // namespace

DurationReading read_duration(std::string_view text) {
  std::string_view rest = text;
  if (rest.empty()) return wrong("a duration is missing");
  const bool negative = rest.front() == '-';
  if (negative || rest.front() == '+') rest.remove_prefix(1);
  const std::uint64_t limit = greatest + (negative ? 1 : 0);

  std::uint64_t total = 0;
  std::uint64_t finest = std::numeric_limits<std::uint64_t>::max();
  bool first = true;
  do {
    const Number number = take_number(rest);
    if (!number.has_digits) return wrong(fmt::format("{} is not a duration", quoted_briefly(text)));
    std::size_t length = 0;
    while (length < rest.size() && !ends_unit(rest[length])) ++length;
    const std::string_view name = rest.substr(0, length);
    rest.remove_prefix(length);
    const bool bare = name.empty() && first && rest.empty();  // milliseconds, as in setTimeout
    if (name.empty() && !bare) {
      return wrong(fmt::format("a number without a unit in the duration {}", quoted_briefly(text)));
    }
    const Unit* unit = find_unit(bare ? "ms" : name);
    if (unit == nullptr) return wrong_unit(text, name);
    const std::uint64_t before = total;
    const Fit fit = add(total, number, unit->nanoseconds, limit);
    if (fit != Fit::exact) return cannot_hold(fit, text);
    finest = std::min(finest, unit_of(total - before, unit->nanoseconds));
    first = false;
  } while (!rest.empty());
  return finish(total, negative, finest);
}

RangeReading read_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    DurationReading single = read_duration(text);
    if (!single.value) return {std::nullopt, std::move(single.problem), std::move(single.help)};
    return {Range{*single.value, *single.value, single.finest_unit}, {}, {}};
  }
  if (text.substr(dots).starts_with("...")) {  // else `1s...5s` would end at .5s
    return {std::nullopt, fmt::format("three dots in the range {}", quoted_briefly(text)),
            "write a range as 80ms..120ms"};
  }
  const DurationReading least = read_duration(text.substr(0, dots));
  const DurationReading most = read_duration(text.substr(dots + 2));
  for (const DurationReading* end : {&least, &most}) {
    if (!end->value) {
      return {std::nullopt, fmt::format("{} in the range {}", end->problem, quoted_briefly(text)),
              "write a range as 80ms..120ms"};
    }
  }
  if (*least.value > *most.value) {
    return {std::nullopt, fmt::format("the range {} ends before it begins", quoted_briefly(text)),
            fmt::format("did you mean {}..{}?", text.substr(dots + 2), text.substr(0, dots))};
  }
  return {Range{*least.value, *most.value, std::min(least.finest_unit, most.finest_unit)}, {}, {}};
}

}  // namespace vtime
