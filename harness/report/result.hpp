/// What became of one scenario: the model that every report is written from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenario/diagnostic.hpp"
#include "scenario/run.hpp"
#include "scenario/scenario.hpp"
#include "trace/chain.hpp"
#include "transcript/judge.hpp"

namespace vtime::report {

enum class Verdict : std::uint8_t {
  passed,
  failed,     ///< an expectation was broken, or the run stopped with an error
  unchecked,  ///< nothing was expected, which is no pass
  limited,    ///< a limit stopped the run
  invalid,    ///< the file has errors: nothing of it was run
};

/// The word that the reports use.
const char* word(Verdict verdict);

/// Callbacks of one place among those that could have run first.
struct TiedCallback {
  Place place;
  std::string label;
  std::uint64_t count = 1;
};

/// An instant at which the order of callbacks was decided by nothing but the order in which they were armed.
struct Tie {
  Duration at{};
  std::vector<TiedCallback> callbacks;
};

/// A scenario as run, or (with an empty title) a file that could not be.
struct Result {
  Verdict verdict = Verdict::passed;
  std::string file;
  std::uint32_t line = 0;
  std::string title;

  std::shared_ptr<const scenario::Scenario> scenario;  ///< null for an invalid file
  std::uint64_t seed = 0;                              ///< of the run that is told of
  std::optional<std::uint64_t> ties_seed;  ///< of the order of its simultaneous callbacks (`--shuffle-ties`)
  scenario::RunResult run;
  Judgement judgement;
  std::vector<ChainLink> chain;  ///< the callbacks that led to the line that is to be explained

  scenario::Diagnostics diagnostics;                   ///< of an invalid file, or the one that stopped the run
  std::shared_ptr<const scenario::SourceFile> source;  ///< what the diagnostics are about

  Duration virtual_time{};                ///< of all its runs together
  std::uint64_t runs = 1;                 ///< how often it was run (`--repeat`)
  std::uint64_t failed_runs = 0;          ///< how many of them did not pass
  bool updated = false;                   ///< its transcript was rewritten in the file
  std::optional<std::string> divergence;  ///< the first event in which a second run differed
  std::vector<Tie> ties;                  ///< `--report-ties`
  std::uint64_t ties_left_out = 0;        ///< instants beyond those

  bool passed() const { return verdict == Verdict::passed; }
};

/// `path: title`, which names a scenario everywhere.
std::string name_of(const Result& result);

}  // namespace vtime::report
