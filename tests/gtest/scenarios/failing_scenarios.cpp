// Scenarios as tests, most of which fail: scenarios_test.cpp reads how.

#include <gtest/gtest.h>

#include "vtime/gtest.hpp"

namespace {

void bind(vtime::Bindings& bindings, vtime::Scheduler& scheduler) {
  bindings.function("answer", [&scheduler](vtime::Call& call) {
    scheduler.schedule_after(call.get<vtime::Duration>(0), [done = call.callback(1)] { done({"answer"}); });
  });
}

}  // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  vtime::register_scenarios(VTIME_SCENARIOS, bind);
  vtime::register_scenarios("no-such-directory", bind, vtime::Place{"main.cpp", 12, 0});
  vtime::Bindings shared;
  shared.function("answer", [](vtime::Call&) {});
  vtime::register_scenarios(VTIME_SCENARIOS "/shared", std::move(shared));
  return RUN_ALL_TESTS();
}
