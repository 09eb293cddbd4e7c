#include "scenario/runtime/promises.hpp"

#include <string>
#include <utility>

#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/interpreter.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"
#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {

namespace {

using State = PromiseObject::State;

Site site_of(const Statement& statement) { return Site{statement.place, statement.label}; }

std::unique_ptr<Reaction> make_reaction(Reaction::Kind kind, const Statement* site) {
  auto reaction = std::make_unique<Reaction>();
  reaction->kind = kind;
  reaction->site = site;
  return reaction;
}

Value make_error(Heap& heap, const char* message) {
  return Value(heap.make<ErrorObject>(heap.make<StringObject>(message)));
}

}  // namespace

/// `all`, `race`, `any` or `all_settled` under way.
class Promises::Combinator final : public Object {
 public:
  Combinator(Combine::How combination, Ref<PromiseObject> promise, std::size_t size)
      : how(combination), result(std::move(promise)), outcomes(size) {}
  void clear() noexcept override {
    result = {};
    outcomes.clear();
  }

  Combine::How how;
  Ref<PromiseObject> result;
  std::vector<Value> outcomes;
  std::size_t waiting = 1;  ///< elements that have not settled, and one while they are being counted
};

Ref<PromiseObject> Promises::coerce(const Value& value) {
  if (value.is(Value::Kind::promise)) return Ref<PromiseObject>(&value.as_promise());
  Ref<PromiseObject> promise = make();
  promise->resolved = true;
  fulfill(*promise, value);
  return promise;
}

void Promises::resolve(PromiseObject& promise, const Value& value, const Statement* at) {
  if (promise.resolved) return;
  promise.resolved = true;
  if (!value.is(Value::Kind::promise)) {
    fulfill(promise, value);
  } else if (&value.as_promise() == &promise) {
    settle_rejected(promise, make_error(heap_, "Chaining cycle detected for promise"), at);
  } else {
    // NewPromiseResolveThenableJob: the `then` of the other promise is called in a microtask of its own.
    model_.queue_microtask(site_of(*at), [this, followed = Ref<PromiseObject>(&value.as_promise()),
                                          follower = Ref<PromiseObject>(&promise), at] {
      auto reaction = make_reaction(Reaction::Kind::follow, at);
      reaction->derived = follower;
      react(*followed, std::move(reaction));
    });
  }
}

void Promises::reject(PromiseObject& promise, const Value& error, const Statement* at) {
  if (promise.resolved) return;
  promise.resolved = true;
  settle_rejected(promise, error, at);
}

void Promises::fulfill(PromiseObject& promise, const Value& value) {
  promise.state = State::fulfilled;
  promise.outcome = value;
  trigger(promise);
}

void Promises::settle_rejected(PromiseObject& promise, const Value& error, const Statement* at) {
  promise.state = State::rejected;
  promise.outcome = error;
  promise.rejected_at = at;
  if (!promise.handled) {
    promise.rejection = ++last_rejection_;
    rejections_.emplace(promise.rejection, Ref<PromiseObject>(&promise));
    model_.promise_rejected(RejectionId{promise.rejection});
  }
  trigger(promise);
}

void Promises::trigger(PromiseObject& promise) {
  auto reactions = std::move(promise.reactions);
  promise.reactions.clear();
  for (auto& reaction : reactions) queue(promise, std::move(reaction));
}

void Promises::queue(PromiseObject& promise, std::unique_ptr<Reaction> reaction) {
  const Site site = site_of(*reaction->site);
  model_.queue_microtask(
      site, [this, source = Ref<PromiseObject>(&promise), reaction = std::move(reaction)] { run(*reaction, *source); });
}

void Promises::react(PromiseObject& promise, std::unique_ptr<Reaction> reaction) {
  if (promise.state == State::pending) {
    promise.reactions.push_back(std::move(reaction));
  } else {
    if (promise.rejection != 0) {
      model_.promise_handled(RejectionId{promise.rejection});
      rejections_.erase(std::exchange(promise.rejection, 0));
    }
    queue(promise, std::move(reaction));
  }
  promise.handled = true;
}

Ref<PromiseObject> Promises::then(PromiseObject& promise, const Value& on_result, const Value& on_error,
                                  const Statement& site) {
  auto reaction = make_reaction(Reaction::Kind::then, &site);
  Ref<PromiseObject> derived = make();
  reaction->first = on_result;
  reaction->second = on_error;
  reaction->derived = derived;
  react(promise, std::move(reaction));
  return derived;
}

Ref<PromiseObject> Promises::finally(PromiseObject& promise, const Value& function, const Statement& site) {
  auto reaction = make_reaction(Reaction::Kind::finally, &site);
  Ref<PromiseObject> derived = make();
  reaction->first = function;
  reaction->derived = derived;
  react(promise, std::move(reaction));
  return derived;
}

