#include "scenario/document/tree_builder.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>

#include <algorithm>

#include "scenario/document/quoting.hpp"
#include "scenario/document/yaml_mistake.hpp"

namespace vtime::scenario {
TreeBuilder::TreeBuilder(TextReporter& reporter, const DocumentStretch& stretch, const ReadLimits& limits,
                         NodeArena& nodes)
    : reporter_(reporter),
      text_(reporter.text().substr(0, stretch.end)),
      begin_(stretch.begin),
      limits_(limits),
      arena_(nodes),
      cursor_(stretch.begin) {}

// yaml-cpp counts the bytes of UTF-8, although it speaks of characters.
std::size_t TreeBuilder::offset(const YAML::Mark& mark) const {
  const std::size_t at = begin_ + static_cast<std::size_t>(std::max(mark.pos, 0));
  return std::min(at, text_.size());
}

void TreeBuilder::report(std::size_t begin, std::size_t end, std::string message, std::string help) {
  reporter_.error(begin, end, std::move(message), std::move(help));
  if (reporter_.is_full()) throw StopReading{};
}

void TreeBuilder::count(std::size_t nodes, std::size_t levels, std::size_t begin, std::size_t end) {
  if (levels > limits_.levels) {
    reporter_.error(begin, end, fmt::format("this is nested more than {} levels deep", limits_.levels),
                    "name the inner parts in 'functions' and call them");
    throw StopReading{};
  }
  nodes_ += nodes;
  if (nodes_ > limits_.nodes_after_expansion) {
    reporter_.error(begin, end,
                    fmt::format("the document has more than {} nodes, those of its aliases counted each time",
                                limits_.nodes_after_expansion),
                    "split the file, or use fewer aliases of large parts");
    throw StopReading{};
  }
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  // The file has been cut at its document markers: yaml-cpp begins another document only at what it couldn't read.
  if (started_) {
    report_yaml_mistake(reporter_, *this, YAML::ErrorMsg::END_OF_MAP, offset(mark), text_.size());
    throw StopReading{};
  }
  started_ = true;
}

Properties TreeBuilder::properties(std::size_t at, const std::string& tag, YAML::anchor_t anchor) {
  // "?" and "!" are what yaml-cpp calls plain and quoted nodes without a tag.
  const bool untagged = tag.empty() || tag == "?" || (tag == "!" && text_.substr(at, 1) != "!");
  if (untagged && anchor == YAML::NullAnchor) return {at, at, std::nullopt};
  const Properties found = read_properties(text_, at);
  if (found.tag) {
    report(*found.tag, end_of_name(text_, *found.tag), "tags ('!') are not part of the scenario language",
           "remove the tag, or " + help_to_quote_around(reporter_.source(), *found.tag));
  }
  return found;
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  ++events_;
  const std::size_t at = offset(mark);
  const Properties found = properties(at, "", anchor);
  // What is left out is told with the place of what comes next, which may be a null.
  const bool is_new = found.content >= cursor_;
  if (!is_new || !has_null_word(text_, found.content, expects_key())) {
    return add_absent(at, found, anchor);
  }
  last_scalar_ = found.content;
  Node& node = arena_.make_node();
  const std::size_t end = found.content + (text_[found.content] == '~' ? 1 : 4);
  node.text = arena_.copy(text_.substr(found.content, end - found.content));
  finish(node, found.content, end, {}, anchor);
}

void TreeBuilder::add_absent(std::size_t at, const Properties& properties, YAML::anchor_t anchor) {
  Node& node = arena_.make_node();
  node.absent = true;
  const std::size_t place = anchor == YAML::NullAnchor ? absent_place(at) : properties.end;
  finish(node, place, place, {}, anchor);
}

/// Where the value stands that isn't there: behind the ':' or '-' that announces it. Reports where it must be there;
/// `at` is where yaml-cpp noticed.
std::size_t TreeBuilder::absent_place(std::size_t at) {
  if (open_.empty()) return cursor_;
  const Open& parent = open_.back();
  if (expects_key()) {
    report(at, at, "a key is missing here", "write the key before its ':', or remove a ',' too many");
    return at;
  }
  if (parent.node->is_list() && parent.brackets) {
    report(at, at, "a value is missing here", "remove a ',' too many; the empty text is ''");
    return at;
  }
  const std::size_t next = skip_space(text_, cursor_);
  const bool announced = next < text_.size() && text_[next] == (parent.node->is_map() ? ':' : '-');
  if (!announced && parent.key && parent.node->style == Node::Style::block) {
    report(last_scalar_, cursor_, "a ':' is missing behind this key",
           "write the key's value behind a ':', or indent the line as part of the text above it");
  }
  return announced ? next + 1 : cursor_;
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  ++events_;
  const std::size_t at = offset(mark);
  const std::size_t end = end_of_name(text_, at);
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    reporter_.error(at, end,
                    fmt::format("the alias '{}' stands within what it is an alias of", text_.substr(at, end - at)),
                    "an alias can only repeat what has ended before it");
    throw StopReading{};
  }
  const Child& target = found->second;
  add({target.node, target.weight, at, end});
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  ++events_;
  const Properties found = properties(offset(mark), tag, anchor);
  const std::size_t at = found.content;
  last_scalar_ = at;
  Node& node = arena_.make_node();
  node.text = arena_.copy(value);
  const char first = at < text_.size() ? text_[at] : '\0';
  std::size_t end = at;
  if (tag == "?" || found.tag) {
    end = end_of_plain(text_, at, value);
  } else if (first == '"' || first == '\'') {
    node.style = Node::Style::quoted;
    end = closing_quote(at);
  } else {
    node.style = Node::Style::block;
    end = end_of_block_scalar(text_, at, value);
  }
  finish(node, at, end, {}, anchor);
}

