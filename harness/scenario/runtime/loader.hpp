/// Simulated resources: files, services, devices that answer after a while.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenario/models/model.hpp"
#include "scenario/runtime/handle_object.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

class Interpreter;

/// One `load`. Its outcome goes to `promise` where that is set, else to the functions.
class LoadObject final : public HandleObject {
 public:
  enum class State : std::uint8_t { waiting, in_flight, over };

  LoadObject(std::size_t resource_index, const Statement& statement);
  ~LoadObject() override;
  void clear() noexcept override;

  State state = State::waiting;
  std::size_t resource;  ///< index in Program::resources
  const Statement& site;
  const Response* response = nullptr;  ///< once it is in flight
  Ticket completion;
  Ref<FunctionObject> on_result;
  Ref<FunctionObject> on_error;
  Ref<PromiseObject> promise;
};

/// Keeps the resources: which response comes next, how many loads are in flight, who waits in line.
class Loader {
 public:
  Loader(const Program& program, Model& model, Interpreter& interpreter);

  /// The index of the resource; throws a Fault for an unknown name.
  std::size_t find(std::string_view name) const;
  /// Starts `load`, or puts it in line when its resource is busy.
  void start(const Ref<LoadObject>& load);
  /// Its callbacks never run; another takes its place.
  void cancel(LoadObject& load);
  /// The loads that wait in line, in the order in which they were asked for.
  std::vector<std::string_view> waiting() const;

 private:
  struct Station {
    std::size_t next_response = 0;
    std::uint32_t in_flight = 0;
    std::deque<Ref<LoadObject>> line;  ///< cancelled ones stay until it is their turn
  };

  void launch(const Ref<LoadObject>& load);
  void leave(LoadObject& load);
  void complete(LoadObject& load);

  const Program& program_;
  Model& model_;
  Interpreter& interpreter_;
  std::unordered_map<std::string_view, std::size_t> by_name_;  // never iterated
  std::vector<Station> stations_;
};

}  // namespace vtime::scenario
