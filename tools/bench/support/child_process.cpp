#include "support/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace vtime::bench {

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void become(std::vector<char*>& arguments, int output, std::chrono::seconds limit) {
  if (limit.count() != 0) {
    const rlimit processor{static_cast<rlim_t>(limit.count()), RLIM_INFINITY};
    setrlimit(RLIMIT_CPU, &processor);
  }
  const int nothing = open("/dev/null", O_WRONLY);
  dup2(output, STDOUT_FILENO);
  dup2(nothing, STDERR_FILENO);
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> block{};
  for (ssize_t count = 0; (count = read(descriptor, block.data(), block.size())) > 0;) {
    text.append(block.data(), static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

Cost run_program(const std::vector<std::string>& arguments, std::chrono::seconds limit) {
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe can be made");
  const auto began = std::chrono::steady_clock::now();
  const pid_t process = fork();
  if (process < 0) throw std::runtime_error("no process can be made");
  if (process == 0) become(pointers, ends[1], limit);
  close(ends[1]);
  Cost cost;
  cost.output = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  rusage usage{};
  if (wait4(process, &status, 0, &usage) != process) throw std::runtime_error("a process got lost");
  cost.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  cost.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  cost.peak_bytes = static_cast<double>(usage.ru_maxrss) * 1024;
  cost.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  cost.exceeded = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
  return cost;
}

}  // namespace vtime::bench
