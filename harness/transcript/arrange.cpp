#include "transcript/arrange.hpp"

#include <algorithm>
#include <string_view>

namespace vtime {

namespace {

constexpr std::size_t most_comparisons = 10'000;  // of a stretch; longer ones are only ordered by time
constexpr std::size_t most_compared = 1'000;      // bytes of a text

/// How alike two texts are, in thousandths: the share of what they begin and end with in common.
int likeness(std::string_view a, std::string_view b) {
  if (a == b) return 1000;
  a = a.substr(0, most_compared);
  b = b.substr(0, most_compared);
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t begin = 0;
  while (begin < shorter && a[begin] == b[begin]) ++begin;
  std::size_t end = 0;
  while (end < shorter - begin && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  return static_cast<int>(1000 * (begin + end) / std::max<std::size_t>(1, std::max(a.size(), b.size())));
}

/// Differing rows without a row in common between them: some that are missing, some that are extra.
class Stretch {
 public:
  Stretch(std::span<const DiffRow> rows, std::span<const ExpectedItem> items, std::span<const Line> lines)
      : items_(items), lines_(lines) {
    for (const DiffRow& row : rows) (row.kind == DiffRow::Kind::missing ? missing_ : extra_).push_back(row);
  }

  void append_to(std::vector<DiffRow>& rows);

 private:
  void choose_pairs();
  int worth(std::size_t missing, std::size_t extra) const;
  void append_by_time(std::size_t missing_end, std::size_t extra_end, std::vector<DiffRow>& rows);
  void append_pair(std::vector<DiffRow>& rows);
  const ExpectedLine& expected(std::size_t missing) const { return *expected_of(missing_[missing], items_); }
  const Line& actual(std::size_t extra) const { return lines_[*extra_[extra].line]; }

  std::span<const ExpectedItem> items_;
  std::span<const Line> lines_;
  std::vector<DiffRow> missing_;
  std::vector<DiffRow> extra_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
  std::size_t next_missing_ = 0;
  std::size_t next_extra_ = 0;
};

/// What it is worth to show both side by side; 0: nothing.
int Stretch::worth(std::size_t missing, std::size_t extra) const {
  const ExpectedLine& wanted = expected(missing);
  const Line& got = actual(extra);
  if (wanted.matches(got)) return 0;  // it came, but elsewhere: no line in its place
  const bool right_text = wanted.kind == got.kind && wanted.pattern.matches(got.text);
  const int text = right_text ? 1000 : wanted.pattern.predicate ? 0 : likeness(wanted.pattern.text, got.text);
  const int total = text + (wanted.time && wanted.time->contains(got.at) ? 500 : 0);
  if (total >= 500) return total;
  return missing_.size() == 1 && extra_.size() == 1 ? 1 : 0;
}

/// The pairs, in the order of both sides, that are worth most together.
void Stretch::choose_pairs() {
  const std::size_t columns = extra_.size() + 1;
  if (missing_.empty() || extra_.empty() || missing_.size() * extra_.size() > most_comparisons) return;
  std::vector<int> best((missing_.size() + 1) * columns, 0);
  std::vector<int> pair(missing_.size() * extra_.size(), 0);
  for (std::size_t m = missing_.size(); m-- > 0;) {
    for (std::size_t x = extra_.size(); x-- > 0;) {
      const int here = pair[m * extra_.size() + x] = worth(m, x);
      int& cell = best[m * columns + x];
      cell = std::max(best[(m + 1) * columns + x], best[m * columns + x + 1]);
      if (here > 0) cell = std::max(cell, here + best[(m + 1) * columns + x + 1]);
    }
  }
  for (std::size_t m = 0, x = 0; m < missing_.size() && x < extra_.size();) {
    const int here = pair[m * extra_.size() + x];
    if (here > 0 && best[m * columns + x] == here + best[(m + 1) * columns + x + 1]) {
      pairs_.emplace_back(m++, x++);
    } else if (best[m * columns + x] == best[(m + 1) * columns + x]) {
      ++m;
    } else {
      ++x;
    }
  }
}

void Stretch::append_to(std::vector<DiffRow>& rows) {
  choose_pairs();
  for (const auto& [missing, extra] : pairs_) {
    append_by_time(missing, extra, rows);
    append_pair(rows);
  }
  append_by_time(missing_.size(), extra_.size(), rows);
}

/// An expected line without a time stands where the one before it stands.
void Stretch::append_by_time(std::size_t missing_end, std::size_t extra_end, std::vector<DiffRow>& rows) {
  Duration reached = Duration::min();
  for (; next_missing_ < missing_end; ++next_missing_) {
    if (expected(next_missing_).time) reached = std::max(reached, expected(next_missing_).time->least);
    while (next_extra_ < extra_end && actual(next_extra_).at < reached) rows.push_back(extra_[next_extra_++]);
    rows.push_back(missing_[next_missing_]);
  }
  while (next_extra_ < extra_end) rows.push_back(extra_[next_extra_++]);
}

void Stretch::append_pair(std::vector<DiffRow>& rows) {
  const ExpectedLine& wanted = expected(next_missing_);
  const Line& got = actual(next_extra_);
  const bool right_text = wanted.kind == got.kind && wanted.pattern.matches(got.text);
  for (DiffRow row : {missing_[next_missing_++], extra_[next_extra_++]}) {
    row.pairing = right_text ? DiffRow::Pairing::time_differs : DiffRow::Pairing::text_differs;
    rows.push_back(row);
  }
}

}  // namespace

const ExpectedLine* expected_of(const DiffRow& row, std::span<const ExpectedItem> items) {
  if (!row.item) return nullptr;
  const ExpectedItem& item = items[*row.item];
  if (row.member) return &std::get<AnyOrder>(item).lines[*row.member];
  return std::get_if<ExpectedLine>(&item);
}

std::vector<DiffRow> arrange(std::vector<DiffRow> rows, std::span<const ExpectedItem> items,
                             std::span<const Line> lines) {
  std::vector<DiffRow> arranged;
  arranged.reserve(rows.size());
  const auto loose = [](const DiffRow& row) { return row.differs() && row.pairing == DiffRow::Pairing::none; };
  for (auto row = rows.begin(); row != rows.end();) {
    const auto end = std::find_if_not(row, rows.end(), loose);
    Stretch({row, end}, items, lines).append_to(arranged);
    row = std::find_if(end, rows.end(), loose);
    arranged.insert(arranged.end(), end, row);
  }
  return arranged;
}

}  // namespace vtime
