#include "pipeline.hpp"

#include <chrono>
#include <utility>

#include "load_file.hpp"
#include "scenario_files.hpp"

namespace vtime::tool {
namespace {

constexpr std::size_t ahead_per_job = 4;

template <typename T>
bool is_ready(const std::future<T>& future) {
  return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

report::Result invalid_result(const scenario::LoadedFile& file) {
  report::Result result;
  result.verdict = report::Verdict::invalid;
  result.file = file.source->name;
  for (const scenario::Diagnostic& diagnostic : file.diagnostics) {
    if (diagnostic.severity == scenario::Severity::error) {
      result.line = diagnostic.where.begin.line;
      break;
    }
  }
  result.diagnostics = file.diagnostics;
  result.source = file.source;
  return result;
}

}  // namespace

Pipeline::Pipeline(std::vector<std::string> files, Selection& selection, const ScenarioSettings& settings,
                   unsigned jobs, Wakeup& wakeup)
    : files_(std::move(files)),
      selection_(selection),
      settings_(settings),
      wakeup_(wakeup),
      ahead_(jobs * ahead_per_job),
      pool_(jobs) {}

template <typename Task>
auto Pipeline::submit(Task task) -> std::future<decltype(task())> {
  auto packaged = std::make_shared<std::packaged_task<decltype(task())()>>(std::move(task));
  auto future = packaged->get_future();
  pool_.submit([packaged, &wakeup = wakeup_] {
    (*packaged)();
    wakeup.post();
  });
  return future;
}

bool Pipeline::read_ahead() {
  if (files_read_ == files_.size() || loading_.size() >= ahead_) return false;
  const std::string& path = files_[files_read_++];
  loading_.push_back({shown_path(path), submit([path] { return load_file(path); })});
  return true;
}

bool Pipeline::open_next_file() {
  if (loading_.empty() || !is_ready(loading_.front().file)) return false;
  current_ = loading_.front().file.get();
  loading_.pop_front();
  next_scenario_ = 0;
  warnings_due_ = true;
  if (has_errors(current_->diagnostics)) push_invalid();
  return true;
}

void Pipeline::push_invalid() {
  if (selection_.takes_invalid_file()) {
    std::promise<report::Result> promise;
    promise.set_value(invalid_result(*current_));
    running_.push_back({current_->source->name, files_opened_, promise.get_future()});
  }
  current_->scenarios.clear();
}

bool Pipeline::run_ahead() {
  if (running_.size() >= ahead_) return false;
  if (!current_) return open_next_file();
  if (next_scenario_ == current_->scenarios.size()) {
    current_.reset();
    ++files_opened_;
    return true;
  }
  auto scenario = std::move(current_->scenarios[next_scenario_++]);
  if (!selection_.takes(current_->source->name, scenario->title)) return true;
  scenario::Diagnostics warnings;
  if (std::exchange(warnings_due_, false)) warnings = current_->diagnostics;
  running_.push_back({current_->source->name + ": " + scenario->title, files_opened_,
                      submit([scenario = std::move(scenario), warnings = std::move(warnings), settings = settings_] {
                        report::Result result = run_scenario(scenario, settings);
                        result.diagnostics = warnings;
                        return result;
                      })});
  return true;
}

void Pipeline::fill() {
  while (run_ahead() || read_ahead()) {
  }
}

std::optional<report::Result> Pipeline::next(const std::function<bool()>& wait) {
  do {
    fill();
    if (!running_.empty() && is_ready(running_.front().result)) {
      report::Result result = running_.front().result.get();
      running_.pop_front();
      return result;
    }
  } while ((!running_.empty() || !loading_.empty() || current_) && wait());
  return std::nullopt;
}

std::string Pipeline::waiting_for() const {
  if (!running_.empty()) return running_.front().name;
  return loading_.empty() ? "" : loading_.front().name;
}

}  // namespace vtime::tool
