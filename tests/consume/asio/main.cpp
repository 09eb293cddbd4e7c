// A program of somebody else's that runs an Asio timer in virtual time.

#include <chrono>
#include <vtime/asio.hpp>
#include <vtime/event_loop.hpp>

int main() {
  using namespace std::chrono_literals;
  vtime::EventLoop loop;
  vtime::asio::Context context(loop);
  vtime::asio::steady_timer timer(context, 24h);
  bool called = false;
  timer.async_wait([&](auto error) { called = !error; });
  context.run();
  return called && loop.elapsed() == 24h ? 0 : 1;
}
