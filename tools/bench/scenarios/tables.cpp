#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <vector>

#include "exported_program.hpp"
#include "growth.hpp"
#include "support/child_process.hpp"
#include "support/instructions.hpp"
#include "support/javascript.hpp"
#include "support/median.hpp"
#include "workloads.hpp"

namespace vtime::bench {

namespace {

constexpr std::uint64_t seed = 1;

struct Workload {
  std::string name;
  std::uint64_t size;
  std::function<std::string(std::uint64_t)> text;  ///< empty: the size is that of a folder of small files
  bool fails = false;                              ///< the scenario is to fail
  bool is_exported = false;                        ///< the JavaScript engines run what the exporter makes of it
};

const Workload small_files{"small_files", 10'000, {}};

std::vector<Workload> workloads() {
  return {{"counter", 1'000'000, counter},
          {"retry_storm", 100'000, retry_storm},
          {"microtask_chain", 1'000'000, microtask_chain},
          {"await_chain", 1'000'000, await_chain},
          {"promise_chain", 300'000, promise_chain},
          {"many_statements", 100'000, [](std::uint64_t size) { return many_statements(size, seed); }, false, true},
          {"matching_transcript", 900'000, [](std::uint64_t size) { return long_transcript(size, false); }},
          {"failing_transcript", 900'000, [](std::uint64_t size) { return long_transcript(size, true); }, true},
          small_files};
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream file(path);
  file << text;
  if (!file) throw std::runtime_error(fmt::format("'{}' cannot be written", path));
}

/// Writes the file or the folder and gives its path.
std::string write_file(const Settings& settings, const Workload& workload, std::uint64_t size) {
  const std::filesystem::path folder = settings.folder / fmt::format("{}-{}", workload.name, size);
  if (!workload.text) {
    write_small_files(folder, size, seed);
    return folder.string();
  }
  const std::string path = folder.string() + ".yaml";
  const std::string text = workload.text(size);
  write_text(path, text);
  if (workload.is_exported) write_text(folder.string() + ".js", exported_program(text));
  return path;
}

void expect_status(const Cost& cost, int status, const std::string& what) {
  if (cost.status == status) return;
  throw std::runtime_error(fmt::format("{} ended with {}:\n{}", what, cost.status, cost.output.substr(0, 1000)));
}

Cost run_scenarios(const Settings& settings, const std::string& path, bool fails, int jobs) {
  const Cost cost = run_program({settings.vtime, "run", "--quiet", "--jobs", std::to_string(jobs), path});
  expect_status(cost, fails ? 1 : 0, path);
  return cost;
}

/// The seconds that a peer took; not a number when it can't do this.
double peer_seconds(const Settings& settings, const std::string& engine, const Workload& workload, std::uint64_t size) {
  const Cost cost = run_program(
      {"node", settings.peers, (settings.folder / "").string(), engine, workload.name, std::to_string(size)});
  return cost.status == 0 ? std::stod(cost.output) : std::nan("");
}

std::string ratio(double seconds, const std::vector<double>& ratios) {
  if (std::isnan(seconds)) return fmt::format("{:>10} {:>8}", "-", "");
  return fmt::format("{:>8.0f}ms {:>7.2f}x", seconds * 1e3, median(ratios));
}

void print_peer_row(const Settings& settings, const Workload& workload) {
  const std::uint64_t size = workload.size / settings.scale;
  const std::string path = write_file(settings, workload, size);
  const std::array<std::string, 2> engines{"sinon", "mock"};
  std::vector<double> ours;
  std::array<std::vector<double>, 2> theirs;
  std::array<std::vector<double>, 2> ratios;
  for (int round = 0; round < settings.rounds; ++round) {
    ours.push_back(run_scenarios(settings, path, workload.fails, 1).cpu);
    for (std::size_t i = 0; i < engines.size(); ++i) {
      theirs[i].push_back(peer_seconds(settings, engines[i], workload, size));
      ratios[i].push_back(theirs[i].back() / ours.back());
    }
  }
  fmt::print("{:<20} {:>9} {:>8.0f}ms  {}  {}\n", workload.name, size, median(ours) * 1e3,
             ratio(median(theirs[0]), ratios[0]), ratio(median(theirs[1]), ratios[1]));
  std::fflush(stdout);
}

/// Seconds, or instructions, of one run.
double cost_of(const Settings& settings, const std::string& path, bool fails, double& peak_bytes) {
  if (settings.counts_instructions) {
    return count_instructions({settings.vtime, "run", "--quiet", "--jobs", "1", path}, settings.folder, {},
                              fails ? 1 : 0);
  }
  std::vector<double> seconds;
  for (int round = 0; round < settings.rounds; ++round) {
    const Cost cost = run_scenarios(settings, path, fails, 1);
    seconds.push_back(cost.cpu);
    peak_bytes = cost.peak_bytes;
  }
  return *std::min_element(seconds.begin(), seconds.end());
}

void print_growth_row(const Settings& settings, const Workload& workload, double nothing) {
  std::vector<Sample> costs;
  std::vector<double> peaks;
  for (const std::uint64_t part : {30, 10, 3, 1}) {
    const std::uint64_t size = workload.size / settings.scale / part;
    const std::string path = write_file(settings, workload, size);
    double peak = 0;
    const double cost = cost_of(settings, path, workload.fails, peak);
    costs.push_back({static_cast<double>(size), cost - nothing});
    peaks.push_back(peak / (1 << 20));
  }
  fmt::print("{:<20} {:>9.0f}", workload.name, costs.back().size);
  for (const Sample& sample : costs) {
    fmt::print(" {:>8.1f}{}", sample.cost * (settings.counts_instructions ? 1e-6 : 1e3),
               settings.counts_instructions ? "M " : "ms");
  }
  fmt::print("  {:>8.2f}", growth_exponent(costs));
  if (!settings.counts_instructions) fmt::print("   {:>6.0f} to {:.0f} MiB", peaks.front(), peaks.back());
  fmt::print("\n");
  std::fflush(stdout);
}

}  // namespace

void print_peers(const Settings& settings) {
  if (!install_fake_timers(settings.folder)) {
    fmt::print("npm can't install @sinonjs/fake-timers: the comparison with JavaScript is left out\n\n");
    return;
  }
  fmt::print(
      "The same program in vtime (the whole command) and in JavaScript (without the start of Node.js):\n"
      "median processor time of {} rounds; ratios of each round, median, above 1 in favour of vtime\n",
      settings.rounds);
  fmt::print("{:<20} {:>9} {:>10}  {:>19}  {:>19}\n", "", "size", "vtime", "sinon fake-timers", "node:test mock");
  for (const Workload& workload : workloads()) {
    if (workload.name == "counter" || workload.name == "retry_storm" || workload.name == "microtask_chain" ||
        workload.is_exported) {
      print_peer_row(settings, workload);
    }
  }
  fmt::print("\n");
}

void print_small_files(const Settings& settings) {
  const std::uint64_t count = small_files.size / settings.scale;
  const std::string folder = write_file(settings, small_files, count);
  std::vector<double> reading;
  std::vector<double> cpu;
  std::vector<double> ratios;
  std::vector<double> scaling;
  for (int round = 0; round < settings.rounds; ++round) {
    const Cost yaml = run_program({settings.yaml_events, folder});
    expect_status(yaml, 0, settings.yaml_events);
    const Cost one = run_scenarios(settings, folder, false, 1);
    const Cost two = run_scenarios(settings, folder, false, 2);
    reading.push_back(yaml.cpu);
    cpu.push_back(one.cpu);
    ratios.push_back(one.cpu / yaml.cpu);
    scaling.push_back(one.wall / two.wall);
  }
  fmt::print(
      "{} small files: yaml-cpp alone reads them in {:.0f}ms, vtime reads and runs them in {:.0f}ms: {:.2f}x\n"
      "--jobs 2 takes 1/{:.2f} of the time of --jobs 1\n\n",
      count, median(reading) * 1e3, median(cpu) * 1e3, median(ratios), median(scaling));
}

void print_growth(const Settings& settings) {
  const Workload least{"nothing", 1, microtask_chain};
  double peak = 0;
  const double nothing = cost_of(settings, write_file(settings, least, 1), false, peak);
  fmt::print(
      "Growth: the cost of four sizes without that of a run of nothing, its exponent, and the memory of the\n"
      "smallest and the greatest\n");
  fmt::print("{:<20} {:>9} {:>10} {:>10} {:>10} {:>10}  {:>8}   {}\n", "", "size", "1/30", "1/10", "1/3", "1",
             "exponent", settings.counts_instructions ? "" : "memory");
  for (const Workload& workload : workloads()) print_growth_row(settings, workload, nothing);
}

}  // namespace vtime::bench
