#include "scenario/runtime/emitter.hpp"

#include <algorithm>
#include <utility>

#include "scenario/runtime/function_object.hpp"

namespace vtime::scenario {

ListenerObject::ListenerObject(std::string name, Ref<FunctionObject> listener, bool is_once, const Statement& statement)
    : HandleObject(Kind::listener),
      event(std::move(name)),
      function(std::move(listener)),
      once(is_once),
      site(statement) {}
ListenerObject::~ListenerObject() = default;
void ListenerObject::clear() noexcept { function = {}; }

void Emitter::add(const Ref<ListenerObject>& listener) { listeners_[listener->event].push_back(listener); }

void Emitter::remove(std::string_view event, ListenerObject& listener) {
  if (listener.event != event || listener.removed) return;
  listener.removed = true;
  std::erase_if(listeners_[listener.event], [&](const auto& other) { return other.get() == &listener; });
}

void Emitter::remove_all(std::string_view event) {
  const auto found = listeners_.find(std::string(event));
  if (found == listeners_.end()) return;
  for (const auto& listener : found->second) listener->removed = true;
  found->second.clear();
}

bool Emitter::has_listeners(std::string_view event) const {
  const auto found = listeners_.find(std::string(event));
  return found != listeners_.end() && !found->second.empty();
}

Emission Emitter::begin(std::string_view event, std::vector<Value> arguments) const {
  Emission emission;
  const auto found = listeners_.find(std::string(event));
  if (found != listeners_.end()) emission.listeners = found->second;
  emission.arguments = std::move(arguments);
  return emission;
}

Ref<ListenerObject> Emitter::next(Emission& emission) {
  while (emission.next < emission.listeners.size()) {
    Ref<ListenerObject> listener = emission.listeners[emission.next++];
    if (listener->removed && !calls_removed_listeners_) continue;
    if (listener->once) {
      if (listener->used) continue;
      listener->used = true;
      remove(listener->event, *listener);
    }
    return listener;
  }
  return {};
}

}  // namespace vtime::scenario
