#include "transcript/expectations.hpp"

namespace vtime {

bool ExpectedLine::matches(const Line& line) const {
  return line.kind == kind && (!time || time->contains(line.at)) && pattern.matches(line.text);
}

bool Expectations::empty() const {
  return !transcript && never.empty() && order.empty() && within.empty() && count.empty() && !ends_at && !pending;
}

}  // namespace vtime
