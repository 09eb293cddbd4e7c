/// Reads and runs on several threads, and hands out the results in the order of the files.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/result.hpp"
#include "run_scenario.hpp"
#include "scenario/scenario.hpp"
#include "selection.hpp"
#include "wakeup.hpp"
#include "worker_pool.hpp"

namespace vtime::tool {

/// What is read and run ahead of the results handed out is bounded, so that memory does not grow with their number.
class Pipeline {
 public:
  Pipeline(std::vector<std::string> files, Selection& selection, const ScenarioSettings& settings, unsigned jobs,
           Wakeup& wakeup);

  /// The next result; none when there are no more. While there is none yet, `wait` is called: it is to return after the
  /// next wake-up, or before; false gives up.
  std::optional<report::Result> next(const std::function<bool()>& wait);

  /// The name of what next() waits for; may be empty.
  std::string waiting_for() const;
  /// Files of which everything has been handed out.
  std::size_t files_done() const { return running_.empty() ? files_opened_ : running_.front().file; }

 private:
  struct Running {
    std::string name;
    std::size_t file = 0;  ///< its index
    std::future<report::Result> result;
  };
  struct Loading {
    std::string name;
    std::future<scenario::LoadedFile> file;
  };

  void fill();
  bool read_ahead();
  bool run_ahead();
  /// Takes the scenarios of the next file that is read; false when none is.
  bool open_next_file();
  void push_invalid();
  template <typename Task>
  auto submit(Task task) -> std::future<decltype(task())>;

  std::vector<std::string> files_;
  Selection& selection_;
  ScenarioSettings settings_;
  Wakeup& wakeup_;
  std::size_t ahead_;
  std::size_t files_read_ = 0;
  std::size_t files_opened_ = 0;  ///< and all of their scenarios started
  std::deque<Loading> loading_;
  std::optional<scenario::LoadedFile> current_;  ///< the file whose scenarios are being started
  std::size_t next_scenario_ = 0;
  bool warnings_due_ = false;  ///< the next scenario carries the warnings of its file
  std::deque<Running> running_;
  WorkerPool pool_;  ///< last: its threads end before what they use
};

}  // namespace vtime::tool
