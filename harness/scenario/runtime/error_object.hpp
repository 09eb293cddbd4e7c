/// An error of the program: what `throw` and `reject` make.
#pragma once

#include <string>
#include <utility>

#include "scenario/runtime/object.hpp"
#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {

class ErrorObject final : public Object {
 public:
  explicit ErrorObject(Ref<StringObject> message) : message_(std::move(message)) {}
  void clear() noexcept override { message_ = {}; }

  const Ref<StringObject>& message() const { return message_; }

 private:
  Ref<StringObject> message_;
};

}  // namespace vtime::scenario
