#include "scenario/runtime/map_object.hpp"

#include <utility>

#include "scenario/runtime/nesting.hpp"

namespace vtime::scenario {

MapObject::MapObject(const MapObject& other) : entries_(other.entries_), depth_(other.depth_) { rebuild(); }

void MapObject::clear() noexcept {
  index_.clear();
  entries_.clear();
}

const Value* MapObject::find(std::string_view key) const {
  const std::size_t at = position(key);
  return at == none ? nullptr : &entries_[at].value;
}

void MapObject::put(Ref<StringObject> key, Value value) {
  depth_ = depth_with(depth_, value);
  const std::size_t at = position(key->text());
  if (at != none) {
    entries_[at].value = std::move(value);
    return;
  }
  entries_.push_back(Entry{std::move(key), std::move(value)});
  ++live_;
  if (entries_.size() > small) {
    if (index_.empty()) {
      rebuild();
    } else {
      index_.emplace(entries_.back().key->text(), entries_.size() - 1);
    }
  }
  account();
}

void MapObject::remove(std::string_view key) {
  const std::size_t at = position(key);
  if (at == none) return;
  index_.erase(entries_[at].key->text());
  entries_[at] = Entry{};
  --live_;
  if (entries_.size() > 2 * live_ + small) rebuild();
}

std::size_t MapObject::position(std::string_view key) const {
  if (!index_.empty()) {
    const auto found = index_.find(key);
    return found == index_.end() ? none : found->second;
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].key && entries_[i].key->text() == key) return i;
  }
  return none;
}

void MapObject::rebuild() {
  std::erase_if(entries_, [](const Entry& entry) { return !entry.key; });
  live_ = entries_.size();
  index_.clear();
  if (live_ > small) {
    for (std::size_t i = 0; i < live_; ++i) index_.emplace(entries_[i].key->text(), i);
  }
  account();
}

void MapObject::account() {
  resize(sizeof(MapObject) + entries_.capacity() * sizeof(Entry) + index_.size() * 4 * sizeof(void*));
}

}  // namespace vtime::scenario
