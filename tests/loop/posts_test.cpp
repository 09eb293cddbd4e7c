// Posts take a short way into the loop when another one has gone before from the same place. Nobody can tell which way.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "loop/log.hpp"
#include "loop/recording.hpp"
#include "vtime/error.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// Posts from one place, after one that has been called: what is posted then goes the short way if it may.
class Poster {
 public:
  explicit Poster(EventLoop& loop, const TimerOptions& options = {}) : loop_(loop) {
    post([] {}, options);
    loop_.run_until_idle();
  }

  template <typename F>
  Timer post(F callable, const TimerOptions& options = {}, Place place = {"posts.cpp", 1}) {
    return loop_.post(callable, options, place);
  }

 private:
  EventLoop& loop_;
};

TEST(Posts, AreCalledInTheOrderOfPostingWhateverTheirWay) {
  EventLoop loop;
  Poster poster(loop);
  std::vector<int> order;
  std::vector<int> expected;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i <= round % 7; ++i) {  // the first of them has a slot at hand
      const int number = round * 10 + i;
      expected.push_back(number);
      poster.post([&order, number] { order.push_back(number); });
    }
    loop.run_until_idle();
  }
  EXPECT_EQ(order, expected);
}

TEST(Posts, AreKnownByPlaceLabelAndKind) {
  EventLoop loop;
  const char* const text = "label";
  const auto post_and_tell = [&](const TimerOptions& options, Place place) {
    loop.post([] {}, options, place);
    const PendingCallback pending = loop.pending().at(0);
    loop.run_until_idle();
    const bool is_post = pending.kind == EventKind::post;
    return fmt::format("{} '{}'{}", to_text(pending.place), pending.label, is_post ? "" : ", not a post");
  };
  for (int i = 0; i < 2; ++i) {
    // One line, so that each is looked for where the one before is remembered.
    EXPECT_EQ(post_and_tell({}, {"a.cpp", 5}), "a.cpp:5 ''");
    EXPECT_EQ(post_and_tell({}, {"b.cpp", 5}), "b.cpp:5 ''");
    EXPECT_EQ(post_and_tell({}, {"b.cpp", 5, 7}), "b.cpp:5:7 ''");
    EXPECT_EQ(post_and_tell({}, {"b.cpp", 21, 7}), "b.cpp:21:7 ''");
    EXPECT_EQ(post_and_tell({.label = Label::lasting({text, 5})}, {"b.cpp", 21, 7}), "b.cpp:21:7 'label'");
    EXPECT_EQ(post_and_tell({.label = Label::lasting({text, 3})}, {"b.cpp", 21, 7}), "b.cpp:21:7 'lab'");
    EXPECT_EQ(post_and_tell({.label = Label::lasting({text + 2, 3})}, {"b.cpp", 21, 7}), "b.cpp:21:7 'bel'");
    EXPECT_EQ(post_and_tell({}, {"b.cpp", 21, 7}), "b.cpp:21:7 ''");
    EXPECT_EQ(post_and_tell({.kind = EventKind::load}, {"b.cpp", 21, 7}), "b.cpp:21:7 '', not a post");
  }
}

TEST(Posts, InTheBackgroundKeepNoRunAlive) {
  EventLoop loop;
  Poster poster(loop, {.background = true});
  poster.post([] {});
  loop.run_until_idle();
  for (int i = 0; i < 2; ++i) poster.post([] { FAIL() << "it is in the background"; }, {.background = true});
  EXPECT_EQ(loop.foreground_count(), 0U);
  loop.run_until_idle();
  EXPECT_EQ(loop.pending_count(), 2U);
}

TEST(Posts, AreHeardByARecorderThatCameLater) {
  EventLoop loop;
  Poster poster(loop);
  Recording recording;
  loop.set_recorder(&recording);
  poster.post([] {}, {});
  EXPECT_THAT(recording.take(), ElementsAre("0 arms 1 '' +0s firing 0s"));
}

