#include "scenario/update/transcript_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "scenario/document/node_extent.hpp"
#include "scenario/update/update.hpp"
#include "scenario/update/update_plan.hpp"

namespace vtime::scenario {
namespace {

/// Where a list stands in a map: the end of its key's ':' and anchor, and the value itself, which may be an alias.
struct ValuePlace {
  std::size_t behind_colon = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_alias = false;
};

/// Where one entry of a list stands, from its '-'.
struct EntryPlace {
  std::size_t dash = 0;
  std::size_t end = 0;
};

class TranscriptEditor {
 public:
  TranscriptEditor(const SourceFile& file, const SourceText& source, const Scenario& scenario,
                   std::span<const Line> lines)
      : text_(source.text()),
        source_(source),
        document_(file.documents[scenario.document]),
        scenario_(scenario),
        lines_(lines),
        line_break_(text_.substr(0, text_.find('\n')).ends_with('\r') ? "\r\n" : "\n") {}

  std::vector<TextEdit> edit(bool whole) {
    if (!scenario_.expect) {
      add_expectation();
      return std::move(edits_);
    }
    if (!scenario_.expect->transcript) return {};
    steps_ = plan();
    const bool changes =
        std::any_of(steps_.begin(), steps_.end(), is_write) || steps_.size() != scenario_.expect->transcript->size();
    if (!changes) return {};
    find_list();
    const bool by_entry = !whole && !place_.is_alias && list_->style == Node::Style::block && find_entries();
    if (!by_entry) {
      replace_list();
    } else {
      if (steps_.empty()) edits_.push_back({place_.behind_colon, place_.behind_colon, " []"});
      edit_entries();
    }
    return std::move(edits_);
  }

 private:
  static bool is_write(const UpdateStep& step) { return step.kind == UpdateStep::Kind::write; }

  std::vector<UpdateStep> plan() const { return plan_update(*scenario_.expect->transcript, lines_); }

  ValuePlace place_of(const Node::Entry& entry) const {
    const std::size_t colon = skip_space(text_, entry.key->where.end.offset);
    std::size_t behind_colon = std::min(colon + 1, text_.size());
    const std::size_t value = skip_space(text_, behind_colon);
    if (value < text_.size() && text_[value] == '*') return {behind_colon, value, end_of_name(text_, value), true};
    if (value < text_.size() && text_[value] == '&') behind_colon = end_of_name(text_, value);
    return {behind_colon, entry.value->where.begin.offset, entry.value->where.end.offset, false};
  }

  /// `expect`, or its `transcript`.
  void find_list() {
    const Node* map = document_.root;
    std::string_view key = "expect";
    if (map->find(key)->is_map()) {
      map = map->find(key);
      key = "transcript";
    }
    const auto entry = std::find_if(map->entries.begin(), map->entries.end(),
                                    [&](const Node::Entry& candidate) { return candidate.key->text == key; });
    list_ = entry->value;
    place_ = place_of(*entry);
    in_brackets_ = map->style == Node::Style::flow;
    key_column_ = entry->key->where.begin.offset - source_.line_begin(entry->key->where.begin.offset);
  }

  /// Whether each entry begins a line of its own.
  bool find_entries() {
    std::size_t at = list_->where.begin.offset;
    for (const auto& item : list_->items) {
      const std::size_t dash = skip_space(text_, at);
      const std::size_t content = skip_space(text_, dash + 1);
      const bool is_alias = content < text_.size() && text_[content] == '*';
      at = is_alias ? end_of_name(text_, content) : item->where.end.offset;
      const std::size_t line = source_.line_begin(dash);
      if (text_.find_first_not_of(' ', line) != dash) return false;
      entries_.push_back({dash, at});
    }
    return !entries_.empty();
  }

  std::string indentation() const {
    const std::size_t line = source_.line_begin(entries_.front().dash);
    return std::string(text_.substr(line, entries_.front().dash - line));
  }

  std::string entry_line(const std::string& indentation, const Line& line) const {
    return fmt::format("{}- {}{}", indentation, transcript_entry(line, false), line_break_);
  }

