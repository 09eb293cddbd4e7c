#include <cstdio>
#include <string>

#include <vtime/event_loop.hpp>

using namespace std::chrono_literals;

int main() {
  // begin: first
  vtime::EventLoop loop;
  std::string log = "before";
  loop.schedule_after(2s, [&] { log += ", two seconds later"; });
  loop.run_until_idle();  // returns at once
  // end: first
  std::puts(log.c_str());
  return log == "before, two seconds later" && loop.elapsed() == 2s ? 0 : 1;
}
