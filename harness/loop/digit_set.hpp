/// Which of the 256 values of a digit there are.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace vtime {

class DigitSet {
 public:
  bool empty() const { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }
  void insert(unsigned digit) { words_[digit / 64] |= std::uint64_t{1} << (digit % 64); }
  void erase(unsigned digit) { words_[digit / 64] &= ~(std::uint64_t{1} << (digit % 64)); }
  /// The least; must not be empty.
  unsigned first() const {
    unsigned word = 0;
    while (words_[word] == 0) ++word;
    return word * 64 + static_cast<unsigned>(std::countr_zero(words_[word]));
  }
  /// Visits all in ascending order. They may be erased meanwhile.
  template <typename Visit>
  void each(Visit visit) const {
    for (unsigned word = 0; word < words_.size(); ++word) {
      for (std::uint64_t rest = words_[word]; rest != 0; rest &= rest - 1) {
        visit(word * 64 + static_cast<unsigned>(std::countr_zero(rest)));
      }
    }
  }

 private:
  std::array<std::uint64_t, 4> words_{};
};

}  // namespace vtime
