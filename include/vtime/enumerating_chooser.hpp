/// Runs a program in every way that its questions allow.
///
///     vtime::EnumeratingChooser chooser;
///     do {
///       vtime::EventLoop loop({.chooser = &chooser});
///       ...
///     } while (chooser.next_run());
#pragma once

#include <cstddef>
#include <cstdint>

#include "vtime/choices.hpp"
#include "vtime/counting_chooser.hpp"

namespace vtime {

/// Goes through all answers, depth first; the first run takes the defaults. A question that allows more answers than
/// `most_answers` gets its default only.
class EnumeratingChooser final : public CountingChooser {
 public:
  explicit EnumeratingChooser(std::uint64_t most_answers = 1000) : CountingChooser(true), most_answers_(most_answers) {}

  /// Prepares the next run; false if every way has been gone.
  bool next_run();
  /// The answers given so far in this run; after it, what ReplayChooser needs to repeat it.
  Choices choices() const { return Choices(path_.begin(), path_.begin() + static_cast<std::ptrdiff_t>(asked_)); }

 protected:
  std::uint64_t choose(QuestionKind kind, std::uint64_t count) override;

 private:
  // The first asked_ entries have been asked in this run; the rest is what remains to be followed of the path to the
  // answer that distinguishes this run from those before.
  Choices path_;
  std::size_t asked_ = 0;
  std::uint64_t most_answers_;
};

}  // namespace vtime
