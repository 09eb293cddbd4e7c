// The speed of the event loop beside others, as a table of ratios.
//
// Engines take turns in a shuffled order, every workload is run in several rounds, and what is shown is the median of
// the ratios within a round: what else the machine does hits all engines alike. The order in which callbacks fire is
// compared by its hash with that of a reference, std::multimap.
//
//     vtime-bench [--rounds N] [--quick] [--ours] [workload...]
//
// --quick: a tenth of the size. --ours: only the loop, once, for a profiler. A workload is named by how its name
// begins.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "loop/asio_queue.hpp"
#include "loop/engines.hpp"
#include "loop/loads.hpp"
#include "loop/memory.hpp"
#include "vtime/random.hpp"

namespace {

using vtime::bench::Distribution;
using vtime::bench::Outcome;

struct Engine {
  std::string_view name;
  std::function<Outcome()> run;
};

struct Workload {
  std::string name;
  double must = 0;  ///< the ratio to std::priority_queue that the loop has to reach; 0 if there is none
  double must_asio = 0;
  std::vector<Engine> engines;  ///< ours first
};

template <typename Run>
Workload workload(std::string name, double must, double must_asio, Distribution distribution, Run run) {
  const auto engine = [&]<typename E>(std::string_view engine_name, std::type_identity<E>) {
    return Engine{engine_name, [=] {
                    vtime::bench::Load<E> load(distribution);
                    return run(load);
                  }};
  };
  using std::type_identity;
  return {std::move(name),
          must,
          must_asio,
          {engine("vtime", type_identity<vtime::bench::OurLoop>()),
           engine("priority_queue", type_identity<vtime::bench::PriorityQueue>()),
           engine("multimap", type_identity<vtime::bench::Multimap>()),
           engine("Asio's queue", type_identity<vtime::bench::AsioQueue>())}};
}

std::vector<Workload> all_workloads(std::size_t scale) {
  std::vector<Workload> list;
  const std::size_t million = 1'000'000 / scale;
  for (const std::size_t count : {std::size_t{1000}, 100'000 / scale, million}) {
    list.push_back(workload(fmt::format("W1 {}", count), count == million ? 5 : 0, count == million ? 5 : 0,
                            Distribution::uniform, [=](auto& load) { return load.schedule_and_run(count); }));
  }
  for (const std::size_t count : {std::size_t{1}, std::size_t{100}, std::size_t{10'000}, 100'000 / scale, million}) {
    for (const Distribution distribution : {Distribution::exponential, Distribution::uniform, Distribution::bimodal,
                                            Distribution::camel, Distribution::round}) {
      const bool all_distributions = count == 100'000 / scale;
      if (!all_distributions && distribution != Distribution::exponential) continue;
      const double must = count == 100 ? 1.4 : count == 100'000 / scale ? 5 : count == million ? 8 : 0;
      const double must_asio = count == 100 ? 1.4 : count == million ? 5 : 0;
      const std::uint64_t events = std::max<std::uint64_t>(200'000 / scale, 2 * count);
      list.push_back(workload(fmt::format("W2 {} {}", count, name_of(distribution)), must, must_asio, distribution,
                              [=](auto& load) { return load.hold(count, events); }));
    }
  }
  list.push_back(workload("W3 time-outs", 0, 3, Distribution::exponential,
                          [=](auto& load) { return load.time_outs(100'000 / scale, 400'000 / scale); }));
  list.push_back(workload("W4 posts", 2.2, 0, Distribution::uniform, [=](auto& load) { return load.posts(million); }));
  list.push_back(
      workload("W5 one tick", 2, 0, Distribution::uniform, [=](auto& load) { return load.one_tick(million); }));
  return list;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Whether all have fired the same callbacks in the same order.
std::string compared(const Workload& load, const std::vector<Outcome>& outcomes) {
  constexpr std::size_t reference = 2;
  std::string text = "same";
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].wrong_deadline != 0 || outcomes[i].deadlines != outcomes[reference].deadlines) {
      return fmt::format("WRONG in {}", load.engines[i].name);
    }
    if (outcomes[i].order != outcomes[reference].order && text == "same") {
      text = fmt::format("ties differ in {}", load.engines[i].name);
    }
  }
  return text;
}

/// The median of what each engine took, and of its ratio to ours.
void measure(const Workload& load, std::size_t rounds, vtime::Random& random) {
  const std::size_t engines = load.engines.size();
  std::vector<std::vector<double>> times(engines);
  std::vector<std::vector<double>> ratios(engines);
  std::vector<Outcome> outcomes(engines);
  std::vector<std::size_t> order(engines);
  for (std::size_t i = 0; i < engines; ++i) order[i] = i;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t i = engines; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    for (const std::size_t i : order) {
      outcomes[i] = load.engines[i].run();
      times[i].push_back(outcomes[i].nanoseconds);
    }
    for (std::size_t i = 0; i < engines; ++i) ratios[i].push_back(times[i].back() / times[0].back());
  }
  fmt::print("| {:24} | {:7.1f} |", load.name, median(times[0]));
  for (std::size_t i = 1; i < engines; ++i) {
    const double must = i == 1 ? load.must : i == 3 ? load.must_asio : 0;
    const double ratio = median(ratios[i]);
    const std::string target = must == 0 ? "" : fmt::format(" ({} {:g})", ratio >= must ? "met" : "MISSED", must);
    fmt::print(" {:5.2f}{:13} |", ratio, target);
  }
  fmt::print(" {} |\n", compared(load, outcomes));
  std::fflush(stdout);
}

struct Options {
  std::size_t rounds = 7;
  std::size_t scale = 1;
  bool ours_only = false;  ///< once each, for a profiler
  std::vector<std::string_view> wanted;

  bool wants(std::string_view name) const {
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(),
                                         [&](std::string_view start) { return name.substr(0, start.size()) == start; });
  }
};

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--quick") {
      options.scale = 10;
    } else if (argument == "--ours") {
      options.ours_only = true;
    } else if (argument == "--rounds" && i + 1 < argc) {
      options.rounds = std::max<std::size_t>(1, std::strtoul(argv[++i], nullptr, 10));
    } else {
      options.wanted.push_back(argument);
    }
  }
  return options;
}

void print_memory(std::size_t count) {
  using vtime::bench::bytes_of_a_timer;
  fmt::print(
      "\nW6, bytes for each of {} pending timers: vtime {:.1f} (must 88), priority_queue {:.1f}, multimap {:.1f}\n",
      count, bytes_of_a_timer<vtime::bench::OurLoop>(count), bytes_of_a_timer<vtime::bench::PriorityQueue>(count),
      bytes_of_a_timer<vtime::bench::Multimap>(count));
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  if (!options.ours_only) {
    fmt::print("| workload                 | vtime ns | priority_queue | multimap | Asio's queue | order |\n");
    fmt::print("|---|---|---|---|---|---|\n");
  }
  vtime::Random random(1);
  for (const Workload& load : all_workloads(options.scale)) {
    if (!options.wants(load.name)) continue;
    if (options.ours_only) {
      fmt::print("{}: {:.1f} ns\n", load.name, load.engines[0].run().nanoseconds);
    } else {
      measure(load, options.rounds, random);
    }
  }
  if (!options.ours_only && options.wants("W6")) print_memory(1'000'000 / options.scale);
  return 0;
}
