#include "loop/workloads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vtime::bench {

namespace {

constexpr std::uint64_t million = 1'000'000;

/// One after the other, as GCC 12 believes that a list of them all may be used before it is made.
Workload make(std::string name, Job job) {
  Workload workload;
  workload.name = std::move(name);
  workload.job = std::move(job);
  return workload;
}

void add_schedule_and_run(std::vector<Workload>& list, std::uint64_t scale) {
  for (const std::uint64_t count : {std::uint64_t{1000}, 100'000 / scale, million / scale}) {
    list.push_back(
        make(fmt::format("W1 {}", count), {"W1", count, std::max(200'000 / scale, count), Distribution::uniform}));
  }
  list.back().targets = {{"best", 5}};
}

Workload hold(std::uint64_t count, Distribution distribution, std::uint64_t scale) {
  Workload workload = make(fmt::format("W2 {} {}", count, name_of(distribution)),
                           {"W2", count, std::max(200'000 / scale, 2 * count), distribution});
  if (count == 10'000 && distribution == Distribution::exponential) workload.instructions = 450;
  return workload;
}

void add_hold(std::vector<Workload>& list, std::uint64_t scale) {
  constexpr Distribution exponential = Distribution::exponential;
  list.push_back(hold(1, exponential, scale));
  list.push_back(hold(100, exponential, scale));
  list.back().targets = {{"best", 1.4}};
  if (scale == 1) list.push_back(hold(10'000, exponential, scale));  // else it is one of the next
  for (const Distribution distribution : all_distributions) {
    list.push_back(hold(100'000 / scale, distribution, scale));
    list.back().targets = {{"priority_queue", 5}};
  }
  list.push_back(hold(million / scale, exponential, scale));
  list.back().targets = {{"priority_queue", 8}, {"asio_queue", 5}};
}

}  // namespace

std::vector<Workload> timed_workloads(std::uint64_t scale) {
  std::vector<Workload> list;
  add_schedule_and_run(list, scale);
  add_hold(list, scale);
  list.push_back(make("W3 time-outs", {"W3", 100'000 / scale, 400'000 / scale, Distribution::exponential}));
  list.back().targets = {{"asio_queue", 3}};
  list.push_back(make("W4 posts", {"W4", 1, million / scale, Distribution::uniform}));
  list.back().targets = {{"priority_queue", 2.2}};
  list.back().instructions = 130;
  list.push_back(make("W5 one tick", {"W5", million / scale, million / scale, Distribution::uniform}));
  list.back().targets = {{"priority_queue", 2}};
  return list;
}

GrowthWorkload growth_workload(std::uint64_t scale) {
  GrowthWorkload growth{hold(100, Distribution::exponential, scale),
                        hold(million / scale, Distribution::exponential, scale)};
  growth.few.job.events = growth.many.job.events;  // a processor is slower in its first milliseconds
  return growth;
}

MemoryWorkload memory_workload(std::uint64_t scale) { return {{"W6", million / scale, 1, Distribution::uniform}}; }

}  // namespace vtime::bench
