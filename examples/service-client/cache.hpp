/// Keeps answers for a while, and asks only once for what several want at the same time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <vtime/scheduler.hpp>

class Cache {
 public:
  /// The value, or nothing when it could not be loaded.
  using Done = std::function<void(std::optional<std::string>)>;
  using Load = std::function<void(const std::string& key, Done)>;

  Cache(vtime::Scheduler& scheduler, vtime::Duration lifetime, Load load);

  void get(const std::string& key, const Done& done);

 private:
  struct Entry {
    std::optional<std::string> value;  ///< none: it is being loaded
    std::vector<Done> waiting;
    vtime::ScopedTimer expiry;
  };

  void loaded(const std::string& key, const std::optional<std::string>& value);

  vtime::Scheduler& scheduler_;
  vtime::Duration lifetime_;
  Load load_;
  std::map<std::string, Entry> entries_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();  ///< a value may come when the cache is gone
};