  /// Goes through the entries that stay; what stands between two of them is replaced by the lines planned there.
  void edit_entries() {
    const std::string indentation = this->indentation();
    std::string written;
    std::size_t next = 0;
    for (const UpdateStep& step : steps_) {
      if (is_write(step)) {
        written += entry_line(indentation, lines_[step.index]);
      } else {
        replace_entries(next, step.index, std::move(written));
        written.clear();
        next = step.index + 1;
      }
    }
    replace_entries(next, entries_.size(), std::move(written));
  }

  /// The lines of the entries from `begin` to `end` become `written`. Lines between them that hold comments stay.
  void replace_entries(std::size_t begin, std::size_t end, std::string written) {
    if (begin == end) {
      const std::size_t at =
          begin == 0 ? source_.line_begin(entries_.front().dash) : next_line(entries_[begin - 1].end);
      return insert_lines(at, at, std::move(written));
    }
    for (std::size_t index = begin; index < end; ++index) {
      insert_lines(source_.line_begin(entries_[index].dash), next_line(entries_[index].end), std::move(written));
      written.clear();
    }
  }

  std::size_t next_line(std::size_t at) const {
    const std::size_t feed = text_.find('\n', at);
    return feed == std::string_view::npos ? text_.size() : feed + 1;
  }

  /// Puts whole lines in place of others; a file without a line break at its end keeps having none.
  void insert_lines(std::size_t begin, std::size_t end, std::string lines) {
    if (begin == end && lines.empty()) return;
    const bool at_open_end = end == text_.size() && !text_.ends_with('\n');
    if (at_open_end && !lines.empty()) {
      lines.erase(lines.size() - line_break_.size());
      if (begin == end) lines.insert(0, line_break_);
    }
    edits_.push_back({begin, end, std::move(lines)});
  }

  void replace_list() {
    std::size_t begin = place_.begin;
    if (lines_.empty() || in_brackets_) {
      edits_.push_back({begin, place_.end, in_line()});
      return;
    }
    while (begin > place_.behind_colon &&
           std::string_view(" \t\r\n").find(text_[begin - 1]) != std::string_view::npos) {
      --begin;
    }
    edits_.push_back({begin, place_.end, below_key(key_column_)});
  }

  /// All lines as a list in brackets.
  std::string in_line() const {
    std::string list = "[";
    for (const Line& line : lines_) {
      fmt::format_to(std::back_inserter(list), "{}{}", list.size() > 1 ? ", " : "", transcript_entry(line, true));
    }
    return list + "]";
  }

  /// All lines as a list that begins below its key, without a line break at its end.
  std::string below_key(std::size_t column) const {
    std::string list;
    for (const Line& line : lines_) {
      list += line_break_;
      list += entry_line(std::string(column + 2, ' '), line);
      list.erase(list.size() - line_break_.size());
    }
    return list;
  }

  void add_expectation() {
    const Node& root = *document_.root;
    if (root.style == Node::Style::flow) return add_expectation_in_brackets(root);
    const std::size_t column = root.where.begin.offset - source_.line_begin(root.where.begin.offset);
    const std::size_t end = document_.where.end.offset;
    const std::string_view gap = end > 0 && text_[end - 1] != '\n' ? line_break_ : "";
    const std::string list = lines_.empty() ? " []" : below_key(column);
    edits_.push_back({end, end, fmt::format("{}{}expect:{}{}", gap, std::string(column, ' '), list, line_break_)});
  }

  void add_expectation_in_brackets(const Node& root) {
    const std::size_t closing = root.where.end.offset - 1;
    const std::size_t last = text_.find_last_not_of(" \t\r\n", closing - 1);
    const std::string_view comma = text_[last] == ',' ? "" : ",";
    edits_.push_back({last + 1, last + 1, fmt::format("{} \"expect\": {}", comma, in_line())});
  }

  std::string_view text_;
  const SourceText& source_;
  const Document& document_;
  const Scenario& scenario_;
  std::span<const Line> lines_;
  std::string_view line_break_;
  std::vector<UpdateStep> steps_;
  const Node* list_ = nullptr;
  ValuePlace place_;
  bool in_brackets_ = false;
  std::size_t key_column_ = 0;
  std::vector<EntryPlace> entries_;
  std::vector<TextEdit> edits_;
};

}  // namespace

std::vector<TextEdit> edit_transcript(const SourceFile& file, const SourceText& source, const Scenario& scenario,
                                      std::span<const Line> lines, bool whole) {
  return TranscriptEditor(file, source, scenario, lines).edit(whole);
}

}  // namespace vtime::scenario
