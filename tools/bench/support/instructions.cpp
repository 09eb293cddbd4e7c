#include "support/instructions.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

#include "support/child_process.hpp"

namespace vtime::bench {

double count_instructions(const std::vector<std::string>& program, const std::filesystem::path& folder,
                          std::string_view within, int status) {
  const std::string counts = (folder / "callgrind.out").string();
  std::filesystem::remove(counts);
  std::vector<std::string> arguments{"valgrind", "--tool=callgrind", "--callgrind-out-file=" + counts};
  if (!within.empty()) arguments.push_back(fmt::format("--toggle-collect={}", within));
  arguments.insert(arguments.end(), program.begin(), program.end());
  const Cost cost = run_program(arguments);
  if (cost.status != status) {
    throw std::runtime_error(
        fmt::format("{} under valgrind ended with {}:\n{}", program.front(), cost.status, cost.output.substr(0, 1000)));
  }
  std::ifstream file(counts);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("totals: ")) return std::stod(line.substr(8));
  }
  throw std::runtime_error(fmt::format("valgrind has counted nothing in {}", program.front()));
}

}  // namespace vtime::bench
