#include "trace/chain.hpp"

namespace vtime {

const char* kind_word(EventKind kind) {
  switch (kind) {
    case EventKind::main:
      return "main program";
    case EventKind::timer:
      return "timer";
    case EventKind::interval:
      return "interval";
    case EventKind::post:
      return "posted callback";
    case EventKind::microtask:
      return "microtask";
    case EventKind::tick:
      return "tick";
    case EventKind::immediate:
      return "immediate";
    case EventKind::frame:
      return "frame";
    case EventKind::idle:
      return "idle callback";
    case EventKind::load:
      return "load";
    case EventKind::outside:
      return "outside event";
    case EventKind::report:
      return "report";
  }
  return "";
}

}  // namespace vtime
