/// Runs a program and tells what it cost.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace vtime::bench {

struct Cost {
  double cpu = 0;         ///< seconds of the processor, the program's and the system's on its behalf
  double wall = 0;        ///< seconds
  double peak_bytes = 0;  ///< of memory
  int status = 0;         ///< what it ended with; 127 when it could not be started; 128 + the signal that ended it
  bool exceeded = false;  ///< it was ended because of the limit
  std::string output;     ///< what it wrote to standard output
};

/// Waits until the program has ended. The first argument is its name, looked up as the shell does. A program that needs
/// the processor for longer than `limit`, unless that is 0, is ended.
Cost run_program(const std::vector<std::string>& arguments, std::chrono::seconds limit = {});

}  // namespace vtime::bench
