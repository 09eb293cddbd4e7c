// Values, operators, built-in functions and their text.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_support.hpp"
#include "scenario/runtime/double_text.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;

struct Example {
  const char* expression;
  const char* value;
};

std::ostream& operator<<(std::ostream& out, const Example& example) { return out << example.expression; }

class Expressions : public testing::TestWithParam<Example> {};

TEST_P(Expressions, HaveTheValueOfTheLanguage) { EXPECT_EQ(value_of(GetParam().expression), GetParam().value); }

constexpr Example arithmetic[] = {
    {"1 + 2", "3"},
    {"7 - 10", "-3"},
    {"6 * 7", "42"},
    {"7 / 2", "3.5"},
    {"6 / 2", "3"},
    {"7 % 3", "1"},
    {"-7 % 3", "-1"},
    {"7.5 % 2", "1.5"},
    {"1 + 0.5", "1.5"},
    {"2 * 1.5", "3"},
    {"-(3)", "-3"},
    {"-9223372036854775807 - 1", "-9223372036854775808"},
    {"(-9223372036854775807 - 1) % -1", "0"},
    {"9223372036854775807 + 1", "error: overflow: the result does not fit into a 64-bit integer"},
    {"-9223372036854775807 - 2", "error: overflow: the result does not fit into a 64-bit integer"},
    {"9223372036854775807 * 2", "error: overflow: the result does not fit into a 64-bit integer"},
    {"1 / 0", "error: division by zero"},
    {"1 % 0", "error: division by zero"},
    {"1.5 / 0", "error: division by zero"},
    {"1e308 * 10", "error: overflow: the result does not fit into a number"},
    {"'a' + 'b'", "ab"},
    {"'a' + 1", "error: '+' does not take a string and an integer"},
    {"null + 1", "error: '+' does not take null and an integer"},
    {"true + true", "error: '+' does not take a boolean and a boolean"},
    {"'a' * 2", "error: '*' does not take a string and an integer"},
    {"-'a'", "error: '-' does not take a string"},
};
INSTANTIATE_TEST_SUITE_P(Arithmetic, Expressions, testing::ValuesIn(arithmetic));

constexpr Example durations[] = {
    {"1s + 500ms", "1.5s"},
    {"1s - 1500ms", "-500ms"},
    {"3 * 10ms", "30ms"},
    {"10ms * 3", "30ms"},
    {"10ms * 1.5", "15ms"},
    {"1ns * 0.5", "1ns"},
    {"1ns * 0.49", "0s"},
    {"-1ns * 0.5", "-1ns"},
    {"10ms / 4", "2.5ms"},
    {"10ns / 4", "3ns"},
    {"10ms / 0.1", "100ms"},
    {"10ms / 4ms", "2.5"},
    {"-1s", "-1s"},
    {"abs(-1s)", "1s"},
    {"1s / 0", "error: division by zero"},
    {"1s / 0.0", "error: division by zero"},
    {"1s / 0s", "error: division by zero"},
    {"1s * 1e-300", "0s"},
    {"0s * 1e300", "0s"},
    {"1s / 1e300", "0s"},
    {"2540400h + 2540400h", "error: overflow: the result does not fit into a duration (292 years)"},
    {"2540400h * 1.5", "error: overflow: the result does not fit into a duration (292 years)"},
    {"2540400h / 0.5", "error: overflow: the result does not fit into a duration (292 years)"},
    {"1s + 5", "error: '+' does not take a duration and an integer"},
    {"1s % 2", "error: '%' does not take a duration and an integer"},
    {"2 / 1s", "error: '/' does not take an integer and a duration"},
    {"1s < 1500ms", "true"},
    {"1s == 1000ms", "true"},
    {"1s == 1000", "false"},
    {"1s < 5", "error: cannot compare a duration with an integer"},
};
INSTANTIATE_TEST_SUITE_P(Durations, Expressions, testing::ValuesIn(durations));

constexpr Example comparisons[] = {
    {"1 == 1.0", "true"},
    {"9007199254740993 == 9007199254740992.0", "false"},
    {"9223372036854775807 < 9223372036854775808.0", "true"},
    {"9223372036854775807 == 9223372036854775808.0", "false"},
    {"1 < 1.5", "true"},
    {"2 <= 1.5", "false"},
    {"1.5 > 1", "true"},
    {"'a' < 'b'", "true"},
    {"'Z' < 'a'", "true"},
    {"'' < 'a'", "true"},
    {"'1' == 1", "false"},
    {"null == null", "true"},
    {"null == false", "false"},
    {"true != false", "true"},
    {"null < 1", "error: cannot compare null with an integer"},
    {"true < false", "error: cannot compare a boolean with a boolean"},
    {"'a' < 1", "error: cannot compare a string with an integer"},
    {"min(3, 1, 2)", "1"},
    {"max(3, 1.5, 2)", "3"},
    {"min(1s, 200ms)", "200ms"},
    {"max('a', 'b')", "b"},
    {"min(1, 'a')", "error: cannot compare a string with an integer"},
};
INSTANTIATE_TEST_SUITE_P(Comparisons, Expressions, testing::ValuesIn(comparisons));

