#include "cli/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace vtime::test {
namespace {

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe2");
  return {ends[0], ends[1]};
}

void close_end(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// A program that runs, with our ends of its pipes.
class Child {
 public:
  explicit Child(const Call& call) : input_(call.input) {
    Pipe in = make_pipe();
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    spawn(call, in, out, err);
    close_end(in.read_end);
    close_end(out.write_end);
    close_end(err.write_end);
    in_ = in.write_end;
    out_ = out.read_end;
    err_ = err.read_end;
    ::fcntl(in_, F_SETFL, O_NONBLOCK);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    close_end(in_);
    close_end(out_);
    close_end(err_);
  }

  /// Passes input and output until `until` has come on standard output; "": until everything is closed.
  void talk(const std::string& until = "") {
    while (out_ >= 0 || err_ >= 0) {
      if (!until.empty() && outcome_.out.find(until) != std::string::npos) return;
      if (input_.empty()) close_end(in_);
      std::array<pollfd, 3> ends{{{in_, POLLOUT, 0}, {out_, POLLIN, 0}, {err_, POLLIN, 0}}};
      ::poll(ends.data(), ends.size(), -1);
      if (ends[0].revents != 0) write_input();
      if (ends[1].revents != 0) read_some(out_, outcome_.out);
      if (ends[2].revents != 0) read_some(err_, outcome_.err);
    }
  }

  void send(int signal) const { ::kill(pid_, signal); }
  void stop_reading() { close_end(out_); }

  Outcome finish() {
    talk();
    int status = 0;
    ::waitpid(pid_, &status, 0);
    outcome_.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome_;
  }

 private:
  void spawn(const Call& call, const Pipe& in, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, call.folder.c_str());
    posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.write_end, STDERR_FILENO);
    if (!call.out_to.empty()) {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, call.out_to.c_str(), O_WRONLY, 0);
    }
    std::vector<std::string> words{VTIME_COMMAND};
    words.insert(words.end(), call.arguments.begin(), call.arguments.end());
    std::vector<std::string> variables;
    for (const auto& [name, value] : call.environment) variables.push_back(name + "=" + value);
    for (const char* name : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
      if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
    }
    const int error =
        ::posix_spawn(&pid_, VTIME_COMMAND, &actions, nullptr, pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error(error, std::generic_category(), VTIME_COMMAND);
  }

  void write_input() {
    const ssize_t count = ::write(in_, input_.data(), input_.size());
    if (count < 0) {
      input_.clear();  // nobody reads it
    } else {
      input_.erase(0, static_cast<std::size_t>(count));
    }
  }

  static void read_some(int& descriptor, std::string& text) {
    std::array<char, 4096> block{};
    const ssize_t count = ::read(descriptor, block.data(), block.size());
    if (count <= 0) {
      close_end(descriptor);
    } else {
      text.append(block.data(), static_cast<std::size_t>(count));
    }
  }

  std::string input_;
  Outcome outcome_;
  pid_t pid_ = 0;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
};

}  // namespace

Outcome run_program(const Call& call) {
  std::signal(SIGPIPE, SIG_IGN);
  return Child(call).finish();
}

Outcome run_vtime(std::vector<std::string> arguments, std::map<std::string, std::string> environment) {
  Call call;
  call.arguments = std::move(arguments);
  call.environment = std::move(environment);
  return run_program(call);
}

Outcome run_and_signal(const Call& call, const std::string& until, int signal) {
  Child child(call);
  child.talk(until);
  child.send(signal);
  return child.finish();
}

Outcome run_and_stop_reading(const Call& call, const std::string& until) {
  Child child(call);
  child.talk(until);
  child.stop_reading();
  return child.finish();
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "vtime-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& text) const {
  const std::filesystem::path file = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

std::string TemporaryFolder::read(const std::string& name) const {
  std::ifstream file(std::filesystem::path(path_) / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace vtime::test
