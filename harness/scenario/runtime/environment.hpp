/// The variables, constants and named functions of a run.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "loop/engine.hpp"
#include "scenario/runtime/frame.hpp"
#include "scenario/runtime/function_object.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

class Environment {
 public:
  Environment(const Program& program, Heap& heap, Engine& engine);

  Heap& heap() const { return heap_; }
  const Program& program() const { return program_; }

  const Value& constant(const Constant& constant) {
    const Value& value = constants_[constant.index];
    return value.is_undefined() ? make_constant(constant) : value;
  }
  const Value& function(std::uint32_t index);
  /// Where the value of a variable is; it may be undefined still.
  Value& variable(const Slot& slot, Frame& frame) {
    switch (slot.home) {
      case Slot::Home::local:
        return frame.registers[slot.index];
      case Slot::Home::cell:
        return static_cast<CellObject*>(frame.registers[slot.index].object())->value;
      case Slot::Home::captured:
        return frame.closure->capture(slot.index).value;
      default:
        return globals_[slot.index];
    }
  }
  /// The same, and the recorder hears that the program reads or writes it. What only one run of a function sees is
  /// nobody else's business.
  Value& touched_variable(const VariableUse& use, Frame& frame) {
    if (use.slot.home != Slot::Home::local) engine_.touched(use.declaration, false);
    return variable(use.slot, frame);
  }
  Value& touched_variable(const Target& target, Frame& frame) {
    if (target.slot.home != Slot::Home::local) engine_.touched(target.declaration, true);
    return variable(target.slot, frame);
  }
  /// Gives a variable its value; a new one in a cell gets a fresh cell.
  void store(const Target& target, Value&& value, Frame& frame) {
    if (target.defines && target.slot.home == Slot::Home::cell) {
      define_in_cell(target, std::move(value), frame);
    } else {
      touched_variable(target, frame) = std::move(value);
    }
  }
  /// The function value of a body, closing over the variables of `frame`.
  Ref<FunctionObject> close(const Function& function, Frame& frame);

 private:
  const Value& make_constant(const Constant& constant);
  void define_in_cell(const Target& target, Value&& value, Frame& frame);

  const Program& program_;
  Heap& heap_;
  Engine& engine_;
  std::vector<Value> constants_;  ///< undefined until it is used first
  std::vector<Value> functions_;  ///< likewise
  std::vector<Value> globals_;
};

}  // namespace vtime::scenario
