#include "transcript/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace vtime::testing {

::testing::AssertionResult is_golden(const std::string& text, const std::string& file) {
  const std::string path = std::string(VTIME_TRANSCRIPT_GOLDEN) + "/" + file;
  if (std::getenv("VTIME_UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << text;
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream golden;
  golden << stream.rdbuf();
  if (golden.str() == text) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << file << " holds\n" << golden.str() << "\nbut this came:\n" << text;
}

}  // namespace vtime::testing
