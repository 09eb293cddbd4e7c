/// Reads and runs on several threads, and delivers the results in the order of the files.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "report/result.hpp"
#include "run_scenario.hpp"
#include "scenario/scenario.hpp"
#include "selection.hpp"
#include "wakeup.hpp"

namespace vtime::tool {

/// A thread delivers what it and others have finished before it goes on, so that nothing is handed from thread to
/// thread when there is only one: the tree of a file is freed where it was made, and nobody has to be woken for each of
/// many small files. What is read and run ahead of the results delivered is bounded, so that memory does not grow with
/// their number.
class Pipeline {
 public:
  /// Takes a result; one call at a time, on any of the threads. False: no more are wanted.
  using Deliver = std::function<bool(report::Result)>;

  /// Begins at once. Posts `wakeup` when it is over.
  Pipeline(std::vector<std::string> files, Selection& selection, const ScenarioSettings& settings, unsigned jobs,
           Deliver deliver, Wakeup& wakeup);
  /// Drops what has not begun and waits for what has.
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// Whether no more will be delivered.
  bool is_over() const;
  /// Waits until it is over; throws what a thread has thrown.
  void finish();

  /// The name of what is to be delivered next; may be empty.
  std::string waiting_for() const;
  /// Files of which everything has been delivered.
  std::size_t files_done() const;

 private:
  using Lock = std::unique_lock<std::mutex>;

  struct Running {
    std::string name;
    std::size_t file = 0;  ///< its index
    std::optional<report::Result> result;
  };
  struct Loading {
    std::string name;
    std::optional<scenario::LoadedFile> file;
  };

  void work();
  void join();
  void end();
  bool is_done() const;

  // Steps: each does one thing if it can, unlocking while that takes long, and is false if it can't.
  bool deliver_next(Lock& lock);
  bool run_next(Lock& lock);
  bool load_next(Lock& lock);
  /// Takes the wanted scenarios of the next file that is read.
  bool open_next_file();
  /// Of the scenario that is to be started next; there must be one.
  std::string name_of_next() const;
  void push_invalid();

  std::vector<std::string> files_;
  Selection& selection_;
  ScenarioSettings settings_;
  Deliver deliver_;
  Wakeup& wakeup_;
  std::size_t ahead_;

  mutable std::mutex mutex_;  ///< of all below
  std::condition_variable changed_;
  std::size_t files_read_ = 0;
  std::size_t files_opened_ = 0;  ///< and all of their scenarios started
  // Threads keep references into these: elements come at the back and go at the front, which moves no other.
  std::deque<Loading> loading_;
  std::deque<Running> running_;
  std::optional<scenario::LoadedFile> current_;  ///< the file whose scenarios are being started
  std::size_t next_scenario_ = 0;
  bool warnings_due_ = false;  ///< the next scenario carries the warnings of its file
  bool delivering_ = false;
  bool over_ = false;
  std::exception_ptr error_;

  std::vector<std::thread> threads_;  ///< last: they use all of the above
};

}  // namespace vtime::tool