TEST(Posts, AreHeardByARecorderFromTheBeginning) {
  Recording recording;
  EventLoop loop({.recorder = &recording});
  Poster poster(loop);
  recording.take();
  poster.post([] {}, {});
  EXPECT_THAT(recording.take(), ElementsAre("0 arms 2 '' +0s firing 0s"));
}

TEST(Posts, HaveDeadlinesWhenSomebodyHasAskedForOne) {
  EventLoop loop;
  loop.stall(3s);
  Poster poster(loop);
  EXPECT_EQ(loop.schedule_after(1s, [] {}).deadline(), loop.now() + 1s);
  loop.run_until_idle();
  loop.stall(1s);
  const Timer post = poster.post([] {});
  EXPECT_EQ(post.deadline(), loop.now());
}

TEST(Posts, AreCancelledByTheirOwnHandlesOnly) {
  EventLoop loop;
  loop.schedule_after(1s, [] {}).cancel();  // from now on timers are marked for being cancelled
  Poster poster(loop);
  const Timer former = poster.post([] {});
  loop.run_until_idle();
  bool called = false;
  const Timer post = poster.post([&called] { called = true; });
  EXPECT_FALSE(former.cancel());
  EXPECT_TRUE(post.pending());
  EXPECT_TRUE(post.cancel());
  EXPECT_FALSE(post.cancel());
  loop.run_until_idle();
  EXPECT_FALSE(called);
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST(Posts, GoBeforeTimersThatWereLookedAtAndNotChosen) {
  /// Answers once with what is out of range, which is an error that leaves everything as it was.
  class Wrong final : public Chooser {
   public:
    Wrong() : Chooser(true) {}
    Duration duration(const Question& /*question*/, const Range& range) override { return range.least; }
    std::size_t next(std::span<const Candidate> /*candidates*/) override { return asked_++ == 0 ? 99 : 0; }
    std::size_t branch(const Question& /*question*/, std::size_t /*count*/) override { return 0; }
    std::uint64_t number(const Question& /*question*/, std::uint64_t /*bound*/) override { return 0; }

   private:
    int asked_ = 0;
  };
  Wrong chooser;
  EventLoop loop({.chooser = &chooser});
  Log log(loop);
  Poster poster(loop);
  loop.schedule_after(1s, log.note("first"));
  loop.schedule_after(1s, log.note("second"));
  poster.post([] {});
  loop.step();  // its place is the next one's
  EXPECT_THROW(loop.run_until_idle(), InvalidChoice);
  poster.post([&log] { log("post"); });
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: post", "1s: first", "1s: second"));
}

TEST(Posts, OfAClosedLoopAreDropped) {
  /// Posts when it is destroyed with the loop.
  struct PostsAtTheEnd {
    Poster& poster;
    bool& called;
    PostsAtTheEnd(Poster& its_poster, bool& its_called) : poster(its_poster), called(its_called) {}
    ~PostsAtTheEnd() {
      poster.post([&called = called] { called = true; });
    }
  };
  bool called = false;
  std::optional<EventLoop> loop(std::in_place);
  Poster poster(*loop);
  loop->schedule_after(1s, [held = std::make_unique<PostsAtTheEnd>(poster, called)] {});
  poster.post([] {});
  loop->run_ready();
  loop.reset();
  EXPECT_FALSE(called);
}

TEST(Posts, TakeTheirTurnsWithBeatsThatAreLate) {
  EventLoop loop;
  Log log(loop);
  int beats = 0;
  Timer beat;
  beat = loop.schedule_every(1s, [&] {
    log("beat");
    if (++beats == 6) beat.cancel();
  });
  loop.stall(5s);
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("5s: beat", "5s: beat", "5s: beat", "5s: beat", "5s: beat", "6s: beat"));
}

}  // namespace
}  // namespace vtime::test
