#include "loop/engine_programs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "support/child_process.hpp"
#include "support/javascript.hpp"

namespace vtime::bench {

namespace {

constexpr std::chrono::seconds limit{20};
constexpr std::int64_t microsecond = 1000;
constexpr std::int64_t millisecond = 1'000'000;

/// All there are, whether their programs are here or not.
std::vector<EngineProgram> compiled_engines() {
  std::vector<EngineProgram> engines{{"vtime", "vtime", Ties::in_order},
                                     {"floor", "floor", Ties::unchecked, 1, "W3 W6"},
                                     {"priority_queue", "priority_queue", Ties::in_order},
                                     {"multimap", "multimap", Ties::in_order},
                                     {"asio_queue", "Asio's queue", Ties::any},
                                     {"asio_context", "io_context", Ties::any},
                                     {"libuv", "libuv", Ties::in_order, microsecond},
                                     {"ns3", "ns-3", Ties::in_order},
                                     {"ns3_priority_queue", "ns-3 pq", Ties::in_order},
                                     {"systemc", "SystemC", Ties::any}};
  for (EngineProgram& engine : engines) engine.command = {std::string(ENGINES_FOLDER "/") + engine.name};
  return engines;
}

void write_delays(const std::filesystem::path& folder) {
  for (const Distribution distribution : all_distributions) {
    std::ofstream file(folder / fmt::format("{}.json", name_of(distribution)));
    file << fmt::format("[{}]", fmt::join(draw_delays(distribution), ","));
    if (!file) throw std::runtime_error(fmt::format("'{}' cannot be written", folder.string()));
  }
}

std::vector<EngineProgram> javascript_engines(const std::filesystem::path& folder) {
  std::vector<EngineProgram> engines{{"sinon", "sinon", Ties::in_order, microsecond, "W6"},
                                     {"mock", "node:test", Ties::in_order, millisecond, "W6"}};
  for (EngineProgram& engine : engines) {
    engine.command = {"node", JAVASCRIPT_ENGINES, (folder / "").string(), engine.name};
  }
  return engines;
}

}  // namespace

std::vector<EngineProgram> find_engines(const std::filesystem::path& folder) {
  std::vector<EngineProgram> engines;
  for (EngineProgram& engine : compiled_engines()) {
    if (std::filesystem::exists(engine.command.front())) {
      engines.push_back(std::move(engine));
    } else {
      fmt::print("{} is left out: it was not installed when this was built\n", engine.title);
    }
  }
  if (install_fake_timers(folder)) {
    write_delays(folder);
    for (EngineProgram& engine : javascript_engines(folder)) engines.push_back(std::move(engine));
  } else {
    fmt::print("JavaScript is left out: npm can't install @sinonjs/fake-timers\n");
  }
  return engines;
}

const EngineProgram& engine_named(const std::vector<EngineProgram>& engines, const std::string& name) {
  const auto found =
      std::find_if(engines.begin(), engines.end(), [&](const auto& engine) { return engine.name == name; });
  if (found == engines.end()) throw std::invalid_argument("no engine: " + name);
  return *found;
}

std::vector<std::string> command_for(const EngineProgram& engine, Job job) {
  job.tick = engine.tick;
  std::vector<std::string> command = engine.command;
  for (std::string& argument : to_arguments(job)) command.push_back(std::move(argument));
  return command;
}

Run run_job(const EngineProgram& engine, const Job& job) {
  const Cost cost = run_program(command_for(engine, job), limit);
  if (cost.exceeded) return {{}, too_slow};
  if (cost.status != 0) return {{}, fmt::format("ended with {}", cost.status)};
  return {read_outcome(cost.output), {}};
}

}  // namespace vtime::bench
