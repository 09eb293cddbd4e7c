#include "transcript/support.hpp"

#include <sstream>

namespace vtime::testing {

std::vector<Line> lines_of(std::string_view words) {
  std::vector<Line> lines;
  std::istringstream stream{std::string(words)};
  for (std::string word; stream >> word;) lines.push_back(line(0, word));
  return lines;
}

Pattern containing(std::string part) {
  Pattern pattern;
  pattern.text = part;
  pattern.predicate = [part](std::string_view line) { return line.find(part) != std::string_view::npos; };
  return pattern;
}

ExpectedLine line_containing(std::string part) {
  ExpectedLine result;
  result.pattern = containing(std::move(part));
  return result;
}

AnyOrder any_order(std::vector<ExpectedLine> lines) {
  AnyOrder result;
  result.lines = std::move(lines);
  return result;
}

namespace {

ExpectedLine entry(const std::string& word) {
  return word.ends_with('*') ? line_containing(word.substr(0, word.size() - 1)) : text(word);
}

}  // namespace

std::vector<ExpectedItem> items_of(std::string_view words) {
  std::vector<ExpectedItem> items;
  std::istringstream stream{std::string(words)};
  std::optional<AnyOrder> open;
  for (std::string word; stream >> word;) {
    if (word.front() == '(') open.emplace(), word.erase(0, 1);
    const bool closes = !word.empty() && word.back() == ')';
    if (closes) word.pop_back();
    if (word == "...") {
      items.emplace_back(AnyLines{});
    } else if (open) {
      if (!word.empty()) open->lines.push_back(entry(word));
    } else {
      items.emplace_back(entry(word));
    }
    if (closes) items.emplace_back(*std::exchange(open, std::nullopt));
  }
  return items;
}

void number(std::vector<ExpectedItem>& items, std::uint32_t line) {
  for (ExpectedItem& item : items) {
    if (auto* any_order = std::get_if<AnyOrder>(&item)) {
      any_order->origin.line = line++;
      for (ExpectedLine& member : any_order->lines) member.origin.line = line++;
    } else if (auto* expected = std::get_if<ExpectedLine>(&item)) {
      expected->origin.line = line++;
    } else {
      std::get<AnyLines>(item).origin.line = line++;
    }
  }
}

std::string shown(const std::vector<DiffRow>& rows, const std::vector<ExpectedItem>& items,
                  const std::vector<Line>& lines) {
  std::string result;
  for (const DiffRow& row : rows) {
    result += result.empty() ? "" : " ";
    result += row.kind == DiffRow::Kind::same      ? "="
              : row.kind == DiffRow::Kind::missing ? "-"
              : row.kind == DiffRow::Kind::extra   ? "+"
                                                   : ".";
    if (row.line) {
      result += lines[*row.line].text;
    } else if (row.member) {
      result += std::get<AnyOrder>(items[*row.item]).lines[*row.member].pattern.text;
    } else {
      result += std::get<ExpectedLine>(items[*row.item]).pattern.text;
    }
    if (row.pairing == DiffRow::Pairing::time_differs) result += "!";
    if (row.pairing == DiffRow::Pairing::text_differs) result += "~";
  }
  return result;
}

}  // namespace vtime::testing
