#include "loop/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <limits>

#include "support/median.hpp"

namespace vtime::bench {

namespace {

bool is_peer(const EngineProgram& engine) { return engine.name != "vtime" && engine.name != "floor"; }

}  // namespace

Table::Table(const std::vector<EngineProgram>& engines) : engines_(engines) {
  std::string heading = "| workload |";
  std::string line = "|---|";
  for (const EngineProgram& engine : engines_) {
    heading += fmt::format(" {}{} |", engine.title, is_peer(engine) ? "" : " ns");
    line += "---|";
  }
  fmt::print("{} must |\n{}---|\n", heading, line);
}

void Table::print_row(const Workload& workload, const std::vector<Cell>& cells) {
  std::string row = fmt::format("| {} |", workload.name);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].problem.empty()) {
      row += " - |";
      notes_.push_back(fmt::format("{}, {}: {}", workload.name, engines_[i].title, cells[i].problem));
      has_failure_ = has_failure_ || cells[i].is_failure;
    } else if (is_peer(engines_[i])) {
      row += fmt::format(" {:.2f} |", ratio(cells[i], cells));
    } else {
      row += fmt::format(" {:.1f} |", median(cells[i].nanoseconds));
    }
  }
  std::vector<std::string> targets;
  for (const Target& each : workload.targets) targets.push_back(target(each, cells));
  std::erase(targets, "");
  fmt::print("{} {} |\n", row, fmt::join(targets, ", "));
  std::fflush(stdout);
}

void Table::print_notes() const {
  if (!notes_.empty()) fmt::print("\nEmpty cells:\n");
  for (const std::string& note : notes_) fmt::print("- {}\n", note);
}

double Table::ratio(const Cell& cell, const std::vector<Cell>& cells) const {
  const std::vector<double>& ours = cells.front().nanoseconds;
  std::vector<double> ratios;
  for (std::size_t round = 0; round < std::min(ours.size(), cell.nanoseconds.size()); ++round) {
    ratios.push_back(cell.nanoseconds[round] / ours[round]);
  }
  return ratios.empty() ? std::numeric_limits<double>::quiet_NaN() : median(ratios);
}

std::string Table::target(const Target& target, const std::vector<Cell>& cells) const {
  double reached = std::numeric_limits<double>::infinity();
  std::string name;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool counts = target.engine == "best" ? is_peer(engines_[i]) : target.engine == engines_[i].name;
    if (!counts || !cells[i].problem.empty()) continue;
    reached = std::min(reached, ratio(cells[i], cells));
    name = target.engine == "best" ? "best peer" : engines_[i].title;
  }
  if (name.empty()) return {};
  return fmt::format("{} {:g}: {}", name, target.ratio, reached >= target.ratio ? "met" : "MISSED");
}

void print_growth(const GrowthWorkload& workload, const std::vector<double>& growths) {
  const double growth = median(growths);
  fmt::print("\nFrom {} timers to {} the cost of one grows by {:.2f} (must be at most {}: {}).\n",
             workload.few.job.count, workload.many.job.count, growth, workload.most_growth,
             growth <= workload.most_growth ? "met" : "MISSED");
}

void print_memory(const MemoryWorkload& workload, const std::vector<EngineProgram>& engines) {
  fmt::print("\nW6, bytes for each of {} pending timers:", workload.job.count);
  for (const EngineProgram& engine : engines) {
    if (!engine.runs(workload.job)) continue;
    const Run run = run_job(engine, workload.job);
    if (!run.problem.empty()) {
      fmt::print(" {} {};", engine.title, run.problem);
      continue;
    }
    fmt::print(" {} {:.1f}", engine.title, run.outcome.cost);
    if (engine.name == "vtime") {
      fmt::print(" (must be at most {:g}: {})", workload.most_bytes,
                 run.outcome.cost <= workload.most_bytes ? "met" : "MISSED");
    }
    fmt::print(";");
  }
  fmt::print("\n");
}

}  // namespace vtime::bench
