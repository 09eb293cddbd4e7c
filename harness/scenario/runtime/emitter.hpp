/// Events of the program and who listens to them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenario/runtime/handle_object.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

struct Statement;

/// One `on` or `once`; `as` names it.
class ListenerObject final : public HandleObject {
 public:
  ListenerObject(std::string name, Ref<FunctionObject> listener, bool is_once, const Statement& statement);
  ~ListenerObject() override;
  void clear() noexcept override;

  std::string event;
  Ref<FunctionObject> function;
  bool once;
  const Statement& site;
  bool removed = false;
  bool used = false;  ///< a `once` that has been called
};

/// An `emit` under way: who was listening when it began.
struct Emission {
  std::vector<Ref<ListenerObject>> listeners;
  std::size_t next = 0;
  std::vector<Value> arguments;
  bool has_checkpoints = false;  ///< a user's event: a checkpoint follows each listener
};

class Emitter {
 public:
  explicit Emitter(bool calls_removed_listeners) : calls_removed_listeners_(calls_removed_listeners) {}

  void add(const Ref<ListenerObject>& listener);
  /// Nothing happens when it does not listen to `event` (any more).
  void remove(std::string_view event, ListenerObject& listener);
  void remove_all(std::string_view event);
  bool has_listeners(std::string_view event) const;

  Emission begin(std::string_view event, std::vector<Value> arguments) const;
  /// The next listener to be called, already taken off when it is a `once`; null at the end.
  Ref<ListenerObject> next(Emission& emission);

 private:
  bool calls_removed_listeners_;
  std::unordered_map<std::string, std::vector<Ref<ListenerObject>>> listeners_;  // never iterated
};

}  // namespace vtime::scenario
