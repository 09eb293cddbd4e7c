// begin: component
#include <functional>
#include <utility>
#include <vtime/scheduler.hpp>

/// Saves a document when its author has not typed for a while.
class Autosave {
 public:
  Autosave(vtime::Scheduler& scheduler, vtime::Duration quiet, std::function<void()> save)
      : scheduler_(scheduler), quiet_(quiet), save_(std::move(save)) {}

  void typed() {
    timer_ = scheduler_.schedule_after(quiet_, [this] { save_(); }, {.label = "autosave"});
  }

 private:
  vtime::Scheduler& scheduler_;
  vtime::Duration quiet_;
  std::function<void()> save_;
  vtime::ScopedTimer timer_;  // a new one cancels the one before
};
// end: component

// begin: test
#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

class AutosaveTest : public vtime::Test {};

TEST_F(AutosaveTest, WaitsForTheAuthorToPause) {
  Autosave autosave(loop, 2s, [&] { log("saved"); });
  autosave.typed();
  loop.advance_by(1500ms);
  autosave.typed();
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"3.5s: saved"}));
}
// end: test

// begin: production
#include <vtime/steady_loop.hpp>

void edit_in_real_time() {
  vtime::SteadyLoop loop;
  Autosave autosave(loop, 2ms, [&] { loop.stop(); });
  autosave.typed();
  loop.run();  // sleeps for two milliseconds, saves, and returns
}
// end: production

TEST(Autosave, SavesInRealTime) {
  const auto begin = std::chrono::steady_clock::now();
  edit_in_real_time();
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 2ms);
}
