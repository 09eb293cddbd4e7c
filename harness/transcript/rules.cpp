#include "transcript/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "transcript/visible_text.hpp"

namespace vtime {

namespace {

std::string shown(const Pattern& pattern) { return (pattern.predicate ? "a match of " : "") + quoted(pattern.text); }

std::string place(const Observed& observed, std::size_t line) {
  return fmt::format("at {} (line {})", to_text(observed.lines[line].at), line + 1);
}

std::string times(std::uint64_t count) {
  if (count == 1) return "once";
  return count == 2 ? "twice" : fmt::format("{} times", count);
}

/// A rule's patterns are about what the program logged.
bool seen(const Pattern& pattern, const Line& line) { return line.kind == LineKind::log && pattern.matches(line.text); }

std::optional<std::size_t> first_seen(const Pattern& pattern, std::span<const Line> lines) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return seen(pattern, line); });
  if (found == lines.end()) return std::nullopt;
  return static_cast<std::size_t>(found - lines.begin());
}

std::uint64_t count_seen(const Pattern& pattern, std::span<const Line> lines) {
  return static_cast<std::uint64_t>(
      std::count_if(lines.begin(), lines.end(), [&](const Line& line) { return seen(pattern, line); }));
}

void check_never(const Pattern& pattern, const Observed& observed, std::vector<BrokenRule>& broken) {
  const std::optional<std::size_t> line = first_seen(pattern, observed.lines);
  if (!line) return;
  const std::uint64_t more = count_seen(pattern, observed.lines.subspan(*line + 1));
  // What a regular expression found is said, what a text found is the text.
  const std::string found = pattern.predicate ? ": " + quoted(observed.lines[*line].text) : "";
  broken.push_back({fmt::format("never: {} was seen {}{}{}", shown(pattern), place(observed, *line),
                                more == 0 ? "" : fmt::format(" and {} more", times(more)), found),
                    pattern.origin, line});
}

void check_order(const OrderRule& rule, const Observed& observed, std::vector<BrokenRule>& broken) {
  const std::optional<std::size_t> first = first_seen(rule.first, observed.lines);
  const std::optional<std::size_t> second = first_seen(rule.second, observed.lines);
  if (!first || !second || *first < *second) return;
  std::string message = *first == *second
                            ? fmt::format("order: {} and {} are first seen in one line, {}", shown(rule.first),
                                          shown(rule.second), place(observed, *first))
                            : fmt::format("order: {} came first {}, after {} {}", shown(rule.first),
                                          place(observed, *first), shown(rule.second), place(observed, *second));
  broken.push_back({std::move(message), rule.origin, second});
}

void check_within(const WithinRule& rule, const Observed& observed, std::vector<BrokenRule>& broken) {
  struct Failure {
    std::size_t from;
    std::optional<std::size_t> to;
  };
  std::optional<Failure> failure;
  std::uint64_t failures = 0;
  std::optional<std::size_t> next;
  for (std::size_t line = observed.lines.size(); line-- > 0;) {
    const Line& actual = observed.lines[line];
    if (seen(rule.from, actual) && (!next || observed.lines[*next].at - actual.at > rule.at_most)) {
      failure = Failure{line, next};
      ++failures;
    }
    if (seen(rule.to, actual)) next = line;
  }
  if (!failure) return;
  const std::string late =
      failure->to ? fmt::format("the next came {} later, {}",
                                to_text(observed.lines[*failure->to].at - observed.lines[failure->from].at),
                                place(observed, *failure->to))
                  : std::string("none came after it");
  broken.push_back({fmt::format("within: {} {} was not followed by {} within {}: {}{}", shown(rule.from),
                                place(observed, failure->from), shown(rule.to), to_text(rule.at_most), late,
                                failures == 1 ? "" : fmt::format("; and so {} more", times(failures - 1))),
                    rule.origin, failure->from});
}

void check_count(const CountRule& rule, const Observed& observed, std::vector<BrokenRule>& broken) {
  std::uint64_t count = 0;
  std::optional<std::size_t> surplus;
  for (std::size_t line = 0; line < observed.lines.size(); ++line) {
    if (!seen(rule.line, observed.lines[line])) continue;
    if (++count == rule.most + 1) surplus = line;
  }
  if (count >= rule.least && !surplus) return;
  const std::string wanted = rule.least == rule.most ? fmt::format("{}", rule.least == 0 ? "never" : times(rule.least))
                                                     : fmt::format("{} to {} times", rule.least, rule.most);
  const std::string where = surplus ? fmt::format("; the first too many came {}", place(observed, *surplus)) : "";
  broken.push_back({fmt::format("count: {} was seen {}, expected {}{}", shown(rule.line),
                                count == 0 ? "never" : times(count), wanted, where),
                    rule.origin, surplus});
}

void check_end(const Located<Duration>& rule, const Observed& observed, std::vector<BrokenRule>& broken) {
  const Duration expected = rule.value;
  const Duration actual = observed.ended_at;
  if (actual == expected) return;
  const bool late = actual > expected;
  broken.push_back({fmt::format("ends_at: the run ended at {}, expected {} ({} {})", to_text(actual), to_text(expected),
                                to_text(late ? actual - expected : expected - actual), late ? "later" : "earlier"),
                    rule.origin, std::nullopt});
}

std::string listed(const std::map<std::string, std::uint64_t>& names) {
  std::string text;
  for (const auto& [name, count] : names) {
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", quoted(name), count == 1 ? "" : " " + times(count));
  }
  return text;
}

void check_pending(const Located<std::vector<std::string>>& rule, const Observed& observed,
                   std::vector<BrokenRule>& broken) {
  std::map<std::string, std::uint64_t> missing;
  std::map<std::string, std::uint64_t> extra;
  for (const std::string& name : rule.value) ++missing[name];
  for (const std::string& name : observed.pending) {
    const auto found = missing.find(name);
    if (found == missing.end()) {
      ++extra[name];
    } else if (--found->second == 0) {
      missing.erase(found);
    }
  }
  if (missing.empty() && extra.empty()) return;
  std::string message = "pending: ";
  if (!extra.empty()) message += fmt::format("still waiting at the end, not expected: {}", listed(extra));
  if (!missing.empty()) {
    message +=
        fmt::format("{}expected to wait at the end, but not waiting: {}", extra.empty() ? "" : "; ", listed(missing));
  }
  broken.push_back({std::move(message), rule.origin, std::nullopt});
}

}  // namespace

std::vector<BrokenRule> broken_rules(const Expectations& expectations, const Observed& observed) {
  std::vector<BrokenRule> broken;
  for (const Pattern& pattern : expectations.never) check_never(pattern, observed, broken);
  for (const OrderRule& rule : expectations.order) check_order(rule, observed, broken);
  for (const WithinRule& rule : expectations.within) check_within(rule, observed, broken);
  for (const CountRule& rule : expectations.count) check_count(rule, observed, broken);
  if (expectations.ends_at) check_end(*expectations.ends_at, observed, broken);
  if (expectations.pending) check_pending(*expectations.pending, observed, broken);
  return broken;
}

}  // namespace vtime
