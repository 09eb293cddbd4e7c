#include "scenario/resolver/run_through.hpp"

#include <algorithm>
#include <variant>
#include <vector>

namespace vtime::scenario {
namespace {

/// Whether the statement after this one always comes next, with nothing of the program run in between.
struct GoesOn {
  bool operator()(const Log&) const { return true; }
  bool operator()(const SetTimer&) const { return true; }
  bool operator()(const Clear&) const { return true; }
  bool operator()(const Queue&) const { return true; }
  bool operator()(const Assign&) const { return true; }
  bool operator()(const Listen&) const { return true; }
  bool operator()(const Unlisten&) const { return true; }
  bool operator()(const Load&) const { return true; }
  bool operator()(const Settle&) const { return true; }
  bool operator()(const Then&) const { return true; }
  bool operator()(const Combine&) const { return true; }
  bool operator()(const SetWallClock&) const { return true; }
  bool operator()(const ShiftWallClock&) const { return true; }
  bool operator()(const BlockFor&) const { return true; }
  bool operator()(const Assert&) const { return true; }
  bool operator()(const MakePromise& form) const { return form.executor == nullptr; }
  bool operator()(const If& form) const {
    return form.then.runs_through && (!form.otherwise || form.otherwise->runs_through);
  }
  bool operator()(const Choose& form) const {
    return std::all_of(form.branches.begin(), form.branches.end(), [](const Block& b) { return b.runs_through; });
  }
  /// It calls, waits, repeats or leaves.
  template <typename Form>
  bool operator()(const Form&) const {
    return false;
  }
};

}  // namespace

bool runs_through(const Block& block) {
  return std::all_of(block.statements.begin(), block.statements.end(),
                     [](const Statement& statement) { return std::visit(GoesOn{}, statement.form); });
}

}  // namespace vtime::scenario
