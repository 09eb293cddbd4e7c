/// A map of the program: string keys in the order in which they were first put.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenario/runtime/string_object.hpp"
#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

/// Immutable as far as the program can see, as ListObject.
class MapObject final : public Object {
 public:
  struct Entry {
    Ref<StringObject> key;  ///< null: removed
    Value value;
  };

  MapObject() { account(); }
  MapObject(const MapObject& other);
  void clear() noexcept override;

  std::size_t size() const { return live_; }
  std::uint32_t depth() const { return depth_; }
  /// Null when there is none.
  const Value* find(std::string_view key) const;
  void put(Ref<StringObject> key, Value value);
  void remove(std::string_view key);

  /// Calls `visit(text of the key's StringObject, value)` in order.
  template <typename Visit>
  void for_each(Visit&& visit) const {
    for (const Entry& entry : entries_) {
      if (entry.key) visit(*entry.key, entry.value);
    }
  }

 private:
  static constexpr std::size_t small = 8;  ///< up to here a search walks the entries
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  std::size_t position(std::string_view key) const;
  void rebuild();
  void account();

  std::vector<Entry> entries_;
  std::size_t live_ = 0;                                     ///< entries that are not removed
  std::unordered_map<std::string_view, std::size_t> index_;  ///< key -> entry, once there are more than `small`
  std::uint32_t depth_ = 1;
};

}  // namespace vtime::scenario
