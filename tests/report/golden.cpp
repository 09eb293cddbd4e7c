#include "report/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace vtime::test {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

testing::AssertionResult equals_golden(const std::string& file, const std::string& text) {
  if (std::getenv("VTIME_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(file, std::ios::binary) << text;
    return testing::AssertionSuccess();
  }
  const std::string expected = read_file(file);
  if (text == expected) return testing::AssertionSuccess();
  return testing::AssertionFailure() << file << " holds\n" << expected << "\nbut this was written\n" << text;
}

}  // namespace vtime::test
