#include <vtime/coroutines.hpp>
#include <vtime/gtest.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

using namespace std::chrono_literals;

namespace {

// begin: production
/// Fails twice before it answers.
class Server {
 public:
  vtime::Task<std::string> ask() {
    co_await vtime::sleep_for(30ms);
    if (++requests_ < 3) throw std::runtime_error("busy");
    co_return "hello";
  }

 private:
  int requests_ = 0;
};

vtime::Task<std::string> ask_until_answered(Server& server) {
  for (auto pause = 100ms;; pause *= 2) {
    try {
      auto attempt = server.ask();
      co_return co_await std::move(attempt);
    } catch (const std::exception&) {
      // tried again below
    }
    co_await vtime::sleep_for(pause);
  }
}
// end: production

// begin: first-test
TEST(Asking, BacksOffAndTriesAgain) {
  vtime::EventLoop loop;
  Server server;
  EXPECT_EQ(loop.run(ask_until_answered(server)), "hello");
  EXPECT_EQ(loop.elapsed(), 390ms);  // 30 + 100 + 30 + 200 + 30
}
// end: first-test

// begin: timeout
TEST(Asking, IsGivenUpInTime) {
  vtime::EventLoop loop;
  Server server;
  EXPECT_THROW(loop.run(vtime::with_timeout(ask_until_answered(server), 200ms)), vtime::TimedOut);
  EXPECT_EQ(loop.elapsed(), 200ms);
  EXPECT_EQ(loop.pending_count(), 0U);  // nothing is left of it
}
// end: timeout

// begin: spawn
TEST(Workers, ShareTheJobs) {
  vtime::EventLoop loop;
  vtime::Transcript log(loop);
  vtime::Channel<int> jobs(8, "jobs");
  const auto work = [](vtime::Transcript& notes, vtime::Channel<int>& queue, std::string name) -> vtime::Task<int> {
    int done = 0;
    while (const std::optional<int> job = co_await queue.receive()) {
      co_await vtime::sleep_for(10ms);
      notes("{} did job {}", name, *job);
      ++done;
    }
    co_return done;
  };
  const auto first = vtime::spawn(loop, work(log, jobs, "first"), "first worker");
  const auto second = vtime::spawn(loop, work(log, jobs, "second"), "second worker");
  for (int job = 1; job <= 3; ++job) jobs.try_send(job);
  jobs.close();
  loop.run_until_idle();
  EXPECT_EQ(first.get() + second.get(), 3);
  EXPECT_THAT(log, vtime::TranscriptIs({"10ms: first did job 1", "10ms: second did job 2", "20ms: first did job 3"}));
}
// end: spawn

// begin: combine
vtime::Task<int> price(vtime::Duration takes, int value) {
  co_await vtime::sleep_for(takes);
  co_return value;
}

vtime::Task<int> compare_prices() {
  auto both = vtime::when_all(price(20ms, 7), price(30ms, 5));
  const auto [mine, yours] = co_await std::move(both);
  auto either = vtime::when_any(price(1s, 1), vtime::sleep_for(10ms));
  const auto first = co_await std::move(either);
  co_return first.index == 1 ? mine + yours : 0;
}

TEST(Prices, AreAskedForSideBySide) {
  vtime::EventLoop loop;
  EXPECT_EQ(loop.run(compare_prices()), 12);
  EXPECT_EQ(loop.elapsed(), 40ms);
}
// end: combine

// begin: cancel
vtime::Task<void> transfer(vtime::Transcript& log) {
  bool was_cancelled = false;
  try {
    co_await vtime::sleep_for(1h);
  } catch (const vtime::Cancelled&) {
    was_cancelled = true;
  }
  if (was_cancelled) co_await vtime::sleep_for(5ms);  // saying goodbye takes time
  log("{}", was_cancelled ? "closed early" : "done");
}

TEST(Transfer, SaysGoodbyeWhenItIsCancelled) {
  vtime::EventLoop loop;
  vtime::Transcript log(loop);
  const auto task = vtime::spawn(loop, transfer(log));
  loop.schedule_after(1s, [&] { task.cancel(); });
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"1.005s: closed early"}));
}
// end: cancel

// begin: deadlock
vtime::Task<void> waits_for_each_other(vtime::Mutex& first, vtime::Mutex& second) {
  const auto one = co_await first.lock();
  co_await vtime::sleep_for(1ms);
  const auto two = co_await second.lock();
}

TEST(Philosophers, AreFoundOut) {
  vtime::EventLoop loop;
  vtime::Mutex left("left fork");
  vtime::Mutex right("right fork");
  vtime::spawn(loop, waits_for_each_other(right, left), "Kant");
  try {
    loop.run(waits_for_each_other(left, right));
    FAIL();
  } catch (const vtime::DeadlockError& error) {
    ASSERT_EQ(error.waiting().size(), 2U);
    EXPECT_EQ(error.waiting()[0].name, "Kant");
    EXPECT_THAT(error.what(), testing::HasSubstr("waits for mutex 'left fork', locked by 'waits_for_each_other' at "));
  }
}
// end: deadlock

// begin: traps
vtime::Task<std::string> greet(std::string name) {  // by value: it lies in the coroutine's own frame
  co_await vtime::sleep_for(1s);
  co_return "hello " + name;
}

vtime::Task<std::string> greets() {
  const std::string name = "world";
  // Not a capture: a lambda's captures die with the lambda, before the coroutine goes on.
  const auto twice = [](std::string whom) -> vtime::Task<std::string> {
    auto once = greet(whom);
    const std::string greeting = co_await std::move(once);
    co_return greeting + ", " + greeting;
  };
  auto task = twice(name);  // first the task, then a co_await with nothing else in it
  co_return co_await std::move(task);
}
// end: traps

TEST(Greeting, KeepsWhatItNeeds) {
  vtime::EventLoop loop;
  EXPECT_EQ(loop.run(greets()), "hello world, hello world");
}

}  // namespace
