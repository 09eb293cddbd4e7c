#pragma once

#define SC_INCLUDE_DYNAMIC_PROCESSES  // or it has no sc_spawn
#include <cstdint>
#include <memory>
#include <systemc>

#include "loop/engines/callable_slot.hpp"
#include "loop/engines/pool.hpp"

namespace vtime::bench {

/// The kernel of SystemC: each timer is an event with a method that is sensitive to it, spawned when it is needed first
/// and used again. There is one simulation in a process, which a second engine continues.
class SystemC {
  struct Node {
    explicit Node(SystemC& owner) {
      sc_core::sc_spawn_options options;
      options.spawn_method();
      options.set_sensitivity(&event);
      options.dont_initialize();
      sc_core::sc_spawn(
          [this, &owner] {
            if (owner.stopped_) return;  // what is due at the same time is run all the same
            callable();
            owner.timers_->give_back(this);
          },
          nullptr, &options);
    }
    sc_core::sc_event event;
    CallableSlot callable;
  };

 public:
  using Handle = Node*;

  SystemC() {
    static const bool is_first = start();
    static_cast<void>(is_first);
    began_ = sc_core::sc_time_stamp();
  }
  SystemC(const SystemC&) = delete;
  SystemC& operator=(const SystemC&) = delete;
  ~SystemC() {
    for (Node& node : timers_->nodes()) node.event.cancel();
    static_cast<void>(timers_.release());  // the simulation keeps the methods
  }

  std::int64_t now() const { return static_cast<std::int64_t>((sc_core::sc_time_stamp() - began_).value()); }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    Node* const node = timers_->take(*this);
    node->callable.set(callable);
    node->event.notify(sc_core::sc_time::from_value(static_cast<std::uint64_t>(delay)));
    return node;
  }
  template <typename F>
  void post(F callable) {
    after(0, callable);
  }
  void cancel(Handle node) {
    node->event.cancel();
    timers_->give_back(node);
  }
  void run() {
    stopped_ = false;
    sc_core::sc_start();
  }
  void stop() {
    stopped_ = true;
    sc_core::sc_pause();
  }

 private:
  static bool start() {
    sc_core::sc_set_time_resolution(1, sc_core::SC_NS);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
    return true;
  }

  std::unique_ptr<Pool<Node>> timers_ = std::make_unique<Pool<Node>>();
  sc_core::sc_time began_;
  bool stopped_ = false;
};

}  // namespace vtime::bench
