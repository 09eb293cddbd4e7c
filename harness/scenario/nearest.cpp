#include <algorithm>
#include <numeric>

#include "scenario/diagnostic.hpp"

namespace vtime::scenario {
namespace {

/// Longer names aren't compared: no key is longer, and the comparison takes quadratic time.
constexpr std::size_t longest_name = 100;

/// How many characters must be inserted, removed, replaced or swapped with a neighbour to make `a` from `b`.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

/// JavaScript's `setTimeout` and a sloppy `set-timeout` are `set_timeout`.
std::string folded(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ') continue;
    result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return result;
}

}  // namespace

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
  if (name.empty() || name.size() > longest_name) return "";
  const std::string wanted = folded(name);
  std::string_view best;
  std::size_t fewest = 1 + (wanted.size() < 3 ? 1 : (wanted.size() + 1) / 3);
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > longest_name) continue;
    const std::string offered = folded(candidate);
    const std::size_t distance = edits(wanted, offered);
    // A name with nothing in common isn't meant, however short it is.
    if (distance >= fewest || distance >= std::max(wanted.size(), offered.size())) continue;
    fewest = distance;
    best = candidate;
  }
  return best;
}

}  // namespace vtime::scenario
