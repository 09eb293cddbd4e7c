#include "progress.hpp"

#include <fmt/format.h>

#include <utility>

#include "report/summary.hpp"

namespace vtime::tool {
namespace {

constexpr std::size_t bar_width = 30;
constexpr std::chrono::seconds first_after{1};
constexpr std::chrono::milliseconds then_every{100};

}  // namespace

std::string progress_bar(std::size_t files_done, std::size_t files, std::size_t scenarios) {
  const std::size_t filled = files == 0 ? bar_width : bar_width * files_done / files;
  return fmt::format("[{:<{}}] {} of {}, {}", std::string(filled, '#'), bar_width, files_done,
                     report::plural(files, "file"), report::plural(scenarios, "scenario"));
}

Progress::Progress(Output& terminal, std::size_t files, Now now)
    : terminal_(terminal), files_(files), now_(std::move(now)), next_(now_() + first_after) {}

void Progress::beat(std::size_t files_done, std::size_t scenarios) {
  const auto now = now_();
  if (now < next_) return;
  next_ = now + then_every;
  terminal_.write("\r" + progress_bar(files_done, files_, scenarios) + "\x1b[K");
  terminal_.flush();
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  terminal_.write("\r\x1b[K");
  terminal_.flush();
  drawn_ = false;
}

}  // namespace vtime::tool
