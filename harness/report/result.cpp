#include "report/result.hpp"

namespace vtime::report {

const char* word(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::failed:
      return "failed";
    case Verdict::unchecked:
      return "unchecked";
    case Verdict::limited:
      return "limited";
    case Verdict::invalid:
      return "invalid";
  }
  return "";
}

std::string name_of(const Result& result) {
  return result.title.empty() ? result.file : result.file + ": " + result.title;
}

}  // namespace vtime::report
