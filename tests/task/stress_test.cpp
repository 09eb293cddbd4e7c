// Random programs of coroutines: whatever is cancelled, times out or is dropped, nothing leaks and all that runs is
// told the same in every run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "task/support.hpp"
#include "vtime/random.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;

/// What the coroutines of one program share.
struct World {
  explicit World(std::uint64_t seed) : random(seed) {}

  std::uint64_t below(std::uint64_t bound) { return random.below(bound); }
  Duration delay() { return std::chrono::milliseconds(below(20)); }

  Random random;
  int living = 0;
  std::uint64_t trace = 0;
  Channel<int> narrow{0};
  Channel<int> wide{2};
  Mutex mutex;
  Event event;
  std::vector<Spawned<int>> spawned;

  void note(std::uint64_t what) { trace = trace * 1'000'003 + what; }
};

Task<int> walk(World& world, int depth, Counted held);

Task<int> step(World& world, int depth) { return walk(world, depth - 1, Counted(world.living)); }

Task<void> locks(World& world) {
  const auto guard = co_await world.mutex.lock();
  co_await sleep_for(world.delay());
}

Task<void> talks(World& world) {
  Channel<int>& channel = world.below(2) == 0 ? world.narrow : world.wide;
  if (world.below(2) == 0) {
    co_await channel.send(1);
  } else {
    co_await channel.receive();
  }
}

Task<void> waits_for_event(World& world) {
  if (world.below(3) == 0) {
    world.event.set();
  } else if (world.below(2) == 0) {
    world.event.reset();
  }
  co_await world.event.wait();
}

Task<void> combines(World& world, int depth) {
  switch (world.below(5)) {
    case 0: {
      auto all = when_all(step(world, depth), step(world, depth));
      co_await std::move(all);
      break;
    }
    case 1: {
      auto any = when_any(step(world, depth), sleep_for(world.delay()));
      co_await std::move(any);
      break;
    }
    case 2: {
      auto limited = with_timeout(step(world, depth), world.delay());
      co_await std::move(limited);
      break;
    }
    case 3: {
      auto spawned = co_await spawn(step(world, depth));
      if (world.below(2) == 0) {
        co_await spawned.join();
      } else {
        world.spawned.push_back(std::move(spawned));
      }
      break;
    }
    default:
      co_await step(world, depth);
  }
}

Task<void> acts(World& world, int depth) {
  switch (world.below(8)) {
    case 0:
      return locks(world);
    case 1:
      return talks(world);
    case 2:
      return waits_for_event(world);
    case 3:
      world.spawned.erase(world.spawned.begin(), world.spawned.begin() + world.spawned.size() / 2);
      break;
    case 4:
      for (const auto& spawned : world.spawned) world.note(spawned.cancel() ? 1 : 0);
      break;
    case 5:
      throw std::runtime_error("a failure");
    default:
      break;
  }
  return combines(world, depth);
}

Task<int> walk(World& world, int depth, Counted /*held*/) {
  for (std::uint64_t i = world.below(4); i > 0; --i) {
    const std::uint64_t what = world.below(1'000);
    world.note(what);
    try {
      co_await sleep_for(world.delay());
      if (depth > 0) co_await acts(world, depth);
    } catch (const Cancelled&) {
      world.note(7);
      if (what < 700) throw;
    } catch (const std::exception&) {
      world.note(8);
      if (what < 300) throw;
    }
  }
  co_return 1;
}

std::uint64_t play(std::uint64_t seed) {
  World world(seed);
  {
    EventLoop loop({.limits = {.callbacks = 20'000}});
    loop.set_error_handler([&](const FailedCallback&) { world.note(9); });
    std::vector<Spawned<int>> roots;
    for (int i = 0; i < 4; ++i) roots.push_back(spawn(loop, step(world, 5)));
    try {
      loop.advance_by(std::chrono::milliseconds(world.below(60)));
      roots.erase(roots.begin() + 2, roots.end());
      for (const auto& root : roots) world.note(root.cancel() ? 1 : 0);
      if (seed % 2 == 0) loop.run_until_idle();
    } catch (const RunawayError&) {
      world.note(11);
    }
    world.note(waiting_coroutines(loop).size());
    world.note(static_cast<std::uint64_t>(loop.elapsed().count()));
    if (seed % 3 == 0) world.spawned.clear();
  }
  EXPECT_EQ(world.living, 0) << "seed " << seed;
  return world.trace;
}

TEST(Stress, RandomProgramsLeakNothingAndRepeat) {
  for (std::uint64_t seed = 0; seed < 600; ++seed) EXPECT_EQ(play(seed), play(seed)) << "seed " << seed;
}

}  // namespace
}  // namespace vtime::test
