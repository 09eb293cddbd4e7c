#include "determinism.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/transcript_text.hpp"
#include "trace/chain.hpp"

namespace vtime::tool {
namespace {

std::string line_text(const std::vector<Line>& lines, std::size_t index) {
  if (index >= lines.size()) return "no more lines";
  return fmt::format("{}: {}", to_text(lines[index].at), report::said(lines[index]));
}

bool same(const Line& a, const Line& b) { return a.at == b.at && a.kind == b.kind && a.text == b.text; }

}  // namespace

void EventLog::armed(const Armed& armed) {
  auto label = labels_.find(armed.label);
  if (label == labels_.end()) label = labels_.emplace(armed.label).first;
  entries_.push_back({What::armed, armed.kind, armed.event, static_cast<std::uint64_t>(armed.armer), armed.deadline,
                      armed.drawn, armed.place, *label});
}

void EventLog::cancelled(EventId event, EventId by) {
  entries_.push_back({What::cancelled, {}, event, static_cast<std::uint64_t>(by), {}, {}, {}, {}});
}

void EventLog::fired(EventId event, Duration now, Duration deadline) {
  entries_.push_back({What::fired, {}, event, 0, now, deadline, {}, {}});
}

void EventLog::returned(EventId event, Duration blocked) {
  entries_.push_back({What::returned, {}, event, 0, blocked, {}, {}, {}});
}

void EventLog::clock_read(EventId event, Duration offset) {
  entries_.push_back({What::clock_read, {}, event, 0, offset, {}, {}, {}});
}

void EventLog::touched(EventId event, std::uint32_t what, bool written) {
  entries_.push_back({What::touched, {}, event, std::uint64_t{what} * 2 + (written ? 1 : 0), {}, {}, {}, {}});
}

void EventLog::driver_limit(Duration until) { entries_.push_back({What::driver_limit, {}, {}, 0, until, {}, {}, {}}); }

std::string EventLog::text(std::size_t index) const {
  if (index >= entries_.size()) return "the run ended";
  const Entry& entry = entries_[index];
  const auto event = static_cast<std::uint32_t>(entry.event);
  switch (entry.what) {
    case What::armed:
      return fmt::format("{} '{}' of {}:{} was armed by event {} as event {}, due at {}", kind_word(entry.kind),
                         entry.label, entry.place.file, entry.place.line, entry.other, event, to_text(entry.first));
    case What::cancelled:
      return fmt::format("event {} was cancelled by event {}", event, entry.other);
    case What::fired:
      return fmt::format("event {}, due at {}, ran at {}", event, to_text(entry.second), to_text(entry.first));
    case What::returned:
      return fmt::format("event {} returned, having blocked for {}", event, to_text(entry.first));
    case What::clock_read:
      return fmt::format("event {} read the clock", event);
    case What::touched:
      return fmt::format("event {} {} variable {}", event, entry.other % 2 == 1 ? "wrote" : "read", entry.other / 2);
    case What::driver_limit:
      return fmt::format("the run was to end at {}", to_text(entry.first));
  }
  return "";
}

std::optional<std::string> first_divergence(const EventLog& first, const scenario::RunResult& first_result,
                                            const EventLog& second, const scenario::RunResult& second_result) {
  const std::size_t common = std::min(first.size(), second.size());
  std::size_t index = 0;
  while (index < common && first.same_at(index, second)) ++index;
  if (index < first.size() || index < second.size()) {
    return fmt::format("event number {}: first '{}', then '{}'", index + 1, first.text(index), second.text(index));
  }
  const auto& lines = first_result.lines;
  const auto& others = second_result.lines;
  index = 0;
  while (index < lines.size() && index < others.size() && same(lines[index], others[index])) ++index;
  if (index == lines.size() && index == others.size()) return std::nullopt;
  return fmt::format("line {}: first '{}', then '{}'", index + 1, line_text(lines, index), line_text(others, index));
}

}  // namespace vtime::tool
