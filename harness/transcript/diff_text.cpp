#include "transcript/diff_text.hpp"

#include <fmt/format.h>

namespace vtime {

std::optional<std::size_t> line_to_explain(const Judgement& judgement) {
  if (judgement.diff) {
    for (const DiffRow& row : judgement.diff->rows) {
      if (row.kind == DiffRow::Kind::extra) return row.line;
    }
  }
  for (const BrokenRule& rule : judgement.broken) {
    if (rule.line) return rule.line;
  }
  return std::nullopt;
}

std::string diff_text(const Expectations&, const Observed& observed, const Judgement& judgement,
                      std::span<const ChainLink>, const DiffTextOptions&) {
  std::string text;
  if (judgement.diff) {
    for (const DiffRow& row : judgement.diff->rows) {
      if (row.line) text += fmt::format("{}\n", observed.lines[*row.line].text);
    }
  }
  for (const BrokenRule& rule : judgement.broken) text += rule.message + "\n";
  return text;
}

}  // namespace vtime
