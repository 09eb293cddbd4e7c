#pragma once

#include <ns3/core-module.h>

#include <cstdint>

namespace vtime::bench {

/// The simulator of ns-3, with the scheduler that it takes unless told.
class Ns3 {
 public:
  using Handle = ns3::EventId;

  Ns3() = default;
  Ns3(const Ns3&) = delete;
  Ns3& operator=(const Ns3&) = delete;
  ~Ns3() { ns3::Simulator::Destroy(); }

  std::int64_t now() const { return ns3::Simulator::Now().GetNanoSeconds(); }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    return ns3::Simulator::Schedule(ns3::NanoSeconds(static_cast<std::uint64_t>(delay)), callable);
  }
  template <typename F>
  void post(F callable) {
    ns3::Simulator::ScheduleNow(callable);
  }
  void cancel(const Handle& event) { ns3::Simulator::Cancel(event); }
  void run() { ns3::Simulator::Run(); }
  void stop() { ns3::Simulator::Stop(); }
};

/// The same with its binary heap.
class Ns3PriorityQueue : public Ns3 {
 public:
  Ns3PriorityQueue() { ns3::Simulator::SetScheduler(ns3::ObjectFactory("ns3::PriorityQueueScheduler")); }
};

}  // namespace vtime::bench