void Promises::after_finally(PromiseObject& derived, const Value& result, const PromiseObject& source,
                             const Statement& site) {
  auto reaction = make_reaction(Reaction::Kind::give, &site);
  Ref<PromiseObject> behind = make();
  (source.state == State::rejected ? reaction->second : reaction->first) = source.outcome;
  reaction->derived = behind;
  react(*coerce(result), std::move(reaction));
  resolve(derived, Value(behind), &site);
}

void Promises::run(Reaction& reaction, PromiseObject& source) {
  const bool rejected = source.state == State::rejected;
  switch (reaction.kind) {
    case Reaction::Kind::then:
      run_then(reaction, source);
      break;
    case Reaction::Kind::finally:
      interpreter_.call(
          reaction.first.as_function(), {},
          ReturnTo(ReturnTo::Kind::finally, reaction.site, reaction.derived, Ref<PromiseObject>(&source)));
      break;
    case Reaction::Kind::give:
      if (rejected) {
        reject(*reaction.derived, source.outcome, source.rejected_at);
      } else if (reaction.first.is_undefined()) {
        reject(*reaction.derived, reaction.second, reaction.site);
      } else {
        resolve(*reaction.derived, reaction.first, reaction.site);
      }
      break;
    case Reaction::Kind::follow:
      if (rejected) {
        settle_rejected(*reaction.derived, source.outcome, source.rejected_at);
      } else {
        fulfill(*reaction.derived, source.outcome);
      }
      break;
    case Reaction::Kind::combine:
      run_combine(static_cast<Combinator&>(*reaction.subject), reaction.index, source);
      break;
    case Reaction::Kind::resume:
      interpreter_.resume(static_cast<Coroutine&>(*reaction.subject), source);
      break;
  }
}

void Promises::run_then(Reaction& reaction, PromiseObject& source) {
  const bool rejected = source.state == State::rejected;
  const Value& handler = rejected ? reaction.second : reaction.first;
  if (!handler.is_undefined()) {
    interpreter_.call(handler.as_function(), std::span(&source.outcome, 1),
                      ReturnTo(ReturnTo::Kind::settle, reaction.site, reaction.derived));
  } else if (rejected) {
    reject(*reaction.derived, source.outcome, source.rejected_at);
  } else {
    resolve(*reaction.derived, source.outcome, reaction.site);
  }
}

// ---- all, race, any, all_settled ---------------------------------------------------------------------------------

Ref<PromiseObject> Promises::combine(Combine::How how, std::span<const Value> items, const Statement& site) {
  Ref<PromiseObject> result = make();
  auto combinator = heap_.make<Combinator>(how, result, items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto reaction = make_reaction(Reaction::Kind::combine, &site);
    reaction->index = static_cast<std::uint32_t>(i);
    reaction->subject = Ref<Object>(combinator.get());
    ++combinator->waiting;
    react(*coerce(items[i]), std::move(reaction));
  }
  if (--combinator->waiting == 0 && how != Combine::How::race) finish(*combinator, &site);
  return result;
}

void Promises::run_combine(Combinator& combinator, std::uint32_t index, PromiseObject& source) {
  using How = Combine::How;
  const bool rejected = source.state == State::rejected;
  const Statement* at = source.rejected_at;
  const bool collects = combinator.how == How::all_settled || (combinator.how == How::all && !rejected) ||
                        (combinator.how == How::any && rejected);
  if (!collects) {
    if (rejected) {
      reject(*combinator.result, source.outcome, at);
    } else {
      resolve(*combinator.result, source.outcome, at);
    }
    return;
  }
  if (combinator.how == How::all_settled) {
    auto map = heap_.make<MapObject>();
    map->put(heap_.make<StringObject>("status"), Value(heap_.make<StringObject>(rejected ? "rejected" : "fulfilled")));
    map->put(heap_.make<StringObject>(rejected ? "reason" : "value"), source.outcome);
    combinator.outcomes[index] = Value(std::move(map));
  } else {
    combinator.outcomes[index] = source.outcome;
  }
  if (--combinator.waiting == 0) finish(combinator, at);
}

void Promises::finish(Combinator& combinator, const Statement* at) {
  if (combinator.how == Combine::How::any) {
    reject(*combinator.result, make_error(heap_, "All promises were rejected"), at);
  } else {
    resolve(*combinator.result, Value(heap_.make<ListObject>(std::move(combinator.outcomes))), at);
  }
}

Ref<PromiseObject> Promises::take_rejection(std::uint64_t id) {
  const auto found = rejections_.find(id);
  if (found == rejections_.end()) return {};
  Ref<PromiseObject> promise = std::move(found->second);
  rejections_.erase(found);
  promise->rejection = 0;
  return promise;
}

}  // namespace vtime::scenario
