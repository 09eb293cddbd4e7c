#include "node_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "scenario/export/javascript.hpp"

namespace vtime::oracle {

namespace {

/// A file of its own in the folder for temporary files, gone with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    const int file = mkstemps(name_.data(), 3);
    if (file < 0) throw std::runtime_error("no temporary file can be made");
    const ssize_t written = write(file, text.data(), text.size());
    close(file);
    if (written != static_cast<ssize_t>(text.size())) throw std::runtime_error("the temporary file cannot be written");
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { unlink(name_.c_str()); }
  const std::string& name() const { return name_; }

 private:
  std::string name_ =
      (std::getenv("TMPDIR") == nullptr ? std::string("/tmp") : std::getenv("TMPDIR")) + "/oracle-XXXXXX.js";
};

/// A program whose standard output is read; it is killed when the object goes.
class Process {
 public:
  Process(std::vector<std::string> arguments, std::vector<std::string> environment) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    started_ = posix_spawnp(&process_, arguments[0].c_str(), &actions, nullptr, pointers(arguments).data(),
                            pointers(environment).data()) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    output_ = ends[0];
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    close(output_);
    if (!started_ || status_) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }

  /// All that it prints; nothing if it takes longer than `seconds`.
  std::optional<std::string> read_all(int seconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    std::string text;
    std::array<char, 65536> buffer{};
    while (true) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      pollfd waiting{output_, POLLIN, 0};
      if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) return std::nullopt;
      const ssize_t count = read(output_, buffer.data(), buffer.size());
      if (count <= 0) return text;
      text.append(buffer.data(), static_cast<std::size_t>(count));
    }
  }
  /// Its exit status, -1 for another end.
  int wait() {
    int status = -1;
    if (started_) waitpid(process_, &status, 0);
    status_ = started_ && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return *status_;
  }

 private:
  static std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
  }

  pid_t process_ = 0;
  int output_ = -1;
  bool started_ = false;
  std::optional<int> status_;
};

std::vector<std::string> environment(bool virtual_clock) {
  std::vector<std::string> result{"PATH=" + std::string(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH"))};
  if (virtual_clock) result.emplace_back("LD_PRELOAD=" VTIME_ORACLE_CLOCK);
  return result;
}

std::vector<Line> parse_lines(const std::string& text) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin)) {
    const auto fields = nlohmann::json::parse(text.substr(begin, end - begin));
    Line line;
    line.at = Duration(fields[0].get<std::int64_t>());
    line.kind = fields[1] == "log" ? LineKind::log : LineKind::uncaught;
    line.text = fields[2].get<std::string>();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

bool node_is_installed() {
  Process node({"node", "--version"}, environment(false));
  const std::optional<std::string> version = node.read_all(20);
  return node.wait() == 0 && version && version->starts_with("v20.");
}

std::optional<std::vector<Line>> run_in_node(const scenario::Scenario& scenario, int seconds, std::string& problem) {
  const TemporaryFile file("'use strict';\nconst rt = require('" VTIME_ORACLE_RUNTIME "');\n" +
                           scenario::to_javascript(scenario));
  Process node({"node", "--no-deprecation", file.name()}, environment(true));
  const std::optional<std::string> output = node.read_all(seconds);
  if (!output) {
    problem = "it did not end";
    return std::nullopt;
  }
  if (const int status = node.wait(); status != 0) {
    problem = "it ended with status " + std::to_string(status);
    return std::nullopt;
  }
  return parse_lines(*output);
}

}  // namespace vtime::oracle
