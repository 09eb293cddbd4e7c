// What a trace keeps of a run, and the chain of causes of an event.

#include "trace/trace.hpp"

#include <gtest/gtest.h>

namespace vtime {
namespace {

Duration ms(std::int64_t count) { return std::chrono::milliseconds(count); }
EventId id(std::uint32_t number) { return static_cast<EventId>(number); }

Armed arming(std::uint32_t event, std::uint32_t armer, std::uint32_t line, std::string_view label, Duration offset,
             Duration delay, Duration deadline) {
  Armed armed;
  armed.event = id(event);
  armed.armer = id(armer);
  armed.kind = EventKind::timer;
  armed.place = {"file.yaml", line, 3};
  armed.label = label;
  armed.offset = offset;
  armed.range = Range::fixed(delay);
  armed.drawn = delay;
  armed.deadline = deadline;
  return armed;
}

void run_one(Trace& trace, std::uint32_t event, Duration now, Duration deadline, Duration blocked = {}) {
  trace.fired(id(event), now, deadline);
  trace.returned(id(event), blocked);
}

TEST(Trace, AChainLeadsFromTheMainProgramToTheEvent) {
  Trace trace;
  trace.armed(arming(1, 0, 4, "connect", ms(0), ms(10), ms(10)));
  trace.armed(arming(2, 0, 5, "other", ms(0), ms(11), ms(11)));
  run_one(trace, 1, ms(10), ms(10), ms(5));
  trace.armed(arming(3, 1, 6, "retry", ms(5), ms(20), ms(35)));
  run_one(trace, 2, ms(15), ms(11));
  run_one(trace, 3, ms(35), ms(35));

  const std::vector<ChainLink> chain = trace.chain(id(3));
  ASSERT_EQ(chain.size(), 3u);
  EXPECT_EQ(chain[0].kind, EventKind::main);
  EXPECT_EQ(chain[1].label, "connect");
  EXPECT_EQ(chain[1].place.line, 4u);
  EXPECT_EQ(chain[1].ran_at, ms(10));
  EXPECT_EQ(chain[2].label, "retry");
  EXPECT_EQ(chain[2].armed_at, ms(15));
  EXPECT_EQ(chain[2].due_at, ms(35));
  EXPECT_EQ(chain[2].ran_at, ms(35));
}

TEST(Trace, TheMainProgramIsItsOwnChain) {
  const Trace trace;
  ASSERT_EQ(trace.chain(EventId::main).size(), 1u);
  EXPECT_EQ(trace.chain(id(77)).size(), 1u);
}

TEST(Trace, KeepsLatenessBlockingAndCancelling) {
  Trace trace;
  trace.armed(arming(1, 0, 4, "a", ms(0), ms(10), ms(10)));
  trace.armed(arming(2, 0, 5, "b", ms(0), ms(11), ms(11)));
  trace.armed(arming(3, 0, 6, "c", ms(0), ms(90), ms(90)));
  run_one(trace, 1, ms(10), ms(10), ms(5));
  run_one(trace, 2, ms(15), ms(11));
  trace.cancelled(id(3), id(2));

  EXPECT_EQ(trace.spans()[1].blocked, ms(5));
  EXPECT_FALSE(trace.spans()[1].late());
  EXPECT_TRUE(trace.spans()[2].late());
  EXPECT_TRUE(trace.spans()[3].cancelled);
  EXPECT_FALSE(trace.spans()[3].fired);
}

TEST(Trace, KeepsTheRangeBesideTheDraw) {
  Trace trace;
  Armed armed = arming(1, 0, 4, "a", ms(0), ms(90), ms(90));
  armed.range = Range{ms(80), ms(120), ms(1)};
  trace.armed(armed);
  trace.armed(arming(2, 0, 5, "b", ms(0), ms(7), ms(7)));
  EXPECT_EQ(trace.range(id(1)), (Range{ms(80), ms(120), ms(1)}));
  EXPECT_EQ(trace.spans()[1].delay, ms(90));
  EXPECT_EQ(trace.range(id(2)), Range::fixed(ms(7)));
}

TEST(Trace, KeepsLabelsAfterTheProgramIsGone) {
  Trace trace;
  {
    const std::string label = "a label that was made while running";
    trace.armed(arming(1, 0, 4, label, ms(0), ms(1), ms(1)));
  }
  EXPECT_EQ(trace.label(trace.spans()[1]), "a label that was made while running");
}

TEST(Trace, OneSiteIsKeptOnce) {
  Trace trace;
  for (std::uint32_t i = 1; i <= 1000; ++i) trace.armed(arming(i, i - 1, 7, "tick", ms(0), ms(1), ms(i)));
  EXPECT_EQ(trace.spans()[1].site, trace.spans()[1000].site);
  EXPECT_EQ(trace.chain(id(1000)).size(), 1001u);
}

}  // namespace
}  // namespace vtime
