#include <chrono>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <utility>

#include "commands.hpp"
#include "exit_codes.hpp"
#include "interrupt.hpp"
#include "nothing_found.hpp"
#include "pipeline.hpp"
#include "progress.hpp"
#include "reports.hpp"
#include "run_settings.hpp"
#include "scenario_files.hpp"
#include "updater.hpp"
#include "wakeup.hpp"

namespace vtime::tool {
namespace {

constexpr std::chrono::milliseconds progress_beat{100};

/// One call of `run`.
class Session {
 public:
  Session(const RunSettings& settings, Environment& environment)
      : settings_(settings),
        environment_(environment),
        selection_(settings.filters, settings.shard),
        interrupt_(wakeup_),
        reports_(settings, environment),
        updater_([this](const report::Result& result) { deliver(result); },
                 [this](const std::string& text) { complain(text); }) {}

  int run(const std::vector<std::string>& files);

 private:
  bool take(report::Result result);
  void deliver(const report::Result& result);
  void complain(const std::string& text);
  void wait(const Pipeline& pipeline);
  [[noreturn]] void end_interrupted(const Pipeline& pipeline);
  int exit_code() const;

  const RunSettings& settings_;
  Environment& environment_;
  Selection selection_;
  Wakeup wakeup_;
  Interrupt interrupt_;
  std::mutex mutex_;  ///< of what is told, by the threads of the pipeline and by this one: all below
  Reports reports_;
  report::Summary summary_;
  std::optional<Progress> progress_;
  Updater updater_;
};

int Session::run(const std::vector<std::string>& files) {
  if (environment_.err.is_terminal()) progress_.emplace(environment_.err, files.size(), std::chrono::steady_clock::now);
  Pipeline pipeline(
      files, selection_, settings_.scenario, settings_.jobs,
      [this](report::Result result) { return take(std::move(result)); }, wakeup_);
  while (interrupt_.signal() == 0 && !pipeline.is_over()) wait(pipeline);
  if (interrupt_.signal() != 0) end_interrupted(pipeline);
  pipeline.finish();
  updater_.finish();
  if (progress_) progress_->clear();
  reports_.finish(summary_);
  if (selection_.matched() == 0) return report_nothing(settings_.filters, environment_);
  return exit_code();
}

/// Of the pipeline: whether more is wanted.
bool Session::take(report::Result result) {
  const std::lock_guard lock(mutex_);
  if (settings_.update) {
    updater_.add(std::move(result));
  } else {
    deliver(result);
  }
  return !summary_.stopped_early;
}

void Session::deliver(const report::Result& result) {
  if (summary_.stopped_early) return;
  if (progress_) progress_->clear();
  summary_.add(result);
  reports_.result(result);
  summary_.stopped_early = settings_.fail_fast && !result.passed();
}

void Session::complain(const std::string& text) {
  if (progress_) progress_->clear();
  environment_.out.flush();
  environment_.err.write(text);
  environment_.err.flush();
}

void Session::wait(const Pipeline& pipeline) {
  if (progress_) {
    const std::lock_guard lock(mutex_);
    progress_->beat(pipeline.files_done(), summary_.scenarios());
  }
  wakeup_.wait(progress_ ? std::optional(progress_beat) : std::nullopt);
}

/// What is being run can't be stopped and is not waited for; nothing that it gives is told any more.
void Session::end_interrupted(const Pipeline& pipeline) {
  const std::lock_guard lock(mutex_);
  updater_.abandon();
  if (progress_) progress_->clear();
  summary_.interrupted = true;
  summary_.interrupted_name = pipeline.waiting_for();
  reports_.finish(summary_);
  environment_.err.flush();
  std::_Exit(128 + interrupt_.signal());
}

int Session::exit_code() const {
  if (summary_.invalid > 0) return exit_invalid;
  if (summary_.limited > 0) return exit_limited;
  return summary_.failed + summary_.unchecked > 0 ? exit_failed : exit_passed;
}

}  // namespace

int run(const Arguments& arguments, Environment& environment) {
  const RunSettings settings = read_run_settings(arguments, environment);
  const std::vector<std::string> files = find_scenario_files(settings.paths);
  touch_status_files(settings.shard);
  return Session(settings, environment).run(files);
}

}  // namespace vtime::tool
