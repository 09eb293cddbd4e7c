#include "trace/trace.hpp"

#include <algorithm>
#include <cstring>

namespace vtime {

namespace {

std::size_t index_of(EventId event) { return static_cast<std::size_t>(event); }

}  // namespace

bool Trace::SiteOrder::operator()(const SiteKey& a, const SiteKey& b) const {
  const auto& [file_a, line_a, column_a, label_a] = a;
  const auto& [file_b, line_b, column_b, label_b] = b;
  if (line_a != line_b) return line_a < line_b;
  if (column_a != column_b) return column_a < column_b;
  if (const int files = std::strcmp(file_a, file_b); files != 0) return files < 0;
  return label_a < label_b;
}

Trace::Trace() {
  Span& main = at(EventId::main);
  main.known = true;
  main.fired = true;
}

void Trace::armed(const Armed& armed) {
  Span span;
  span.armer = armed.armer;
  span.site = site_of(armed.place, armed.label);
  span.ordinal = armed.ordinal;
  span.kind = armed.kind;
  span.base = armed.base;
  span.known = true;
  span.armed_at = at(armed.armer).ran_at + armed.offset;
  span.delay = armed.drawn;
  span.due_at = armed.deadline;
  if (!armed.range.is_fixed()) ranges_[armed.event] = armed.range;
  at(armed.event) = span;
}

void Trace::cancelled(EventId event, EventId) { at(event).cancelled = true; }

void Trace::fired(EventId event, Duration now, Duration deadline) {
  Span& span = at(event);
  span.fired = true;
  span.ran_at = now;
  span.due_at = deadline;
}

void Trace::returned(EventId event, Duration blocked) { at(event).blocked += blocked; }

void Trace::clock_read(EventId, Duration) {}
void Trace::touched(EventId, std::uint32_t, bool) {}
void Trace::driver_limit(Duration) {}

const Place& Trace::place(const Span& span) const { return sites_[span.site].place; }

std::string_view Trace::label(const Span& span) const { return sites_[span.site].label; }

Range Trace::range(EventId event) const {
  if (const auto found = ranges_.find(event); found != ranges_.end()) return found->second;
  return index_of(event) < spans_.size() ? Range::fixed(spans_[index_of(event)].delay) : Range{};
}

std::vector<ChainLink> Trace::chain(EventId event) const {
  std::vector<ChainLink> links;
  for (std::size_t at = index_of(event); at != 0 && at < spans_.size() && spans_[at].known;) {
    const Span& span = spans_[at];
    links.push_back({span.kind, std::string(label(span)), place(span), span.armed_at, span.due_at, span.ran_at});
    const std::size_t armer = index_of(span.armer);
    if (armer >= at) break;  // an armer is always older: ids are given in the order of arming
    at = armer;
  }
  links.push_back({});
  std::reverse(links.begin(), links.end());
  return links;
}

Trace::Span& Trace::at(EventId event) {
  if (spans_.size() <= index_of(event)) spans_.resize(index_of(event) + 1);
  if (sites_.empty()) site_of(Place{}, "");
  return spans_[index_of(event)];
}

std::uint32_t Trace::site_of(const Place& place, std::string_view label) {
  const SiteKey key{place.file, place.line, place.column, label};
  if (const auto found = site_index_.find(key); found != site_index_.end()) return found->second;
  const auto site = static_cast<std::uint32_t>(sites_.size());
  sites_.push_back({place, std::string(label)});
  site_index_.emplace(SiteKey{place.file, place.line, place.column, sites_.back().label}, site);
  return site;
}

}  // namespace vtime
