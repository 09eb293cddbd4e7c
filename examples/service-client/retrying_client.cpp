#include "retrying_client.hpp"

#include <utility>

RetryingClient::RetryingClient(vtime::Scheduler& scheduler, Transport transport, RetryPolicy policy)
    : scheduler_(scheduler), transport_(std::move(transport)), policy_(policy) {}

void RetryingClient::send(std::string request, Reply done) {
  const std::uint64_t id = ++last_id_;
  Exchange& exchange = exchanges_[id];
  exchange.request = std::move(request);
  exchange.done = std::move(done);
  attempt(id);
}

void RetryingClient::attempt(std::uint64_t id) {
  Exchange& exchange = exchanges_.at(id);
  const int number = ++exchange.attempts;
  exchange.awaits_reply = true;
  exchange.timer = scheduler_.schedule_after(policy_.time_limit, [this, id] { attempt_failed(id); },
                                             {.label = "time limit of an attempt"});
  transport_(exchange.request, [this, id, number, alive = std::weak_ptr(alive_)](std::optional<std::string> answer) {
    if (!alive.expired()) replied(id, number, std::move(answer));
  });
}

void RetryingClient::replied(std::uint64_t id, int attempt, std::optional<std::string> answer) {
  const auto exchange = exchanges_.find(id);
  const bool too_late =
      exchange == exchanges_.end() || exchange->second.attempts != attempt || !exchange->second.awaits_reply;
  if (too_late) return;
  if (answer) {
    finish(id, std::move(answer));
  } else {
    attempt_failed(id);
  }
}

void RetryingClient::attempt_failed(std::uint64_t id) {
  Exchange& exchange = exchanges_.at(id);
  if (exchange.attempts == policy_.attempts) return finish(id, std::nullopt);
  exchange.awaits_reply = false;
  const vtime::Duration pause = policy_.first_pause * (1 << (exchange.attempts - 1));
  exchange.timer =
      scheduler_.schedule_after(pause, [this, id] { attempt(id); }, {.label = "pause before the next attempt"});
}

void RetryingClient::finish(std::uint64_t id, std::optional<std::string> answer) {
  const auto exchange = exchanges_.extract(id);
  exchange.mapped().timer.cancel();
  exchange.mapped().done(std::move(answer));
}
