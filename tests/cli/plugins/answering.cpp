// A plugin as its user writes it.
#include "vtime/plugin.hpp"

#include "vtime/clock.hpp"

VTIME_PLUGIN(bindings, scheduler) {
  auto& asked = bindings.make<int>(0);
  bindings.function("answer", [&](vtime::Call& call) {
    const vtime::TimePoint then = vtime::Clock::now();
    scheduler.schedule_after(call.get<vtime::Duration>(0), [then, number = ++asked, done = call.callback(1)] {
      done({number, vtime::Clock::now() - then});
    });
  });
}
