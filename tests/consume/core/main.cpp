// A program of somebody else's that uses the event loop.

#include <chrono>
#include <cstdio>
#include <string>
#include <vtime/duration.hpp>
#include <vtime/event_loop.hpp>
#include <vtime/version.hpp>

static_assert(VTIME_VERSION >= 100, "vtime 0.1.0 or later");

int main() {
  using namespace std::chrono_literals;
  vtime::EventLoop loop;
  std::string log = "before";
  loop.schedule_after(2s, [&] { log += ", inside the function at " + vtime::to_text(loop.elapsed()); });
  log += ", after";
  loop.run_until_idle();
  std::puts(log.c_str());
  return log == "before, after, inside the function at 2s" ? 0 : 1;
}
