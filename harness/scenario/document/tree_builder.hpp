/// Builds the tree of one document from yaml-cpp's events, with the begin and end of everything.
#pragma once

#include <yaml-cpp/eventhandler.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenario/document/document.hpp"
#include "scenario/document/document_split.hpp"
#include "scenario/document/node_extent.hpp"

namespace vtime::scenario {

/// Thrown through yaml-cpp when a document can't be read any further; what is wrong has been reported.
struct StopReading {};

class TreeBuilder : public YAML::EventHandler {
 public:
  /// Puts the nodes into `nodes`.
  TreeBuilder(TextReporter& reporter, const DocumentStretch& stretch, const ReadLimits& limits, NodeArena& nodes);

  /// The root, once the document has been read; null for an empty one.
  const Node* root() const { return root_; }
  /// Where what has been read so far ends.
  std::size_t cursor() const { return cursor_; }
  /// Where the last scalar begins.
  std::size_t last_scalar() const { return last_scalar_; }
  /// How many events there were.
  std::size_t events() const { return events_; }
  /// Where the innermost list or map in brackets that is not finished begins.
  std::optional<std::size_t> open_bracket() const;

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  /// What a finished node weighs once its aliases are expanded.
  struct Weight {
    std::size_t nodes = 1;
    std::size_t levels = 0;
  };
  struct Child {
    const Node* node = nullptr;
    Weight weight;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  /// A list or map that is not finished.
  struct Open {
    Node* node = nullptr;
    std::size_t first = 0;  ///< of its items or entries, in items_ or entries_
    Weight weight;
    YAML::anchor_t anchor = 0;
    bool brackets = false;
    const Node* key = nullptr;  ///< of a map: read, its value is not
    bool key_read = false;
    std::unordered_map<std::string_view, const Node*> keys;  ///< filled once there are many
  };

  std::size_t offset(const YAML::Mark& mark) const;
  bool expects_key() const { return !open_.empty() && open_.back().node->is_map() && !open_.back().key_read; }
  Properties properties(std::size_t at, const std::string& tag, YAML::anchor_t anchor);
  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  void close();
  void add_absent(std::size_t at, const Properties& properties, YAML::anchor_t anchor);
  std::size_t closing_quote(std::size_t at);
  std::size_t absent_place(std::size_t at);
  void finish(Node& node, std::size_t begin, std::size_t end, Weight weight, YAML::anchor_t anchor);
  void add(const Child& child);
  void add_to_map(Open& map, const Child& child);
  void take_key(Open& map, const Child& child);
  const Node* find_key(Open& map, std::string_view text) const;
  void count(std::size_t nodes, std::size_t levels, std::size_t begin, std::size_t end);
  void report(std::size_t begin, std::size_t end, std::string message, std::string help);

  TextReporter& reporter_;
  std::string_view text_;  ///< up to the end of the document
  std::size_t begin_;
  ReadLimits limits_;
  NodeArena& arena_;
  const Node* root_ = nullptr;
  std::vector<Open> open_;
  std::vector<const Node*> items_;    ///< of all open lists, those of the innermost last
  std::vector<Node::Entry> entries_;  ///< of all open maps, likewise
  std::unordered_map<YAML::anchor_t, Child> anchors_;
  std::size_t nodes_ = 0;
  std::size_t cursor_;
  std::size_t last_scalar_ = 0;
  std::size_t events_ = 0;
  bool started_ = false;
};

}  // namespace vtime::scenario
