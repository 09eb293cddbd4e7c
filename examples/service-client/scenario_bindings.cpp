#include "scenario_bindings.hpp"

#include "cache.hpp"
#include "rate_limiter.hpp"
#include "retrying_client.hpp"

using namespace std::chrono_literals;

// begin: bindings
namespace {

using vtime::Call;
using vtime::Value;

/// The server of the scenario as a transport: it is given a C++ function to reply with.
RetryingClient::Transport transport_to(const Value::Function& server) {
  return [&server](const std::string& request, const RetryingClient::Reply& reply) {
    server({request, Value::Function([reply](const std::vector<Value>& answer) {
              const bool answered = !answer.empty() && answer[0].is<std::string>();
              reply(answered ? std::optional(answer[0].as<std::string>()) : std::nullopt);
              return Value();
            })});
  };
}

/// A function of the scenario as a reply.
RetryingClient::Reply reply_to(const Value::Function& done) {
  return [done](const std::optional<std::string>& answer) { done({answer ? Value(*answer) : Value()}); };
}

}  // namespace

void bind_service_client(vtime::Bindings& bindings, vtime::Scheduler& scheduler) {
  auto& server = bindings.make<Value::Function>();
  auto& client = bindings.make<RetryingClient>(scheduler, transport_to(server));
  auto& limiter = bindings.make<RateLimiter>(scheduler, 2u, 1s);
  auto& cache = bindings.make<Cache>(scheduler, 1min, transport_to(server));

  bindings.function("use_server", [&](Call& call) { server = call.callback(0); });
  bindings.function("fetch", [&](Call& call) { client.send(call.get<std::string>(0), reply_to(call.callback(1))); });
  bindings.function("limited", [&](Call& call) { limiter.run([job = call.callback(0)] { job({}); }); });
  bindings.function("look_up", [&](Call& call) { cache.get(call.get<std::string>(0), reply_to(call.callback(1))); });
}
// end: bindings
