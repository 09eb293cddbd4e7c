// C++ that a scenario has called goes on in virtual time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "run_support.hpp"
#include "vtime/bindings.hpp"
#include "vtime/clock.hpp"
#include "vtime/coroutines.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::scenario {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// `answer` calls its first argument after the duration that is its second.
void bind_answer(Bindings& bindings, Scheduler& scheduler) {
  bindings.function("answer", [&scheduler](vtime::Call& call) {
    scheduler.schedule_after(call.get<Duration>(1), [done = call.callback(0)] { done({"answer"}); });
  });
}

std::string answering(const std::string& loop, const std::string& delay, const std::string& more = "") {
  return "loop: " + loop +
         "\nfunctions:\n  answer: host\nscript:\n  - let: {g: {function: [what], do: [{log: '${what} ${now()}'}]}}\n"
         "  - {call: answer, with: ['${g}', " +
         delay + "]}\n" + more;
}

TEST(BindingsTime, ACallbackMayBeCalledFromATimer) {
  const MakeBindings make = bind_answer;
  EXPECT_THAT(transcript_of(answering("plain", "2s"), with(make)), ElementsAre("2s: answer 2s"));
}

TEST(BindingsTime, TimersFollowTheRulesOfTheLoop) {
  const MakeBindings make = bind_answer;
  EXPECT_THAT(transcript_of(answering("plain", "'1500us'"), with(make)), ElementsAre("1.5ms: answer 1.5ms"));
  EXPECT_THAT(transcript_of(answering("node", "'1500us'"), with(make)), ElementsAre("1ms: answer 1ms"));
  EXPECT_THAT(transcript_of(answering("browser", "'1500us'"), with(make)), ElementsAre("1ms: answer 1ms"));
}

TEST(BindingsTime, APostRunsAtTheSameInstantBehindTheCall) {
  const MakeBindings make = [](Bindings& bindings, Scheduler& scheduler) {
    bindings.function("later", [&](vtime::Call& call) { scheduler.post([done = call.callback(0)] { done({}); }); });
  };
  for (const char* loop : {"plain", "node", "browser"}) {
    EXPECT_THAT(transcript_of("loop: " + std::string(loop) +
                                  "\nfunctions:\n  later: host\nscript:\n"
                                  "  - let: {g: {function: [], do: [{log: posted}]}}\n"
                                  "  - {call: later, with: ['${g}']}\n  - log: script\n",
                              with(make)),
                ElementsAre("0s: script", "0s: posted"))
        << loop;
  }
}

TEST(BindingsTime, TheClockOfTheThreadIsThatOfTheRun) {
  const EventLoop outer({.start = 5h});
  const MakeBindings make = [](Bindings& bindings, Scheduler& scheduler) {
    bindings.function("read", [&scheduler](vtime::Call& call) {
      call.result(Clock::now() == scheduler.now() ? Clock::now().time_since_epoch() : Duration(-1));
    });
  };
  for (const char* loop : {"plain", "node", "browser"}) {
    EXPECT_THAT(log_of("loop: " + std::string(loop) +
                           "\nfunctions:\n  read: host\nscript:\n  - set_timeout: 250\n"
                           "    do: [{call: read, into: t}, {log: '${t}'}]\n",
                       with(make)),
                ElementsAre("1h0m0.25s"))
        << loop;
  }
  EXPECT_EQ(Clock::now(), outer.now());
}

TEST(BindingsTime, ATimerOfCppIsCancelledAndKnowsItsDeadline) {
  std::vector<std::string> seen;
  const MakeBindings make = [&](Bindings& bindings, Scheduler& scheduler) {
    auto& timer = bindings.make<Timer>();
    bindings.function("arm", [&](vtime::Call&) {
      timer = scheduler.schedule_after(5s, [&] { seen.emplace_back("called"); });
      seen.push_back(to_text(*timer.deadline() - scheduler.now()));
    });
    bindings.function("cancel", [&](vtime::Call&) {
      seen.emplace_back(timer.cancel() ? "cancelled" : "too late");
      seen.emplace_back(timer.pending() ? "pending" : "gone");
    });
  };
  for (const char* loop : {"plain", "node", "browser"}) {
    seen.clear();
    transcript_of("loop: " + std::string(loop) +
                      "\nfunctions:\n  arm: host\n  cancel: host\nscript:\n  - {call: arm}\n"
                      "  - {set_timeout: 2s, do: [{call: cancel}, {call: cancel}]}\n",
                  with(make));
    EXPECT_THAT(seen, ElementsAre("5s", "cancelled", "gone", "too late", "gone")) << loop;
  }
}

TEST(BindingsTime, AnExceptionFromATimerIsUncaught) {
  const MakeBindings make = [](Bindings& bindings, Scheduler& scheduler) {
    bindings.function("fail", [&](vtime::Call&) {
      scheduler.schedule_after(2s, [] { throw std::runtime_error("connection lost"); });
    });
  };
  for (const char* loop : {"plain", "node", "browser"}) {
    EXPECT_THAT(transcript_of("loop: " + std::string(loop) + "\nfunctions:\n  fail: host\nscript: [{call: fail}]\n",
                              with(make)),
                ElementsAre("2s: uncaught: connection lost"))
        << loop;
  }
}

TEST(BindingsTime, ADelayThatTheSchedulerRefusesIsAnErrorAtTheCall) {
  const MakeBindings make = bind_answer;
  EXPECT_THAT(transcript_of(answering("node", "-5ms"), with(make)),
              ElementsAre("0s: uncaught: the delay -5ms is negative"));
}