constexpr Example logic[] = {
    {"true and false", "false"},
    {"true or 1 / 0 == 0", "true"},
    {"false and 1 / 0 == 0", "false"},
    {"not false", "true"},
    {"not 1 == 2", "true"},
    {"1 and true", "error: 'and' takes booleans only, not an integer"},
    {"false or null", "error: 'or' takes booleans only, not null"},
    {"not 0", "error: 'not' takes booleans only, not an integer"},
};
INSTANTIATE_TEST_SUITE_P(Logic, Expressions, testing::ValuesIn(logic));

constexpr Example builtins[] = {
    {"abs(-3)", "3"},
    {"abs(-2.5)", "2.5"},
    {"abs('a')", "error: abs() takes a number or a duration, not a string"},
    {"floor(2.9)", "2"},
    {"floor(-2.1)", "-3"},
    {"floor(7)", "7"},
    {"floor(1e19)", "error: overflow: the result does not fit into a 64-bit integer"},
    {"round(2.5)", "3"},
    {"round(-2.5)", "-3"},
    {"round(2.4)", "2"},
    {"length('')", "0"},
    {"length('a\xc3\xa4\xf0\x9f\x98\x80')", "3"},
    {"length(5)", "error: length() takes a string, a list or a map, not an integer"},
    {"text(1.0)", "1"},
    {"text(1s) + '!'", "1s!"},
    {"contains('hello', 'ell')", "true"},
    {"contains('hello', 'x')", "false"},
    {"random(3, 3)", "3"},
    {"random(2, 1)", "error: the bounds of random() are reversed"},
    {"random(0.5, 2)", "error: the lower bound of random() is 0.5, which is not a whole number"},
};
INSTANTIATE_TEST_SUITE_P(BuiltIns, Expressions, testing::ValuesIn(builtins));

TEST(Values, ListsAndMapsAreReadAndBuiltWithoutChangingTheirParts) {
  EXPECT_THAT(log_of(R"(
script:
  - let: {list: [1, two, 3.5, null, true], map: {a: 1, b: [x, y]}}
  - let: {longer: "${append(list, 6)}", shorter: "${slice(list, 1, 3)}", last: "${slice(list, -2)}"}
  - log: ${list} ${longer} ${shorter} ${last} ${slice(list, 3, 1)} ${slice(list, 0, 99)}
  - let: {more: "${put(map, 'c', 1s)}", other: "${put(map, 'a', 9)}", less: "${remove(map, 'a')}"}
  - log: ${map} ${more} ${other} ${less} ${remove(map, 'z')}
  - log: ${keys(more)} ${map.b[1]} ${map['a']} ${map.absent} ${list[1]} ${length(list)} ${length(map)}
  - log: ${contains(list, 3.5)} ${contains(list, 'three')} ${contains(map, 'a')} ${contains(map, 'z')}
)"),
              ElementsAre(R"([1,"two",3.5,null,true] [1,"two",3.5,null,true,6] ["two",3.5] [null,true] [] )"
                          R"([1,"two",3.5,null,true])",
                          R"({"a":1,"b":["x","y"]} {"a":1,"b":["x","y"],"c":"1s"} {"a":9,"b":["x","y"]} )"
                          R"({"b":["x","y"]} {"a":1,"b":["x","y"]})",
                          R"(["a","b","c"] y 1 null two 5 2)", "true false true false"));
}

TEST(Values, AreComparedByContentOrByIdentity) {
  EXPECT_THAT(log_of(R"(
functions:
  f: {do: {return: null}}
script:
  - let: {f1: "${f}", g1: {function: [], do: []}}
  - promise: p
  - promise: q
  - log: "${f == f1} ${f == g1} ${g1 == g1} ${p == p} ${p == q}"
  - let: {a: [1, {x: 1, y: [2]}], b: [1.0, {y: [2.0], x: 1}], c: [1]}
  - log: "${a == b} ${a == c} ${a != c} ${a == 1}"
  - try: [{throw: same}]
    catch: [{let: {e: "${error}"}}, {try: [{throw: same}], catch: [{log: "${e == error} ${e == 'same'}"}]}]
)"),
              ElementsAre("true false true true false", "true false true false", "true false"));
}

