// Scenarios that call C++.

#include "vtime/bindings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <limits>
#include <memory>
#include <stdexcept>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

MakeBindings binding(Bindings::HostFunction body) {
  return [body = std::move(body)](Bindings& bindings, Scheduler&) { bindings.function("f", body); };
}

const std::string declared = "functions:\n  f: host\n";

std::vector<std::string> log_with(const Bindings::HostFunction& body, const std::string& script) {
  const MakeBindings make = binding(body);
  return log_of(declared + script, with(make));
}

std::string fault_with(const Bindings::HostFunction& body, const std::string& script) {
  const MakeBindings make = binding(body);
  return fault_of(declared + script, with(make));
}

TEST(BindingsTest, ArgumentsGoInAndAResultComesOut) {
  EXPECT_THAT(log_with(
                  [](vtime::Call& call) {
                    call.result(fmt::format("{} of {} in {}", call.get<int>(0), call.get<std::string>(1),
                                            to_text(call.get<Duration>(2))));
                  },
                  "script:\n  - {call: f, with: [3, apples, 1.5s], into: what}\n  - log: ${what}\n"),
              ElementsAre("3 of apples in 1.5s"));
}

TEST(BindingsTest, AResultThatIsNotSetIsNull) {
  EXPECT_THAT(log_with([](vtime::Call&) {}, "script:\n  - {call: f, into: r}\n  - log: ${r}\n"), ElementsAre("null"));
}

TEST(BindingsTest, EveryKindOfValueComesBackAsItWent) {
  EXPECT_THAT(log_with([](vtime::Call& call) { call.result(call.get<vtime::Value>(0)); },
                       "script:\n"
                       "  - let: {all: {a: null, b: true, c: 7, d: 2.5, e: '${5ms}', f: text, g: [1, [2]], h: {}}}\n"
                       "  - {call: f, with: ['${all}'], into: r}\n"
                       "  - log: ${r == all}\n"
                       "  - log: ${r}\n"),
              ElementsAre("true", R"({"a":null,"b":true,"c":7,"d":2.5,"e":"5ms","f":"text","g":[1,[2]],"h":{}})"));
}

TEST(BindingsTest, AFunctionThatComesBackIsTheSameFunction) {
  EXPECT_THAT(log_with([](vtime::Call& call) { call.result(call.get<vtime::Value>(0)); },
                       "script:\n  - let: {g: {function: [], do: [{log: called}]}}\n"
                       "  - {call: f, with: ['${g}'], into: same}\n  - log: ${same == g}\n  - {call: same}\n"),
              ElementsAre("true", "called"));
}

TEST(BindingsTest, AFunctionOfCppIsAValueThatTheProgramCalls) {
  EXPECT_THAT(log_with(
                  [](vtime::Call& call) {
                    call.result(vtime::Value::Function([n = 0](const auto&) mutable { return vtime::Value(++n); }));
                  },
                  "script:\n  - {call: f, into: counter}\n  - {call: counter, into: n}\n"
                  "  - {call: counter, into: n}\n  - log: ${n}\n"),
              ElementsAre("2"));
}

TEST(BindingsTest, LinesAreLoggedAtThePlaceOfTheCall) {
  const MakeBindings make = binding([](vtime::Call& call) { call.log("one\ntwo"); });
  const RunResult result = run_text(declared + "script:\n  - {call: f}\n", with(make));
  ASSERT_EQ(result.lines.size(), 2u);
  EXPECT_EQ(result.lines[1].text, "two");
  EXPECT_EQ(result.lines[1].place.line, 5u);
}

// ---- mistakes ----------------------------------------------------------------------------------------------------

TEST(BindingsTest, AnExceptionIsAnErrorThrownAtTheCall) {
  EXPECT_THAT(log_with([](vtime::Call&) { throw std::runtime_error("no route"); },
                       "script:\n  - try: [{call: f}]\n    catch: [{log: '${error}'}]\n"),
              ElementsAre("no route"));
  EXPECT_THAT(
      log_with([](vtime::Call&) { throw 42; }, "script:\n  - try: [{call: f}]\n    catch: [{log: '${error}'}]\n"),
      ElementsAre("an exception that is no std::exception"));
}

TEST(BindingsTest, AnExceptionThatNothingCatchesIsAnUncaughtLine) {
  const MakeBindings make = binding([](vtime::Call&) { throw std::runtime_error("no route"); });
  EXPECT_THAT(transcript_of(declared + "script:\n  - {call: f}\n  - log: never\n", with(make)),
              ElementsAre("0s: uncaught: no route"));
}

TEST(BindingsTest, AMissingArgumentIsToldAtThePlaceOfTheCall) {
  EXPECT_EQ(fault_with([](vtime::Call& call) { call.get<std::string>(1); }, "script:\n  - {call: f, with: [one]}\n"),
            "5:6: argument 2 of 'f': a string is expected, but the call has 1 argument");
}

