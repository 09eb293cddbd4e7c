// The order of handlers is that of a real io_context, over generated programs.
//
// VTIME_ORDER_PROGRAMS in the environment says how many programs of each kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "asio/order_backends.hpp"
#include "asio/order_program.hpp"

namespace vtime::asio::order {
namespace {

std::uint64_t program_count() {
  const char* wanted = std::getenv("VTIME_ORDER_PROGRAMS");
  return wanted == nullptr ? 300 : std::strtoull(wanted, nullptr, 10);
}

template <typename VirtualExecutor, typename RealExecutor>
void compare(int concurrency_hint, std::uint64_t first_seed) {
  std::size_t lines = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + program_count(); ++seed) {
    const ProgramOptions options{.seed = seed, .concurrency_hint = concurrency_hint};
    const auto ours = Program<VirtualBackend, VirtualExecutor>(options).run();
    const auto theirs = Program<RealBackend, RealExecutor>(options).run();
    ASSERT_EQ(ours, theirs) << "seed " << seed;
    lines += ours.size();
  }
  EXPECT_GT(lines, program_count() * 20) << "the programs do too little to tell anything";
}

TEST(Order, IsThatOfAnIoContext) { compare<Executor, net::io_context::executor_type>(-1, 0); }

TEST(Order, IsThatOfAnIoContextThroughAnyIoExecutor) {
  compare<net::any_io_executor, net::any_io_executor>(-1, 1'000'000);
}

TEST(Order, IsThatOfAnIoContextWithOneThread) { compare<Executor, net::io_context::executor_type>(1, 2'000'000); }

/// Handlers that begin others and do nothing to one another. Which those are depends on the handler alone.
template <typename Backend>
class Tree {
  using Timer = typename Backend::template Timer<net::any_io_executor>;

 public:
  explicit Tree(std::uint64_t seed) : backend_(-1), seed_(seed) {}

  /// How often each handler ran at each time.
  std::map<std::pair<Duration, std::uint64_t>, int> run() {
    grow(seed_, 4);
    backend_.drive(pending_);
    return std::move(runs_);
  }

 private:
  void grow(std::uint64_t number, int depth) {
    Random random(number);
    for (std::uint64_t i = depth > 0 ? 1 + random.below(3) : 0; i > 0; --i) {
      const std::uint64_t child = random.next();
      switch (random.below(4)) {
        case 0:
          net::post(backend_.context(), [=, this] { visit(child, depth - 1); });
          break;
        case 1:
          net::defer(backend_.context(), [=, this] { visit(child, depth - 1); });
          break;
        default:
          wait(child, depth - 1, backend_.now() + Duration(random.below(3)));
      }
    }
  }
  void wait(std::uint64_t number, int depth, Duration expiry) {
    auto timer = std::make_shared<Timer>(backend_.context());
    backend_.expire_at(*timer, expiry);
    const auto pending = pending_.insert(expiry);
    timer->async_wait([=, this](error_code) {
      pending_.erase(pending);
      static_cast<void>(timer);
      visit(number, depth);
    });
  }
  void visit(std::uint64_t number, int depth) {
    ++runs_[{backend_.now(), number}];
    grow(number, depth);
  }

  Backend backend_;
  std::uint64_t seed_;
  std::multiset<Duration> pending_;
  std::map<std::pair<Duration, std::uint64_t>, int> runs_;
};

TEST(Order, WithEqualDeadlinesTheSameHandlersRunAtEachInstant) {
  for (std::uint64_t seed = 0; seed < program_count(); ++seed) {
    ASSERT_EQ(Tree<VirtualBackend>(seed).run(), Tree<RealBackend>(seed).run()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace vtime::asio::order
