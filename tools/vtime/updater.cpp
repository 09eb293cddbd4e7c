#include "updater.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "scenario/update/atomic_file.hpp"
#include "scenario/update/update.hpp"

namespace vtime::tool {
namespace {

using report::Result;
using report::Verdict;

/// Whether another transcript in the file would make it pass, or pass but for other rules.
bool wants_update(const Result& result) {
  if (!result.scenario || result.run.ending != scenario::Ending::finished || result.divergence) return false;
  return result.judgement.diff || !result.scenario->expect;
}

void mark_updated(Result& result) {
  result.updated = true;
  result.judgement.checked = true;
  result.judgement.diff.reset();
  result.verdict = result.judgement.passed() ? Verdict::passed : Verdict::failed;
}

}  // namespace

void Updater::add(Result result) {
  if (!held_.empty() && held_.front().file != result.file) finish();
  held_.push_back(std::move(result));
}

void Updater::finish() {
  try {
    update();
  } catch (const std::exception& error) {
    complain_(fmt::format("vtime: error: '{}' is not updated: {}\n", held_.front().file, error.what()));
  }
  abandon();
}

void Updater::abandon() {
  for (const Result& result : std::exchange(held_, {})) sink_(result);
}

void Updater::update() {
  std::vector<scenario::SeenTranscript> seen;
  for (const Result& result : held_) {
    if (wants_update(result)) seen.push_back({result.scenario.get(), result.run.lines});
  }
  if (seen.empty()) return;
  const scenario::SourceFile& source = *held_.front().source;
  const std::string text = updated_text(source, seen);
  if (text != source.text) scenario::write_file_atomically(source.name, text);
  for (Result& result : held_) {
    if (wants_update(result)) mark_updated(result);
  }
}

}  // namespace vtime::tool
