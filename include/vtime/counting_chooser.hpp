/// The base of choosers to which all questions are alike.
///
///     class Last final : public vtime::CountingChooser {
///      public:
///       Last() : CountingChooser(true) {}
///       std::uint64_t choose(vtime::QuestionKind, std::uint64_t count) override { return count - 1; }
///     };
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "vtime/chooser.hpp"

namespace vtime {

/// What a question is about.
enum class QuestionKind : std::uint8_t { duration, order, branch, number };

/// Turns every question into one for a number below a count: the delay's position in its range, the candidate's place
/// in line, the branch, the number itself.
class CountingChooser : public Chooser {
 public:
  Duration duration(const Question& question, const Range& range) final;
  std::size_t next(std::span<const Candidate> candidates) final;
  std::size_t branch(const Question& question, std::size_t count) final;
  std::uint64_t number(const Question& question, std::uint64_t bound) final;

 protected:
  using Chooser::Chooser;
  /// A number in [0, count); `count` 0 stands for 2^64.
  virtual std::uint64_t choose(QuestionKind kind, std::uint64_t count) = 0;
};

}  // namespace vtime
