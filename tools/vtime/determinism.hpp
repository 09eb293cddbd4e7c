/// Compares two runs event by event: `--check-determinism`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/run.hpp"
#include "vtime/recorder.hpp"

namespace vtime::tool {

/// Keeps every event of a run. The loaded scenario must outlive it; the run need not.
class EventLog final : public Recorder {
 public:
  void armed(const Armed& armed) override;
  void cancelled(EventId event, EventId by) override;
  void fired(EventId event, Duration now, Duration deadline) override;
  void returned(EventId event, Duration blocked) override;
  void clock_read(EventId event, Duration offset) override;
  void touched(EventId event, std::uint32_t what, bool written) override;
  void driver_limit(Duration until) override;

  std::size_t size() const { return entries_.size(); }
  /// The event of that index in words.
  std::string text(std::size_t index) const;
  bool same_at(std::size_t index, const EventLog& other) const { return entries_[index] == other.entries_[index]; }

 private:
  enum class What : std::uint8_t { armed, cancelled, fired, returned, clock_read, touched, driver_limit };

  struct Entry {
    What what{};
    EventKind kind{};
    EventId event{};
    std::uint64_t other = 0;  ///< another event, or what was touched
    Duration first{};
    Duration second{};
    Place place;
    std::string_view label;  ///< in `labels_`
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  std::vector<Entry> entries_;
  std::set<std::string, std::less<>> labels_;
};

/// The first event, or else the first line of the transcript, in which two runs differ; none when they are alike.
std::optional<std::string> first_divergence(const EventLog& first, const scenario::RunResult& first_result,
                                            const EventLog& second, const scenario::RunResult& second_result);

}  // namespace vtime::tool
