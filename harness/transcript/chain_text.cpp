#include "transcript/chain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "transcript/visible_text.hpp"

namespace vtime {

namespace {

constexpr std::size_t longest = 12;  // lines of a chain that is told in full
constexpr std::size_t kept_at_begin = 4;
constexpr std::size_t kept_at_end = 7;

bool same_source(const ChainLink& a, const ChainLink& b) {
  return a.kind == b.kind && a.place == b.place && a.label == b.label;
}

std::string name_of_link(const ChainLink& link) {
  std::string name = kind_word(link.kind);
  // What has no name of its own is called by its line, which is said anyway.
  const std::string place = fmt::format("{}:{}", link.place.file, link.place.line);
  const bool named =
      !link.label.empty() && link.label != fmt::format("line {}", link.place.line) && !place.ends_with(link.label);
  if (named) name += fmt::format(" '{}'", utf8(cut(visible(link.label), 60)));
  if (link.place.line != 0) name += fmt::format(" ({})", place);
  return name;
}

std::string told(const ChainLink& link) {
  std::string text = name_of_link(link);
  if (link.armed_at != link.ran_at) text += fmt::format(", set at {}", to_text(link.armed_at));
  if (link.due_at < link.ran_at && link.kind != EventKind::main) {
    text += fmt::format(", due at {}, {} late", to_text(link.due_at), to_text(link.ran_at - link.due_at));
  }
  return text;
}

struct ToldLine {
  std::string time;
  std::string text;
};

/// The first and the last of a run from one source, and between them how many more there were.
std::vector<ToldLine> told_lines(std::span<const ChainLink> chain) {
  std::vector<ToldLine> lines;
  for (std::size_t i = 0; i < chain.size();) {
    std::size_t end = i + 1;
    while (end < chain.size() && same_source(chain[i], chain[end])) ++end;
    lines.push_back({to_text(chain[i].ran_at), told(chain[i])});
    if (end - i > 3) lines.push_back({"", fmt::format("{} more of it", end - i - 2)});
    for (std::size_t last = end - i > 3 ? end - 1 : i + 1; last < end; ++last) {
      lines.push_back({to_text(chain[last].ran_at), told(chain[last])});
    }
    i = end;
  }
  if (lines.size() > longest) {
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(kept_at_begin);
    const auto end = lines.end() - static_cast<std::ptrdiff_t>(kept_at_end);
    const auto left_out = end - begin;
    lines.erase(begin, end);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(kept_at_begin),
                 {"", fmt::format("{} lines of the chain left out", left_out)});
  }
  return lines;
}

}  // namespace

std::string chain_text(std::span<const ChainLink> chain, const Ink& ink) {
  const std::vector<ToldLine> lines = told_lines(chain);
  std::size_t width = 0;
  for (const ToldLine& line : lines) width = std::max(width, line.time.size());
  std::string text;
  for (const ToldLine& line : lines) {
    const std::string time = std::string(width - line.time.size(), ' ') + line.time;
    text += "   " + time + "  " + (line.time.empty() ? ink.quiet("-- " + line.text + " --") : line.text) + "\n";
  }
  return text;
}

}  // namespace vtime
