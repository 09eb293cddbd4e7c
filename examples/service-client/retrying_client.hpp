/// Sends a request again while it fails, with growing pauses.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <vtime/scheduler.hpp>

struct RetryPolicy {
  int attempts = 4;
  vtime::Duration first_pause = std::chrono::milliseconds(100);  ///< doubles with every attempt
  vtime::Duration time_limit = std::chrono::seconds(1);          ///< for each attempt
};

class RetryingClient {
 public:
  /// The answer, or nothing when there is none.
  using Reply = std::function<void(std::optional<std::string>)>;
  /// Sends a request once and calls back once. May be late, or never call back at all.
  using Transport = std::function<void(const std::string& request, Reply)>;

  RetryingClient(vtime::Scheduler& scheduler, Transport transport, RetryPolicy policy = {});

  /// `done` is called once, unless the client goes away before.
  void send(std::string request, Reply done);

 private:
  struct Exchange {
    std::string request;
    Reply done;
    int attempts = 0;
    bool awaits_reply = false;
    vtime::ScopedTimer timer;
  };

  void attempt(std::uint64_t id);
  void replied(std::uint64_t id, int attempt, std::optional<std::string> answer);
  void attempt_failed(std::uint64_t id);
  void finish(std::uint64_t id, std::optional<std::string> answer);

  vtime::Scheduler& scheduler_;
  Transport transport_;
  RetryPolicy policy_;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Exchange> exchanges_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();  ///< replies may come when the client is gone
};
