/// The table of ratios, in Markdown.
#pragma once

#include <string>
#include <vector>

#include "loop/engine_programs.hpp"
#include "loop/rounds.hpp"
#include "loop/workloads.hpp"

namespace vtime::bench {

class Table {
 public:
  /// Prints the heading.
  explicit Table(const std::vector<EngineProgram>& engines);
  /// Prints the row of a workload, a cell for each engine.
  void print_row(const Workload& workload, const std::vector<Cell>& cells);
  /// Prints why cells are empty.
  void print_notes() const;
  /// Whether an engine has failed, or fired in another order than it promises.
  bool has_failure() const { return has_failure_; }

 private:
  /// Empty if the engine has not run.
  std::string target(const Target& target, const std::vector<Cell>& cells) const;
  /// The median of the ratios within rounds, above 1 if the loop is faster.
  double ratio(const Cell& cell, const std::vector<Cell>& cells) const;

  std::vector<EngineProgram> engines_;
  std::vector<std::string> notes_;
  bool has_failure_ = false;
};

/// Prints how the cost of an event grows with the number of timers.
void print_growth(const GrowthWorkload& workload, const std::vector<double>& growths);
/// Prints W6: bytes for each timer.
void print_memory(const MemoryWorkload& workload, const std::vector<EngineProgram>& engines);

}  // namespace vtime::bench