/// yaml-cpp takes the end of the file for a closing quote.
std::size_t TreeBuilder::closing_quote(std::size_t at) {
  if (const std::optional<std::size_t> end = end_of_quoted(text_, at)) return *end;
  const std::size_t line_end = std::min(reporter_.source().line_end(at), text_.size());
  const TextStretch meant = find_meant_text(reporter_.source(), at);
  std::string help = "close it at the end of the text";
  if (meant.begin == at) help += ", or " + help_to_quote(text_, meant.begin, meant.end);
  reporter_.error(at, line_end, "the quote that opens here is never closed", std::move(help));
  throw StopReading{};
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value) {
  open(Node::Kind::list, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(Node::Kind::map, mark, tag, anchor);
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
  ++events_;
  const std::size_t at = properties(offset(mark), tag, anchor).content;
  count(0, open_.size() + 1, at, at + 1);
  Open opened;
  opened.node = &arena_.make_node();
  opened.node->kind = kind;
  opened.first = kind == Node::Kind::list ? items_.size() : entries_.size();
  opened.anchor = anchor;
  opened.brackets = text_.substr(at, 1) == (kind == Node::Kind::list ? "[" : "{");
  // `[a: b]` holds a map without brackets of its own.
  const bool within_brackets = !open_.empty() && open_.back().node->style == Node::Style::flow;
  opened.node->style = opened.brackets || within_brackets ? Node::Style::flow : Node::Style::block;
  opened.node->where.begin.offset = at;
  opened.weight.levels = 1;
  cursor_ = opened.brackets ? at + 1 : at;
  open_.push_back(std::move(opened));
}

void TreeBuilder::close() {
  const Open closed = std::move(open_.back());
  open_.pop_back();
  Node& node = *closed.node;
  if (node.is_list()) {
    node.items = arena_.copy(std::span<const Node* const>(items_).subspan(closed.first));
    items_.resize(closed.first);
  } else {
    node.entries = arena_.copy(std::span<const Node::Entry>(entries_).subspan(closed.first));
    entries_.resize(closed.first);
  }
  const std::size_t end = closed.brackets ? end_of_flow(text_, cursor_) : cursor_;
  finish(node, node.where.begin.offset, end, closed.weight, closed.anchor);
}

void TreeBuilder::finish(Node& node, std::size_t begin, std::size_t end, Weight weight, YAML::anchor_t anchor) {
  node.where = reporter_.source().span(begin, end);
  const Child child{&node, weight, begin, end};
  if (anchor != YAML::NullAnchor) anchors_[anchor] = child;
  nodes_ -= weight.nodes - 1;  // its children have been counted
  add(child);
}

void TreeBuilder::add(const Child& child) {
  cursor_ = std::max(cursor_, child.end);
  count(child.weight.nodes, open_.size() + child.weight.levels, child.begin, child.end);
  if (open_.empty()) {
    if (!child.node->absent) root_ = child.node;
    return;
  }
  Open& parent = open_.back();
  parent.weight.nodes += child.weight.nodes;
  parent.weight.levels = std::max(parent.weight.levels, child.weight.levels + 1);
  if (parent.node->is_list()) {
    items_.push_back(child.node);
  } else if (!parent.key_read) {
    take_key(parent, child);
  } else {
    parent.key_read = false;
    if (parent.key != nullptr) entries_.push_back({parent.key, child.node});
    parent.key = nullptr;
  }
}

const Node* TreeBuilder::find_key(Open& map, std::string_view text) const {
  constexpr std::size_t few = 16;
  const auto entries = std::span(entries_).subspan(map.first);
  if (entries.size() < few) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Node::Entry& entry) { return entry.key->text == text; });
    return found == entries.end() ? nullptr : found->key;
  }
  for (std::size_t index = map.keys.size(); index < entries.size(); ++index) {
    map.keys.emplace(entries[index].key->text, entries[index].key);
  }
  const auto found = map.keys.find(text);
  return found == map.keys.end() ? nullptr : found->second;
}

void TreeBuilder::take_key(Open& map, const Child& child) {
  map.key_read = true;
  const Node& key = *child.node;
  if (!key.is_scalar()) {
    const std::size_t end = reporter_.source().line_end(child.begin);
    // In `{{x}}` all of it was meant as a text.
    const std::string help = map.brackets ? help_to_quote_around(reporter_.source(), map.node->where.begin.offset)
                                          : help_to_quote(text_, child.begin, child.end);
    return report(child.begin, std::min(child.end, end), "a key must be a text, not a list or a map", help);
  }
  if (key.absent) return;  // that has been reported
  if (key.text == "<<" && key.style == Node::Style::plain) {
    return report(child.begin, child.end, "merge keys ('<<') are not part of the scenario language",
                  "write the keys out, or give a whole value as an alias");
  }
  const Node* first = find_key(map, key.text);
  if (first == nullptr) {
    map.key = child.node;
    return;
  }
  report(child.begin, child.end,
         fmt::format("the key '{}' occurs twice in this map; it first stands in line {}", key.text,
                     first->where.begin.line),
         "remove one of the two, or rename it");
}

std::optional<std::size_t> TreeBuilder::open_bracket() const {
  for (auto opened = open_.rbegin(); opened != open_.rend(); ++opened) {
    if (opened->brackets) return opened->node->where.begin.offset;
  }
  return std::nullopt;
}

}  // namespace vtime::scenario