TEST(Values, HaveTheTextThatTheLanguageSays) {
  EXPECT_THAT(log_of(R"(
epoch: 2026-03-29T01:00:00.25Z
script:
  - log: ${wall_now()} ${wall_now() + 1h} ${wall_now() - 250ms} ${wall_now() - (wall_now() - 5s)} ${now()}
  - let: {s: "a \"quote\" \\ back\tslash\nline \u0001 ä"}
  - let: {list: ["${s}", "${1s}", "${wall_now()}", 1.0, -0.0, [], {}]}
  - log: ${list}
  - try: [{throw: "broken"}]
    catch: [{log: "${error} ${error.message}"}, {let: {l: ["${error}"]}}, {log: "${l}"}]
  - log: $${not interpolated}
)"),
              ElementsAre("2026-03-29T01:00:00.25Z 2026-03-29T02:00:00.25Z 2026-03-29T01:00:00Z 5s 0s",
                          R"(["a \"quote\" \\ back\tslash\nline \u0001 ä","1s","2026-03-29T01:00:00.25Z",1,0,[],{}])",
                          "broken broken", R"(["broken"])", "${not interpolated}"));
}

TEST(Values, WithoutATextCannotBeWritten) {
  EXPECT_EQ(fault_of("script:\n  - promise: p\n  - log: it is ${p}\n"),
            "4:18: a promise has no text (use 'await' or 'then' to get its value; here p = a promise)");
  EXPECT_EQ(fault_of("script:\n  - set_timeout: 1\n    as: t\n    do: []\n  - log: it is ${[t]}\n"),
            "6:18: a handle has no text (here t = a handle)");
}

TEST(Values, BadIndexesAreErrorsAtTheirPlace) {
  EXPECT_EQ(fault_of("script:\n  - let: {l: [1], i: 3}\n  - log: ${l[0]} ${l[i]}\n"),
            "4:20: index 3 is out of range: the list has 1 item (the first item has index 0; here l = [1], i = 3)");
  EXPECT_EQ(fault_of("script:\n  - let: {l: [1]}\n  - log: ${l[-1]}\n"),
            "4:12: index -1 is out of range: the list has 1 item (the first item has index 0; here l = [1])");
  EXPECT_EQ(fault_of("script:\n  - let: {l: [1]}\n  - log: ${l['a']}\n"),
            "4:12: the index of a list must be an integer, not a string (here l = [1])");
  EXPECT_EQ(fault_of("script:\n  - let: {m: {a: 1}}\n  - log: ${m[1]}\n"),
            "4:12: the key of a map is a string, not an integer (here m = {\"a\":1})");
  EXPECT_EQ(fault_of("script:\n  - let: {m: 5}\n  - log: ${m.x}\n"), "4:12: an integer has no 'x' (here m = 5)");
}

// Each checked against Node.js: String(x).
TEST(Doubles, PrintAsInJavaScript) {
  const std::pair<double, const char*> examples[] = {
      {0.0, "0"},
      {-0.0, "0"},
      {1.0, "1"},
      {-1.5, "-1.5"},
      {0.1 + 0.2, "0.30000000000000004"},
      {1e21, "1e+21"},
      {1e20, "100000000000000000000"},
      {123456789012345680000.0, "123456789012345680000"},
      {1.5e21, "1.5e+21"},
      {1e-6, "0.000001"},
      {1e-7, "1e-7"},
      {1.25e-7, "1.25e-7"},
      {0.00001234, "0.00001234"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {4294967296.5, "4294967296.5"},
      {1.0 / 3, "0.3333333333333333"},
      {123.456, "123.456"},
      {-1e-10, "-1e-10"},
  };
  for (const auto& [number, text] : examples) EXPECT_EQ(double_text(number), text);
}

TEST(Values, BuildingAListOrATextItemByItemTakesLinearTime) {
  EXPECT_THAT(log_of(R"(
script:
  - let: {list: [], line: "", map: {}, queue: []}
  - repeat: 100000
    as: i
    do:
      - set: {list: "${append(list, i)}", line: "${line}x"}
      - set: {map: "${put(map, text(i), i)}"}
  - set: {queue: "${list}"}
  - repeat: 99999
    do: [{set: {queue: "${slice(queue, 1)}"}}]
  - repeat: 99999
    as: i
    do: [{set: {map: "${remove(map, text(i))}"}}]
  - log: ${length(list)} ${list[99999]} ${length(line)} ${queue} ${map}
)"),
              ElementsAre(R"(100000 99999 100000 [99999] {"99999":99999})"));
}

TEST(Values, ALoopOverAListSeesTheListAsItWas) {
  EXPECT_THAT(log_of(R"(
script:
  - let: {list: [1, 2]}
  - for_each: ${list}
    as: x
    do: [{set: {list: "${append(list, x)}"}}]
  - let: {copy: "${list}"}
  - set: {list: "${append(list, 'last')}"}
  - log: ${list} ${copy}
)"),
              ElementsAre(R"([1,2,1,2,"last"] [1,2,1,2])"));
}

}  // namespace
}  // namespace vtime::scenario
