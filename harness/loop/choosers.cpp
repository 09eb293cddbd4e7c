#include <fmt/format.h>

#include "vtime/counting_chooser.hpp"
#include "vtime/enumerating_chooser.hpp"
#include "vtime/error.hpp"
#include "vtime/recording_chooser.hpp"
#include "vtime/replay_chooser.hpp"
#include "vtime/seeded_chooser.hpp"
#include "vtime/shuffle_chooser.hpp"

namespace vtime {

// ---- CountingChooser -------------------------------------------------------------------------------------------

Duration CountingChooser::duration(const Question& /*question*/, const Range& range) {
  return range.at(choose(QuestionKind::duration, range.count()));
}

std::size_t CountingChooser::next(std::span<const Candidate> candidates) {
  return choose(QuestionKind::order, candidates.size());
}

std::size_t CountingChooser::branch(const Question& /*question*/, std::size_t count) {
  return choose(QuestionKind::branch, count);
}

std::uint64_t CountingChooser::number(const Question& /*question*/, std::uint64_t bound) {
  return choose(QuestionKind::number, bound);
}

// ---- SeededChooser, ShuffleChooser -------------------------------------------------------------------------------

std::uint64_t SeededChooser::choose(QuestionKind kind, std::uint64_t count) {
  return kind == QuestionKind::order ? 0 : random_.below(count);
}

std::size_t ShuffleChooser::next(std::span<const Candidate> candidates) { return random_.below(candidates.size()); }

// ---- RecordingChooser --------------------------------------------------------------------------------------------

Duration RecordingChooser::duration(const Question& question, const Range& range) {
  const Duration answer = others_.duration(question, range);
  choices_.push_back({QuestionKind::duration, range.count(), range.position_of(answer)});
  return answer;
}

std::size_t RecordingChooser::next(std::span<const Candidate> candidates) {
  const std::size_t answer = others_.decides_order() ? others_.next(candidates) : 0;
  choices_.push_back({QuestionKind::order, candidates.size(), answer});
  return answer;
}

std::size_t RecordingChooser::branch(const Question& question, std::size_t count) {
  const std::size_t answer = others_.branch(question, count);
  choices_.push_back({QuestionKind::branch, count, answer});
  return answer;
}

std::uint64_t RecordingChooser::number(const Question& question, std::uint64_t bound) {
  const std::uint64_t answer = others_.number(question, bound);
  choices_.push_back({QuestionKind::number, bound, answer});
  return answer;
}

// ---- ReplayChooser, EnumeratingChooser ---------------------------------------------------------------------------

namespace {

/// The recorded answer, if the question is the recorded one.
std::uint64_t answer_of(const Choice& choice, QuestionKind kind, std::uint64_t count, std::size_t index) {
  if (choice.kind != kind || choice.count != count || (count != 0 && choice.answer >= count)) {
    throw InvalidChoice({.message = fmt::format("question {} is not the one that was recorded", index + 1),
                         .help = "replay with the program and the options that were recorded; a program that reads "
                                 "addresses, hash orders or real clocks cannot be replayed"});
  }
  return choice.answer;
}

}  // namespace

std::uint64_t ReplayChooser::choose(QuestionKind kind, std::uint64_t count) {
  if (exhausted()) return 0;
  const std::size_t index = asked_++;
  return answer_of(choices_[index], kind, count, index);
}

std::uint64_t EnumeratingChooser::choose(QuestionKind kind, std::uint64_t count) {
  if (asked_ == path_.size()) path_.push_back({kind, count, 0});
  const std::size_t index = asked_++;
  return answer_of(path_[index], kind, count, index);
}

bool EnumeratingChooser::next_run() {
  path_.resize(asked_);
  asked_ = 0;
  while (!path_.empty()) {
    Choice& last = path_.back();
    const bool enumerated = last.count != 0 && last.count <= most_answers_;
    if (enumerated && last.answer + 1 < last.count) {
      ++last.answer;
      return true;
    }
    path_.pop_back();
  }
  return false;
}

}  // namespace vtime