TEST(BindingsTest, AnArgumentOfAnotherKindIsToldAtThePlaceOfTheCall) {
  const auto told = [](const Bindings::HostFunction& body, const std::string& argument) {
    return fault_with(body, "script:\n  - {call: f, with: [" + argument + "]}\n");
  };
  EXPECT_EQ(told([](vtime::Call& call) { call.get<int>(0); }, "soon"),
            "5:6: argument 1 of 'f': an integer is expected, not a string: \"soon\"");
  EXPECT_EQ(told([](vtime::Call& call) { call.get<std::uint8_t>(0); }, "256"),
            "5:6: argument 1 of 'f': a smaller number is expected, not an integer: 256");
  EXPECT_EQ(told([](vtime::Call& call) { call.get<Duration>(0); }, "soon"),
            "5:6: argument 1 of 'f': a duration is expected, not a string: \"soon\"");
  EXPECT_EQ(told([](vtime::Call& call) { call.get<bool>(0); }, "null"),
            "5:6: argument 1 of 'f': a boolean is expected, not null");
  EXPECT_EQ(told([](vtime::Call& call) { call.callback(0); }, "[1]"),
            "5:6: argument 1 of 'f': a function is expected, not a list: [1]");
}

TEST(BindingsTest, AFunctionThatIsNotBoundIsToldWhereItIsDeclared) {
  EXPECT_EQ(fault_of(declared + "script:\n  - log: never\n"),
            "3:3: the function 'f' is to be bound in C++, and nothing is bound to it (bind 'f' in a library given by "
            "'vtime run --plugin LIBRARY', or in the bindings given to vtime::register_scenarios)");
}

TEST(BindingsTest, BindingsThatCannotBeMadeEndTheRun) {
  const MakeBindings make = [](Bindings&, Scheduler&) { throw std::runtime_error("no configuration"); };
  EXPECT_EQ(fault_of(declared + "script: []\n", with(make)),
            "1:1: the bindings of C++ could not be made: no configuration");
}

TEST(BindingsTest, NumbersThatTheLanguageDoesNotHoldAreRefused) {
  EXPECT_THAT(fault_with([](vtime::Call& call) { call.result(std::numeric_limits<double>::infinity()); },
                         "script:\n  - {call: f}\n"),
              HasSubstr("C++ gave a number that is not finite"));
}

TEST(BindingsTest, BytesThatAreNoUtf8AreReplaced) {
  EXPECT_THAT(log_with(
                  [](vtime::Call& call) {
                    call.log(
                        "a\xff"
                        "b");
                  },
                  "script:\n  - {call: f}\n"),
              ElementsAre("a\xEF\xBF\xBD"
                          "b"));
}

TEST(BindingsTest, ValuesThatNestTooDeepAreRefused) {
  EXPECT_THAT(fault_with(
                  [](vtime::Call& call) {
                    vtime::Value value;
                    for (int i = 0; i < 2000; ++i) {
                      vtime::Value::List list;
                      list.push_back(std::move(value));
                      value = std::move(list);
                    }
                    call.result(std::move(value));
                  },
                  "script:\n  - {call: f}\n"),
              HasSubstr("nest"));
}

// ---- callbacks that are called at once -----------------------------------------------------------------------------

TEST(BindingsTest, ACallbackMayBeCalledBeforeTheCallReturns) {
  EXPECT_THAT(log_with(
                  [](vtime::Call& call) {
                    const auto twice = call.callback(0);
                    call.result(twice({20}).as<std::int64_t>() + twice({1}).as<std::int64_t>());
                  },
                  "script:\n  - let: {twice: {function: [n], do: [{log: '${n}'}, {return: '${2 * n}'}]}}\n"
                  "  - {call: f, with: ['${twice}'], into: r}\n  - log: ${r}\n"),
              ElementsAre("20", "1", "42"));
}

constexpr const char* failing_callback =
    "script:\n  - let: {g: {function: [], do: [{throw: lost}]}}\n"
    "  - try: [{call: f, with: ['${g}']}, {log: went on}]\n    catch: [{log: 'caught ${error}'}]\n";

TEST(BindingsTest, AnErrorOfACallbackPassesThroughCpp) {
  EXPECT_THAT(log_with([](vtime::Call& call) { call.callback(0)({}); }, failing_callback), ElementsAre("caught lost"));
}

TEST(BindingsTest, AnErrorOfACallbackMayBeCaughtInCpp) {
  EXPECT_THAT(log_with(
                  [](vtime::Call& call) {
                    try {
                      call.callback(0)({});
                    } catch (const CallbackError& error) {
                      call.log("C++ caught " + error.message());
                    }
                  },
                  failing_callback),
              ElementsAre("C++ caught lost", "went on"));
}

TEST(BindingsTest, ALimitStopsTheRunWhateverCppCatches) {
  const MakeBindings make = binding([](vtime::Call& call) {
    for (int i = 0; i < 3; ++i) {
      try {
        call.callback(0)({});
      } catch (...) {  // NOLINT: that is the question
      }
    }
  });
  const RunResult result =
      run_text(declared +
                   "limits: {statements: 1000}\nscript:\n  - let: {g: {function: [], do: [{while: true, do: []}]}}\n"
                   "  - {call: f, with: ['${g}']}\n  - log: never\n",
               with(make));
  EXPECT_EQ(result.ending, Ending::limited);
  EXPECT_THAT(result.lines, IsEmpty());
}

TEST(BindingsTest, CppThatCallsItselfThroughTheProgramIsStopped) {
  EXPECT_THAT(fault_with([](vtime::Call& call) { call.callback(0)({}); },
                         "limits: {depth: 1000000}\nscript:\n"
                         "  - let: {g: {function: [], do: [{call: f, with: ['${g}']}]}}\n"
                         "  - {call: f, with: ['${g}']}\n"),
              HasSubstr("calls of C++ nest more than 100 levels deep"));
}

}  // namespace
}  // namespace vtime::scenario
