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
  const Value& function(std::uint32_t index) {
    const Value& value = functions_[index];
    return value.is_undefined() ? make_function(index) : value;
  }
  /// Where the value of a variable is; it may be undefined still.
  Value& variable(const Slot& slot, Frame& frame) {
    return slot.home == Slot::Home::local ? frame.registers[slot.index] : shared_variable(slot, frame);
  }
  /// The same, and the recorder hears that the program reads or writes it. What only one run of a function sees is
  /// nobody else's business.
  Value& touched_variable(const VariableUse& use, Frame& frame) {
    return touched(use.slot, use.declaration, false, frame);
  }
  Value& touched_variable(const Target& target, Frame& frame) {
    return touched(target.slot, target.declaration, true, frame);
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
  Value& touched(const Slot& slot, std::uint32_t declaration, bool is_written, Frame& frame) {
    if (slot.home == Slot::Home::local) return frame.registers[slot.index];
    engine_.touched(declaration, is_written);
    return shared_variable(slot, frame);
  }
  /// One that not only one run of a function sees.
  Value& shared_variable(const Slot& slot, Frame& frame) {
    if (slot.home == Slot::Home::global) return globals_[slot.index];
    if (slot.home == Slot::Home::captured) return frame.closure->capture(slot.index).value;
    return static_cast<CellObject*>(frame.registers[slot.index].object())->value;
  }
  const Value& make_constant(const Constant& constant);
  const Value& make_function(std::uint32_t index);
  void define_in_cell(const Target& target, Value&& value, Frame& frame);

  const Program& program_;
  Heap& heap_;
  Engine& engine_;
  std::vector<Value> constants_;  ///< undefined until it is used first
  std::vector<Value> functions_;  ///< likewise
  std::vector<Value> globals_;
};

}  // namespace vtime::scenario
