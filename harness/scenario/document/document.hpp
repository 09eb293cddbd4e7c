/// A YAML document as a tree that keeps the place of everything, with all that yaml-cpp lets through rejected.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/diagnostic.hpp"
#include "scenario/document/node_arena.hpp"

namespace vtime::scenario {

/// One node. An alias is the node of its anchor: nodes are shared, never copied. All that it refers to lies in the
/// arena of its file.
struct Node {
  enum class Kind : std::uint8_t { scalar, list, map };
  enum class Style : std::uint8_t { plain, quoted, block, flow };

  struct Entry {
    const Node* key = nullptr;  ///< always a scalar; unique within its map
    const Node* value = nullptr;
  };

  Kind kind = Kind::scalar;
  Style style = Style::plain;
  bool absent = false;  ///< nothing stands there (`key:` without a value)
  Span where;
  std::string_view text;               ///< of a scalar; "" for a value that was left out
  std::span<const Node* const> items;  ///< of a list
  std::span<const Entry> entries;      ///< of a map, in the order written

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  /// The value under `key`, or null.
  const Node* find(std::string_view key) const;
};

/// One document of a file: its root and the stretch of the text that it takes.
struct Document {
  const Node* root = nullptr;
  Span where;
};

/// A source file: its name as given by the user, its bytes, its documents (empty ones skipped). Immutable once loaded.
struct SourceFile {
  std::string name;
  std::string text;
  std::vector<Document> documents;         ///< none of a loaded file: read it again where they are needed
  std::shared_ptr<const NodeArena> nodes;  ///< of the documents

  /// Frees the trees, which take more memory than what was made of them.
  void drop_documents();
};

struct ReadLimits {
  std::size_t bytes = 64u << 20;
  std::size_t nodes_after_expansion = 1'000'000;
  std::size_t levels = 200;
};

/// Reads `text`; problems are appended to `diagnostics`. After an error `documents` holds what could be read before it.
SourceFile read_documents(std::string name, std::string text, Diagnostics& diagnostics, const ReadLimits& limits = {});

}  // namespace vtime::scenario
