// Events and resources.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Events, ListenersRunAtOnceInOrderAndOnceMeansOnce) {
  EXPECT_THAT(log_of(R"(
script:
  - {on: data, params: [x], do: [{log: "on ${x}"}]}
  - {once: data, params: [x], do: [{log: "once ${x}"}]}
  - {emit: data, with: [1]}
  - log: between
  - {emit: data, with: [2]}
  - emit: nobody listens
)"),
              ElementsAre("on 1", "once 1", "between", "on 2"));
}

TEST(Events, AListenerAddedDuringEmitIsNotCalledOneRemovedStillIs) {
  EXPECT_THAT(log_of(R"(
script:
  - let: {second: null}
  - on: data
    do:
      - log: first
      - {off: data, listener: second}
      - {on: data, do: {log: added}}
  - {on: data, as: l, do: {log: second}}
  - set: {second: "${l}"}
  - emit: data
  - log: again
  - emit: data
)"),
              ElementsAre("first", "second", "again", "first", "added"));
}

TEST(Events, OffWithoutAListenerRemovesAllOfTheEvent) {
  EXPECT_THAT(log_of(R"(
script:
  - {on: a, do: {log: a1}, as: a1}
  - {on: a, do: {log: a2}}
  - {on: b, do: {log: b}}
  - {off: b, listener: a1}
  - emit: a
  - off: a
  - emit: a
  - emit: b
)"),
              ElementsAre("a1", "a2", "b"));
}

TEST(Events, AnErrorInAListenerComesOutOfEmitAndStopsTheOthers) {
  EXPECT_THAT(log_of(R"(
script:
  - {on: data, do: {throw: from the listener}}
  - {on: data, do: {log: never}}
  - try: [{emit: data}, {log: never}]
    catch: [{log: "caught ${error}"}]
)"),
              ElementsAre("caught from the listener"));
}

TEST(Events, AOnceListenerThatEmitsItsEventAgainDoesNotRunTwice) {
  EXPECT_THAT(log_of(R"(
script:
  - {on: data, do: [{log: on}]}
  - {once: data, do: [{log: once}, {emit: data}]}
  - {once: data, do: [{log: second once}]}
  - emit: data
)"),
              ElementsAre("on", "once", "on", "second once"));
}

TEST(Events, NamesOfEventsAreTexts) {
  EXPECT_THAT(log_of(R"(
script:
  - let: {id: 7}
  - {on: "reply-${id}", do: {log: replied}}
  - emit: reply-7
)"),
              ElementsAre("replied"));
}

TEST(Events, TheTimelineEmitsFromOutsideInAnyOrderWritten) {
  EXPECT_THAT(transcript_of(R"(
script:
  - {on: click, do: {log: clicked}}
  - {set_timeout: 10, do: {log: timer}}
timeline:
  - {at: 20ms, do: {emit: click}}
  - {at: 10ms, do: {emit: click}}
)"),
              ElementsAre("10ms: clicked", "10ms: timer", "20ms: clicked"));
}

TEST(Resources, ALoadCompletesAfterItsLatencyWhileTheProgramGoesOn) {
  EXPECT_THAT(transcript_of(R"(
resources:
  file: {latency: 2s, result: {size: 5}}
  broken: {latency: 1s, error: no such file}
script:
  - {load: file, do: {log: "got ${result.size}"}, catch: {log: never}}
  - {load: broken, do: {log: never}, catch: {log: "failed: ${error}"}}
  - {load: file, catch: {log: never}}
  - log: going on
)"),
              ElementsAre("0s: going on", "1s: failed: no such file", "2s: got 5"));
}

TEST(Resources, ALoadWithoutCallbacksIsAPromise) {
  EXPECT_THAT(transcript_of(R"(
resources:
  user: {latency: 5ms, result: Ada}
  bad: {latency: 7ms, error: gone}
script:
  - async:
      - {load: user, as: u}
      - {load: bad, as: b}
      - {await: u, into: name}
      - log: ${name}
      - try: [{await: b}]
        catch: [{log: "${error}"}]
)"),
              ElementsAre("5ms: Ada", "7ms: gone"));
}

TEST(Resources, AFailedLoadThatNothingCatchesIsUncaught) {
  EXPECT_THAT(transcript_of(R"(
resources:
  bad: {latency: 7ms, error: gone}
script:
  - {load: bad, do: {log: never}}
)"),
              ElementsAre("7ms: uncaught: gone"));
}

TEST(Resources, ResponsesAreUsedUpInOrderTheLastOneRepeats) {
  EXPECT_THAT(transcript_of(R"(
resources:
  flaky:
    latency: 10ms
    responses:
      - {error: busy}
      - {latency: 1ms, result: fast}
      - {result: slow}
script:
  - repeat: 4
    as: i
    do: [{load: flaky, do: {log: "${i} ${result}"}, catch: {log: "${i} ${error}"}}]
)"),
              ElementsAre("1ms: 1 fast", "10ms: 0 busy", "10ms: 2 slow", "10ms: 3 slow"));
}

TEST(Resources, LoadsBeyondTheConcurrencyWaitInLine) {
  EXPECT_THAT(transcript_of(R"(
resources:
  service: {latency: 10ms, result: done, concurrency: 2}
script:
  - repeat: 5
    as: i
    do: [{load: service, do: {log: "${i} ${result}"}}]
)"),
              ElementsAre("10ms: 0 done", "10ms: 1 done", "20ms: 2 done", "20ms: 3 done", "30ms: 4 done"));
}

TEST(Resources, ACancelledLoadNeverCompletesAndFreesItsPlace) {
  const RunResult result = run_text(R"(
resources:
  service: {latency: 10ms, result: done, concurrency: 1}
script:
  - {load: service, as: first, do: {log: never}}
  - {load: service, as: second, do: {log: never}}
  - {load: service, do: {log: third}}
  - {load: service, as: promised}
  - then: promised
    do: {log: never}
  - set_timeout: 4
    do:
      - cancel: second
      - cancel: first
      - cancel: first
  - {set_timeout: 20, do: {cancel: promised}}
)");
  EXPECT_THAT(transcript(result), ElementsAre("14ms: third"));
  EXPECT_THAT(result.pending, IsEmpty());
}

TEST(Resources, AnUnknownResourceIsAnErrorThatSuggestsAName) {
  EXPECT_EQ(fault_of("resources:\n  user: {latency: 1, result: 1}\n"
                     "script:\n  - let: {n: uesr}\n  - load: ${n}\n    do: []\n"),
            "6:11: there is no resource 'uesr' (did you mean 'user'?; here n = \"uesr\")");
}

TEST(Resources, WhatWaitsAtTheEndIsPending) {
  const RunResult result = run_text(R"(
stop_at: 5ms
resources:
  service: {latency: 10ms, result: done, concurrency: 1}
script:
  - {load: service, as: in_flight, do: []}
  - {load: service, as: in_line, do: []}
  - {set_timeout: 6, do: []}
  - {set_timeout: 7, do: [], as: named}
  - {set_timeout: 8, do: [], background: true}
  - {set_timeout: 5, do: []}
  - {promise: never}
  - async: [{await: never}]
    as: worker
timeline:
  - {at: 1s, do: []}
)");
  EXPECT_THAT(result.pending, ElementsAre("in_flight", "line 9", "named", "in_line", "worker"));
  EXPECT_EQ(result.ended_at, std::chrono::milliseconds(5));
}

}  // namespace
}  // namespace vtime::scenario
