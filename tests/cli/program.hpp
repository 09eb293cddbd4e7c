/// Runs the built program as a user would.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace vtime::test {

struct Call {
  std::vector<std::string> arguments;
  std::string input;                               ///< standard input
  std::string folder = VTIME_CLI_DIR;              ///< the working directory
  std::map<std::string, std::string> environment;  ///< nothing else is set, PATH excepted
  std::string out_to;                              ///< a file for standard output, in place of a pipe
};

struct Outcome {
  int status = 0;  ///< the exit status, or 128 + the signal that ended it
  std::string out;
  std::string err;
};

Outcome run_program(const Call& call);

/// `vtime ARGUMENTS` in the folder of these tests.
Outcome run_vtime(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {});

/// Starts it, waits until it has written `until` to standard output, sends the signal and waits for its end.
Outcome run_and_signal(const Call& call, const std::string& until, int signal);

/// Starts it and closes the reading end of its standard output when `until` has come.
Outcome run_and_stop_reading(const Call& call, const std::string& until);

/// A folder that is deleted with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  /// Writes a file, with the folders above it; returns its path.
  std::string write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;

 private:
  std::string path_;
};

}  // namespace vtime::test
