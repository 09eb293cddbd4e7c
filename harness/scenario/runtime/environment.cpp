#include "scenario/runtime/environment.hpp"

#include <utility>

#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {

namespace {

Value value_of(const Literal& literal, Heap& heap) {
  struct Maker {
    Heap& heap;
    Value operator()(std::monostate) const { return Value::null(); }
    Value operator()(bool value) const { return Value::boolean(value); }
    Value operator()(std::int64_t value) const { return Value::integer(value); }
    Value operator()(double value) const { return Value::real(value); }
    Value operator()(const std::string& value) const { return Value(heap.make<StringObject>(value)); }
    Value operator()(Duration value) const { return Value::duration(value); }
  };
  return std::visit(Maker{heap}, literal);
}

}  // namespace

Environment::Environment(const Program& program, Heap& heap, Engine& engine)
    : program_(program),
      heap_(heap),
      engine_(engine),
      constants_(program.constants.size()),
      functions_(program.functions.size()),
      globals_(program.globals.size()) {}

const Value& Environment::make_constant(const Constant& constant) {
  return constants_[constant.index] = value_of(constant.value, heap_);
}

const Value& Environment::make_function(std::uint32_t index) {
  auto function = heap_.make<FunctionObject>(*program_.functions[index], std::vector<Ref<CellObject>>());
  return functions_[index] = Value(std::move(function));
}

void Environment::define_in_cell(const Target& target, Value&& value, Frame& frame) {
  engine_.touched(target.declaration, true);
  frame.registers[target.slot.index] = Value(heap_.make<CellObject>(std::move(value)));
}

Ref<FunctionObject> Environment::close(const Function& function, Frame& frame) {
  std::vector<Ref<CellObject>> captures;
  captures.reserve(function.captures.size());
  for (const Slot& slot : function.captures) {
    if (slot.home == Slot::Home::cell) {
      captures.emplace_back(&frame.registers[slot.index].as_cell());
    } else {
      captures.push_back(frame.closure->capture_ref(slot.index));
    }
  }
  return heap_.make<FunctionObject>(function, std::move(captures));
}

}  // namespace vtime::scenario
