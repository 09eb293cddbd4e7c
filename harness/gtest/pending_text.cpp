#include "gtest/pending_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "loop/engine.hpp"

namespace vtime {
namespace {

constexpr std::size_t most_listed = 20;

std::string_view word_of(EventKind kind) {
  switch (kind) {
    case EventKind::post:
      return "a post";
    case EventKind::interval:
      return "a repeated callback";
    default:
      return "a timer";
  }
}

std::string listed(const PendingCallback& one, Duration now, Duration start) {
  const Duration due = one.due.time_since_epoch() - start;
  const std::string when = due > now   ? fmt::format("due at {}, in {}", to_text(due), to_text(due - now))
                           : due < now ? fmt::format("due at {}, {} late", to_text(due), to_text(now - due))
                                       : fmt::format("due at {}, now", to_text(due));
  const std::string name = one.label.empty() ? std::string(word_of(one.kind)) : fmt::format("'{}'", one.label);
  return fmt::format("   {}: {}{}, armed at {}", when, name, one.background ? " in the background" : "",
                     to_text(one.place));
}

}  // namespace

std::vector<PendingCallback> pending_in_foreground(const EventLoop& loop) {
  std::vector<PendingCallback> pending = loop.pending();
  std::erase_if(pending, [](const PendingCallback& one) { return one.background; });
  return pending;
}

std::string pending_text(const EventLoop& loop, const std::vector<PendingCallback>& pending) {
  const Duration now = loop.moment().at;
  const std::size_t shown = std::min(pending.size(), most_listed);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i == 0 ? "" : "\n") + listed(pending[i], now, loop.engine().start());
  }
  if (shown < pending.size()) text += fmt::format("\n   and {} more", pending.size() - shown);
  return text;
}

}  // namespace vtime
