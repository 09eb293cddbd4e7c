#include "cache.hpp"

#include <utility>

Cache::Cache(vtime::Scheduler& scheduler, vtime::Duration lifetime, Load load)
    : scheduler_(scheduler), lifetime_(lifetime), load_(std::move(load)) {}

void Cache::get(const std::string& key, const Done& done) {
  const auto [entry, is_new] = entries_.try_emplace(key);
  if (entry->second.value) return done(entry->second.value);
  entry->second.waiting.push_back(done);
  if (!is_new) return;
  load_(key, [this, key, alive = std::weak_ptr(alive_)](const std::optional<std::string>& value) {
    if (!alive.expired()) loaded(key, value);
  });
}

void Cache::loaded(const std::string& key, const std::optional<std::string>& value) {
  const auto entry = entries_.find(key);
  if (entry == entries_.end() || entry->second.value) return;  // a loader that answers twice
  const std::vector<Done> waiting = std::exchange(entry->second.waiting, {});
  if (value) {
    entry->second.value = value;
    // In the background: a program has no reason to live on just to forget a value.
    entry->second.expiry = scheduler_.schedule_after(lifetime_, [this, key] { entries_.erase(key); },
                                                     {.label = "expiry of a cached value", .background = true});
  } else {
    entries_.erase(entry);  // the next one to ask tries anew
  }
  for (const Done& done : waiting) done(value);
}
