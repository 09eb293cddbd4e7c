#include "scenario/runtime/string_object.hpp"

#include "scenario/runtime/fault.hpp"

namespace vtime::scenario {

void check_length(std::size_t length) {
  if (length > StringObject::longest) {
    throw Fault::limit("a text is longer than " + std::to_string(StringObject::longest >> 20U) + " MiB",
                       "it grows without end here; keep less of it");
  }
}

void StringObject::extend(const std::string& more) {
  check_length(text_.size() + more.size());
  text_ += more;
  resize(sizeof(StringObject) + text_.capacity());
}

}  // namespace vtime::scenario
