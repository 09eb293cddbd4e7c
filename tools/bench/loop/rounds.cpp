#include "loop/rounds.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <map>
#include <stdexcept>
#include <utility>

#include "loop/firing_order.hpp"

namespace vtime::bench {

namespace {

/// Keeps what Google Benchmark tells of its last run.
class LastRun : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& /*context*/) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override { run_ = runs.front(); }
  const Run& run() const { return run_; }

 private:
  Run run_;
};

/// What std::multimap does with a job, for each resolution of an engine's clock.
std::map<std::int64_t, Outcome> references(const Job& job, const std::vector<EngineProgram>& engines) {
  EngineProgram reference = engine_named(engines, reference_name);
  std::map<std::int64_t, Outcome> outcomes;
  for (const EngineProgram& engine : engines) {
    reference.tick = engine.tick;
    if (outcomes.contains(engine.tick)) continue;
    const vtime::bench::Run run = run_job(reference, job);
    if (!run.problem.empty()) throw std::runtime_error(fmt::format("the reference {}", run.problem));
    outcomes[engine.tick] = run.outcome;
  }
  return outcomes;
}

void measure(benchmark::State& state, const EngineProgram& engine, const Job& job, const Outcome& reference) {
  for ([[maybe_unused]] auto _ : state) {
    vtime::bench::Run run = run_job(engine, job);
    if (run.problem.empty()) run.problem = wrong_order(run.outcome, reference, engine.ties);
    if (!run.problem.empty()) {
      state.SkipWithError(run.problem.c_str());
    } else {
      state.SetIterationTime(run.outcome.cost * static_cast<double>(job.events) * 1e-9);
    }
  }
}

/// Runs the one benchmark of that name.
void run_benchmark(const std::string& name, const Job& job, Cell& cell) {
  LastRun last;
  benchmark::RunSpecifiedBenchmarks(&last, fmt::format("^{}/iterations:1/manual_time$", name));
  if (last.run().error_occurred) {
    cell = {{}, last.run().error_message, last.run().error_message != too_slow};
  } else {
    cell.nanoseconds.push_back(last.run().GetAdjustedRealTime() / static_cast<double>(job.events));
  }
}

}  // namespace

std::vector<Cell> run_rounds(const Workload& workload, const std::vector<EngineProgram>& engines, std::size_t rounds,
                             Random& random) {
  const Job& job = workload.job;
  const std::map<std::int64_t, Outcome> reference = references(job, engines);
  std::vector<Cell> cells(engines.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < engines.size(); ++i) {
    if (!engines[i].runs(job)) {
      cells[i].problem = "it has nothing like it";
      continue;
    }
    order.push_back(i);
    benchmark::RegisterBenchmark(
        fmt::format("{}/{}", workload.name, engines[i].name).c_str(),
        [&, i](benchmark::State& state) { measure(state, engines[i], job, reference.at(engines[i].tick)); })
        ->UseManualTime()
        ->Iterations(1);
  }
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    for (const std::size_t i : order) {
      if (cells[i].problem.empty()) run_benchmark(fmt::format("{}/{}", workload.name, engines[i].name), job, cells[i]);
    }
  }
  benchmark::ClearRegisteredBenchmarks();
  return cells;
}

std::vector<double> growths(const EngineProgram& engine, const GrowthWorkload& workload, std::size_t rounds) {
  const auto cost = [&](const Workload& which) {
    const vtime::bench::Run run = run_job(engine, which.job);
    if (!run.problem.empty()) throw std::runtime_error(fmt::format("{}, {}: {}", which.name, engine.name, run.problem));
    return run.outcome.cost;
  };
  std::vector<double> ratios;
  while (ratios.size() < rounds) {
    const double few = cost(workload.few);
    ratios.push_back(cost(workload.many) / few);
  }
  return ratios;
}

}  // namespace vtime::bench
