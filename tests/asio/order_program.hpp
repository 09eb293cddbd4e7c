/// A random program of posts, dispatches, defers, strands, timers, coroutines and stalls. What it does next depends on
/// a seed and on the order in which its handlers ran, so that one difference in order makes the rest different, too.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "asio/order_backends.hpp"
#include "vtime/random.hpp"

namespace vtime::asio::order {

struct ProgramOptions {
  std::uint64_t seed = 0;
  int concurrency_hint = -1;
  int handlers = 60;  ///< how many are begun at most
};

template <typename Backend, typename TimerExecutor>
class Program {
  using Context = typename Backend::Context;
  using Timer = typename Backend::template Timer<TimerExecutor>;
  using Strand = net::strand<typename Context::executor_type>;

 public:
  explicit Program(const ProgramOptions& options)
      : backend_(options.concurrency_hint), random_(options.seed), left_(options.handlers) {
    for (int i = 0; i < 2; ++i) strands_.push_back(net::make_strand(backend_.context()));
  }

  /// What its handlers noted, in order.
  std::vector<std::string> run() {
    for (int round = 0; round < 3; ++round) {
      note("main");
      act();
      act();
      act();
      backend_.drive(pending_);
    }
    slots_.clear();
    backend_.drive(pending_);
    return std::move(log_);
  }

 private:
  struct Slot {
    std::unique_ptr<Timer> timer;
    Duration expiry{};
  };

  void note(const std::string& text) { log_.push_back(std::to_string(backend_.now().count()) + " " + text); }
  std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

  /// A handler notes its number, and does a few things.
  auto handler() {
    return [this, number = next_++] {
      note("handler " + std::to_string(number));
      for (std::uint64_t i = below(4); i > 0; --i) act();
      note("end of " + std::to_string(number));
    };
  }
  auto wait_handler(Duration expiry) {
    const auto pending = pending_.insert(expiry);
    return [this, pending, body = handler()](error_code error) {
      pending_.erase(pending);
      note(error ? "aborted" : "expired");
      body();
    };
  }

  void act() {
    if (left_ == 0) return;
    --left_;
    Context& context = backend_.context();
    Strand& strand = strands_[below(strands_.size())];
    switch (below(16)) {
      case 0:
        return net::post(context, handler());
      case 1:
        return net::defer(context, handler());
      case 2:
        return net::dispatch(context, handler());
      case 3:
        return net::post(strand, handler());
      case 4:
        return net::defer(strand, handler());
      case 5:
        return net::dispatch(strand, handler());
      case 6:
        return net::post(context, net::bind_executor(strand, handler()));
      case 7:
        return cancel();
      case 8:
        return backend_.stall(Duration(below(20)));
      case 9:
        return net::co_spawn(strand, coroutine(next_++), net::detached);
      case 10:
        return net::co_spawn(context, coroutine(next_++), net::detached);
      case 11:
        return wait_again(strand);
      default:
        return arm(strand);
    }
  }

  /// No deadline is given twice: among equals, an io_context has no order of its own.
  Duration new_expiry() {
    Duration expiry = backend_.now() + Duration(below(40)) - Duration(8);
    while (!given_.insert(expiry.count()).second) expiry += Duration(1);
    return expiry;
  }

  Slot& any_slot() {
    const auto index = below(6);
    if (index >= slots_.size()) slots_.resize(index + 1);
    Slot& slot = slots_[index];
    if (slot.timer == nullptr || below(8) == 0) slot.timer = std::make_unique<Timer>(backend_.context());
    return slot;
  }

  void wait(Slot& slot, Strand& strand) {
    if (below(2) == 0) {
      slot.timer->async_wait(wait_handler(slot.expiry));
    } else {
      slot.timer->async_wait(net::bind_executor(strand, wait_handler(slot.expiry)));
    }
  }
  void arm(Strand& strand) {
    Slot& slot = any_slot();
    slot.expiry = new_expiry();
    backend_.expire_at(*slot.timer, slot.expiry);
    wait(slot, strand);
  }
  void wait_again(Strand& strand) {
    if (slots_.empty() || slots_.back().timer == nullptr) return arm(strand);
    wait(slots_.back(), strand);
  }
  void cancel() {
    if (slots_.empty()) return;
    Slot& slot = slots_[below(slots_.size())];
    if (slot.timer == nullptr) return;
    const bool all = below(2) == 0;
    note("cancelled " + std::to_string(all ? slot.timer->cancel() : slot.timer->cancel_one()));
  }

  net::awaitable<void> coroutine(int number) {
    Timer timer(backend_.context());
    for (int i = 0; i < 2; ++i) {
      const Duration expiry = new_expiry();
      backend_.expire_at(timer, expiry);
      const auto pending = pending_.insert(expiry);
      co_await timer.async_wait(net::use_awaitable);
      pending_.erase(pending);
      note("coroutine " + std::to_string(number));
      act();
    }
  }

  Backend backend_;
  Random random_;
  int left_;
  int next_ = 0;
  std::vector<Strand> strands_;
  std::vector<Slot> slots_;
  std::multiset<Duration> pending_;
  std::unordered_set<std::int64_t> given_;  // never iterated
  std::vector<std::string> log_;
};

}  // namespace vtime::asio::order
