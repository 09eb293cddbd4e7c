#include "pipeline.hpp"

#include <utility>

#include "load_file.hpp"
#include "scenario_files.hpp"

namespace vtime::tool {
namespace {

constexpr std::size_t ahead_per_job = 4;

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
                   unsigned jobs, Deliver deliver, Wakeup& wakeup)
    : files_(std::move(files)),
      selection_(selection),
      settings_(settings),
      deliver_(std::move(deliver)),
      wakeup_(wakeup),
      ahead_(jobs * ahead_per_job) {
  for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this] { work(); });
}

Pipeline::~Pipeline() {
  {
    const Lock lock(mutex_);
    end();
  }
  join();
}

void Pipeline::finish() {
  join();
  if (error_) std::rethrow_exception(error_);
}

void Pipeline::join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Pipeline::end() {
  over_ = true;
  changed_.notify_all();
  wakeup_.post();
}

// ---- the threads -------------------------------------------------------------------------------------------------

void Pipeline::work() {
  Lock lock(mutex_);
  try {
    while (!over_) {
      if (deliver_next(lock) || run_next(lock) || load_next(lock)) continue;
      if (is_done()) {
        end();
      } else {
        changed_.wait(lock);
      }
    }
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    if (!error_) error_ = std::current_exception();
    end();
  }
}

bool Pipeline::is_done() const {
  return files_read_ == files_.size() && loading_.empty() && !current_ && running_.empty() && !delivering_;
}

bool Pipeline::deliver_next(Lock& lock) {
  if (delivering_ || running_.empty() || !running_.front().result) return false;
  report::Result result = std::move(*running_.front().result);
  running_.pop_front();
  delivering_ = true;
  lock.unlock();
  const bool more = deliver_(std::move(result));
  lock.lock();
  delivering_ = false;
  if (!more) end();
  changed_.notify_all();
  return true;
}

bool Pipeline::run_next(Lock& lock) {
  if (running_.size() >= ahead_) return false;
  if (!current_) return open_next_file();
  if (next_scenario_ == current_->scenarios.size()) {
    current_.reset();
    ++files_opened_;
    return true;
  }
  Running& running = running_.emplace_back(Running{name_of_next(), files_opened_, std::nullopt});
  auto scenario = std::move(current_->scenarios[next_scenario_++]);
  scenario::Diagnostics warnings;
  if (std::exchange(warnings_due_, false)) warnings = current_->diagnostics;
  lock.unlock();
  report::Result result = run_scenario(std::move(scenario), settings_);
  result.diagnostics = std::move(warnings);
  lock.lock();
  running.result = std::move(result);
  changed_.notify_all();
  return true;
}

bool Pipeline::load_next(Lock& lock) {
  if (files_read_ == files_.size() || loading_.size() >= ahead_) return false;
  const std::string& path = files_[files_read_++];
  Loading& loading = loading_.emplace_back(Loading{shown_path(path), std::nullopt});
  lock.unlock();
  scenario::LoadedFile file = load_file(path);
  lock.lock();
  loading.file = std::move(file);
  changed_.notify_all();
  return true;
}

bool Pipeline::open_next_file() {
  if (loading_.empty() || !loading_.front().file) return false;
  current_ = std::move(loading_.front().file);
  loading_.pop_front();
  next_scenario_ = 0;
  warnings_due_ = true;
  if (has_errors(current_->diagnostics)) {
    push_invalid();
  } else {
    std::erase_if(current_->scenarios,
                  [&](const auto& scenario) { return !selection_.takes(current_->source->name, scenario->title); });
  }
  return true;
}

std::string Pipeline::name_of_next() const {
  return current_->source->name + ": " + current_->scenarios[next_scenario_]->title;
}

void Pipeline::push_invalid() {
  if (selection_.takes_invalid_file()) {
    running_.push_back({current_->source->name, files_opened_, invalid_result(*current_)});
  }
  current_->scenarios.clear();
}

// ---- looking on --------------------------------------------------------------------------------------------------

bool Pipeline::is_over() const {
  const Lock lock(mutex_);
  return over_;
}

std::string Pipeline::waiting_for() const {
  const Lock lock(mutex_);
  if (!running_.empty()) return running_.front().name;
  if (current_ && next_scenario_ < current_->scenarios.size()) return name_of_next();
  return loading_.empty() ? "" : loading_.front().name;
}

std::size_t Pipeline::files_done() const {
  const Lock lock(mutex_);
  return running_.empty() ? files_opened_ : running_.front().file;
}

}  // namespace vtime::tool
