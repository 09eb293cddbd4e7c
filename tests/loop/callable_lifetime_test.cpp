// When callables are destroyed, and what their destructors may do meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

#include "loop/log.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// A callable that logs its call, and does something when it is destroyed.
class Dying {
 public:
  Dying(Log& log, std::function<void()> last) : log_(&log), last_(std::move(last)) {}
  Dying(Dying&& other) noexcept : log_(std::exchange(other.log_, nullptr)), last_(std::move(other.last_)) {}
  Dying& operator=(Dying&&) = delete;
  ~Dying() {
    if (log_ != nullptr) last_();
  }
  void operator()() const { (*log_)("called"); }

 private:
  Log* log_;
  std::function<void()> last_;
};

TEST(Callables, MaySchedulePostAndCancelWhileTheyAreDestroyedAfterTheirCall) {
  EventLoop loop;
  Log log(loop);
  const Timer victim = loop.schedule_after(1ms, log.note("victim"));
  loop.schedule_after(1ms, log.note("between"));
  Timer self;
  self = loop.schedule_at(loop.now(), Dying(log, [&] {
                            log(victim.cancel() && !self.cancel() ? "destroyed" : "wrong");
                            loop.post(log.note("posted"));
                            loop.schedule_after(1ms, log.note("scheduled"));
                          }));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: called", "0s: destroyed", "0s: posted", "1ms: between", "1ms: scheduled"));
}

TEST(Callables, MayScheduleAndCancelWhileTheyAreDestroyedByCancelling) {
  EventLoop loop;
  Log log(loop);
  const Timer other = loop.schedule_after(2ms, Dying(log, [&] { log("other destroyed"); }));
  const Timer timer = loop.schedule_after(1ms, Dying(log, [&] {
                                            log(other.cancel() ? "destroyed" : "wrong");
                                            loop.schedule_after(3ms, log.note("scheduled"));
                                          }));
  EXPECT_TRUE(timer.cancel());
  EXPECT_FALSE(timer.cancel());
  EXPECT_EQ(loop.pending_count(), 1U);
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: other destroyed", "0s: destroyed", "3ms: scheduled"));
}

TEST(Callables, AreDestroyedWhenTheyHaveThrown) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(1ms, [dying = Dying(log, [&] { log("destroyed"); })] { throw std::runtime_error("no"); });
  EXPECT_THROW(loop.run_until_idle(), std::runtime_error);
  EXPECT_THAT(log.take(), ElementsAre("1ms: destroyed"));
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST(Callables, AnIntervalThatCancelsItselfAndThrowsIsDestroyedOnce) {
  EventLoop loop;
  Log log(loop);
  Timer beat;
  beat = loop.schedule_every(1ms, [&, dying = Dying(log, [&] { log("destroyed"); })] {
    EXPECT_TRUE(beat.cancel());
    loop.schedule_after(1ms, log.note("after"));  // must not be given the place of the running one
    throw std::runtime_error("no");
  });
  EXPECT_THROW(loop.run_until_idle(), std::runtime_error);
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: destroyed", "2ms: after"));
}

TEST(Callables, MayUseTheLoopWhileItIsDestroyedButNothingIsTakenAnyMore) {
  std::vector<std::string> seen;
  auto owned = std::make_unique<EventLoop>();
  EventLoop& loop = *owned;
  Log log(loop);
  Timer other;
  const auto arm = [&] {
    loop.post([] {});
    loop.schedule_after(1ms, [&seen] { seen.emplace_back("never"); });
  };
  arm();  // then the places are known, which is the short way in
  loop.run_ready();
  const auto last = [&] {
    arm();
    const bool empty = loop.pending_count() == 0 && loop.pending().empty() && !loop.next_deadline();
    seen.emplace_back(empty && !other.cancel() && !other.pending() ? "whole and empty" : "wrong");
  };
  loop.schedule_after(1ms, Dying(log, last));
  other = loop.schedule_after(2ms, Dying(log, last));
  owned.reset();
  EXPECT_THAT(seen, ElementsAre("whole and empty", "whole and empty"));
}

TEST(Callables, StayWhereTheyAreWhileTheyScheduleAnyNumberOfOthers) {
  EventLoop loop;
  int ran = 0;
  loop.schedule_after(1ms, [&, text = std::string("a text that does not lie within the string itself")] {
    for (int i = 0; i < 50'000; ++i) loop.schedule_after(Duration(i % 7), [&ran] { ++ran; });
    EXPECT_EQ(text, "a text that does not lie within the string itself");
  });
  loop.run_until_idle();
  EXPECT_EQ(ran, 50'000);
}

TEST(Timers, MayWaitByTheHundredThousand) {
  EventLoop loop;
  Duration last{};
  bool in_order = true;
  for (std::uint64_t i = 0; i < 700'000; ++i) {
    const Duration delay(static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15ULL) % 1'000'000'000'000ULL));
    loop.schedule_after(delay, [&] {
      in_order = in_order && last <= loop.elapsed();
      last = loop.elapsed();
    });
  }
  loop.run_until_idle();
  EXPECT_TRUE(in_order);
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST(Timers, OfAllDistancesFireInTheOrderOfTheirDeadlines) {
  EventLoop loop({.start = 0ns});
  Duration last{};
  std::uint64_t ran = 0;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const auto delay = static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15ULL) >> (1 + i % 63));
    loop.schedule_after(Duration(delay), [&] {
      EXPECT_LE(last, loop.elapsed());
      last = loop.elapsed();
      ++ran;
    });
  }
  loop.run_until_idle();
  EXPECT_EQ(ran, 20'000U);
}

}  // namespace
}  // namespace vtime::test
