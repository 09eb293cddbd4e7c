/// A function value: a body and the variables that it closes over.
#pragma once

#include <utility>
#include <vector>

#include "scenario/runtime/object.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// A variable that closures share.
class CellObject final : public Object {
 public:
  CellObject() = default;
  explicit CellObject(Value initial) : value(std::move(initial)) {}
  void clear() noexcept override { value = Value(); }

  Value value;
};

class FunctionObject final : public Object {
 public:
  FunctionObject(const Function& function, std::vector<Ref<CellObject>> captures)
      : function_(function), captures_(std::move(captures)) {
    resize(sizeof(FunctionObject) + captures_.capacity() * sizeof(captures_[0]));
  }
  void clear() noexcept override { captures_.clear(); }

  const Function& function() const { return function_; }
  CellObject& capture(std::uint32_t index) const { return *captures_[index]; }
  const Ref<CellObject>& capture_ref(std::uint32_t index) const { return captures_[index]; }

 private:
  const Function& function_;
  std::vector<Ref<CellObject>> captures_;
};

}  // namespace vtime::scenario
