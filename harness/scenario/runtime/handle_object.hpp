/// What `as` of a timer, a listener, a load and the like gives.
#pragma once

#include <cstdint>
#include <utility>

#include "scenario/models/model.hpp"
#include "scenario/runtime/object.hpp"

namespace vtime::scenario {

/// A handle of a kind other than timers has its work in a derived object of the part that keeps it.
class HandleObject : public Object {
 public:
  enum class Kind : std::uint8_t { timer, immediate, frame, idle, load, listener };

  explicit HandleObject(Kind kind, Ticket ticket = {}) : kind_(kind), ticket_(ticket) {}
  void clear() noexcept override {}

  Kind kind() const { return kind_; }
  Ticket ticket() const { return ticket_; }

 private:
  Kind kind_;
  Ticket ticket_;
};

}  // namespace vtime::scenario