TEST(BindingsTime, PendingTimersOfCppAreListedByTheirPlace) {
  const MakeBindings make = [](Bindings& bindings, Scheduler& scheduler) {
    bindings.function("arm", [&](vtime::Call&) {
      scheduler.schedule_after(
          5s, [] {}, {}, Place{"/project/client.cpp", 12, 0});
      scheduler.schedule_after(5s, [] {}, {.label = "heartbeat"});
      scheduler.schedule_after(5s, [] {}, {.background = true});
    });
  };
  const RunResult result = run_text("functions:\n  arm: host\nstop_at: 1s\nscript: [{call: arm}]\n", with(make));
  EXPECT_THAT(result.pending, ElementsAre("client.cpp:12", "heartbeat"));
}

Task<void> answer_after(Duration pause, vtime::Value::Function done) {
  co_await sleep_for(pause);
  done({"answer"});
}

TEST(BindingsTime, CoroutinesOfCppRunInTheTimeOfTheRun) {
  const MakeBindings make = [](Bindings& bindings, Scheduler& scheduler) {
    bindings.function("answer", [&scheduler](vtime::Call& call) {
      spawn(scheduler, answer_after(call.get<Duration>(1), call.callback(0)));
    });
  };
  for (const char* loop : {"plain", "node", "browser"}) {
    EXPECT_THAT(transcript_of(answering(loop, "2s"), with(make)), ElementsAre("2s: answer 2s")) << loop;
    EXPECT_THAT(transcript_of(answering(loop, "2s", "stop_at: 1s\n"), with(make)), IsEmpty()) << loop;
  }
}

TEST(BindingsTime, AnAsyncFunctionGivesCppNothing) {
  const MakeBindings make = [](Bindings& bindings, Scheduler&) {
    bindings.function("ask",
                      [](vtime::Call& call) { call.log(call.callback(0)({}).is_null() ? "null" : "something"); });
  };
  EXPECT_THAT(log_of("functions:\n  ask: host\n  work: {async: true, do: [{sleep: 1s}, {log: worked}]}\n"
                     "script: [{call: ask, with: ['${work}']}]\n",
                     with(make)),
              ElementsAre("null", "worked"));
}

// ---- the end of a run ----------------------------------------------------------------------------------------------

TEST(BindingsTime, ACallbackThatIsKeptBeyondTheRunDoesNothing) {
  vtime::Value::Function kept;
  const MakeBindings make = [&](Bindings& bindings, Scheduler&) {
    bindings.function("keep", [&](vtime::Call& call) { kept = call.callback(0); });
  };
  EXPECT_THAT(log_of("functions:\n  keep: host\nscript:\n  - let: {g: {function: [], do: [{log: called}]}}\n"
                     "  - {call: keep, with: ['${g}']}\n",
                     with(make)),
              IsEmpty());
  EXPECT_TRUE(kept({1, 2}).is_null());
}

/// Uses the scheduler to the last moment, as connections do that close themselves.
struct Connection {
  explicit Connection(Scheduler& the_scheduler) : scheduler(the_scheduler) {}
  ~Connection() {
    heartbeat.cancel();
    scheduler.post([] {});
    scheduler.schedule_after(1s, [] {});
    if (on_close) on_close({"closed"});
    last_time = scheduler.now();
  }
  Scheduler& scheduler;
  Timer heartbeat;
  vtime::Value::Function on_close;
  static inline TimePoint last_time;
};

TEST(BindingsTime, ObjectsThatEndWithTheRunMayUseItsSchedulerAndTheirCallbacks) {
  const MakeBindings make = [](Bindings& bindings, Scheduler& scheduler) {
    auto& bound = bindings.make<Connection>(scheduler);
    bindings.function("connect", [&](vtime::Call& call) {
      bound.on_close = call.callback(0);
      bound.heartbeat = scheduler.schedule_after(1h, [] {});
      auto held_by_a_timer = std::make_shared<Connection>(scheduler);
      held_by_a_timer->on_close = call.callback(0);
      scheduler.schedule_after(1h, [held_by_a_timer] {});
    });
  };
  for (const char* loop : {"plain", "node", "browser"}) {
    EXPECT_THAT(transcript_of("loop: " + std::string(loop) +
                                  "\nfunctions:\n  connect: host\nstop_at: 5s\nscript:\n"
                                  "  - let: {g: {function: [what], do: [{log: '${what}'}]}}\n"
                                  "  - {call: connect, with: ['${g}']}\n",
                              with(make)),
                IsEmpty())
        << loop;
  }
}

TEST(BindingsTime, EveryRunBeginsAfresh) {
  const MakeBindings make = [](Bindings& bindings, Scheduler&) {
    auto& count = bindings.make<int>(0);
    bindings.function("count", [&count](vtime::Call& call) { call.result(++count); });
  };
  const auto scenario = scenario_of("functions:\n  count: host\nscript: [{call: count, into: n}, {log: '${n}'}]\n");
  ASSERT_NE(scenario, nullptr);
  const auto repeat = [&] {
    for (int i = 0; i < 50; ++i) EXPECT_THAT(transcript(run(*scenario, with(make))), ElementsAre("0s: 1"));
  };
  std::thread other(repeat);
  repeat();
  other.join();
}

TEST(BindingsTime, BindingsMayBeShared) {
  int calls = 0;
  Bindings shared;
  shared.function("count", [&calls](vtime::Call&) { ++calls; });
  const MakeBindings make = [&shared](Bindings& bindings, Scheduler&) { bindings.include(shared); };
  for (int i = 0; i < 2; ++i) log_of("functions:\n  count: host\nscript: [{call: count}]\n", with(make));
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace vtime::scenario
