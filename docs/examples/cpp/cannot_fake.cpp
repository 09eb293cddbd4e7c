// What docs/cannot-fake.md shows.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vtime/gtest.hpp>
#include <vtime/steady_loop.hpp>

using namespace std::chrono_literals;

// begin: blocking
/// Flushes every now and then, on a thread of its own that waits: no fake clock wakes it.
class BlockingFlusher {
 public:
  BlockingFlusher(std::chrono::milliseconds period, std::function<void()> flush)
      : thread_([this, period, flush = std::move(flush)] {
          std::unique_lock lock(mutex_);
          while (!stopped_.wait_for(lock, period, [this] { return is_stopped_; })) flush();
        }) {}
  ~BlockingFlusher() {
    {
      const std::lock_guard lock(mutex_);
      is_stopped_ = true;
    }
    stopped_.notify_one();
    thread_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool is_stopped_ = false;
  std::thread thread_;
};
// end: blocking

// begin: scheduled
/// The same without a thread: it asks to be called.
class Flusher {
 public:
  Flusher(vtime::Scheduler& scheduler, vtime::Duration period, std::function<void()> flush)
      : scheduler_(scheduler), period_(period), flush_(std::move(flush)) {
    wait();
  }

 private:
  void wait() {
    timer_ = scheduler_.schedule_after(period_, [this] {
      flush_();
      wait();
    });
  }

  vtime::Scheduler& scheduler_;
  vtime::Duration period_;
  std::function<void()> flush_;
  vtime::ScopedTimer timer_;
};
// end: scheduled

// begin: test
class FlusherTest : public vtime::Test {};

TEST_F(FlusherTest, FlushesEveryMinute) {
  const Flusher flusher(loop, 1min, [&] { log("flush"); });
  loop.advance_by(2min);
  EXPECT_THAT(log, vtime::TranscriptIs({"1m: flush", "2m: flush"}));
}
// end: test

// begin: io
/// What an input means to the program: plain code on a scheduler, tested without any input.
class Greeter {
 public:
  Greeter(vtime::Scheduler& scheduler, std::function<void(std::string)> greet)
      : scheduler_(scheduler), greet_(std::move(greet)) {}
  void came(const std::string& name) {
    scheduler_.schedule_after(1ms, [this, name] { greet_("Hello, " + name); });
  }

 private:
  vtime::Scheduler& scheduler_;
  std::function<void(std::string)> greet_;
};

/// The real thing: a thread blocks in a read, and posts what it got to the loop.
void greet_whom(std::istream& input) {
  vtime::SteadyLoop loop;
  Greeter greeter(loop, [&](const std::string& text) {
    std::puts(text.c_str());
    loop.stop();
  });
  std::thread reader([&] {
    std::string name;
    std::getline(input, name);  // blocks
    loop.post([&greeter, name] { greeter.came(name); });
  });
  loop.run();
  reader.join();
}
// end: io

class GreeterTest : public vtime::Test {};

// begin: io-test
TEST_F(GreeterTest, GreetsAGuestAMomentLater) {
  Greeter greeter(loop, [&](const std::string& text) { log("{}", text); });
  loop.schedule_after(5s, [&] { greeter.came("Ada"); });  // the input, at a time of the test's choice
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"5.001s: Hello, Ada"}));
}
// end: io-test

TEST(Real, BothRunInRealTime) {
  std::atomic<int> flushes = 0;
  {
    const BlockingFlusher flusher(1ms, [&] { ++flushes; });
    while (flushes == 0) std::this_thread::yield();
  }
  std::istringstream input("Ada\n");
  greet_whom(input);
}
