#include "scenario/runtime/loader.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/function_object.hpp"
#include "scenario/runtime/interpreter.hpp"
#include "scenario/runtime/promise_object.hpp"

namespace vtime::scenario {

LoadObject::LoadObject(std::size_t resource_index, const Statement& statement)
    : HandleObject(Kind::load), resource(resource_index), site(statement) {}
LoadObject::~LoadObject() = default;
void LoadObject::clear() noexcept {
  on_result = {};
  on_error = {};
  promise = {};
}

Loader::Loader(const Program& program, Model& model, Interpreter& interpreter)
    : program_(program), model_(model), interpreter_(interpreter), stations_(program.resources.size()) {
  for (std::size_t i = 0; i < program.resources.size(); ++i) by_name_.emplace(program.resources[i].name, i);
}

std::size_t Loader::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  if (found != by_name_.end()) return found->second;
  std::vector<std::string_view> names;
  for (const Resource& resource : program_.resources) names.push_back(resource.name);
  const std::string_view meant = nearest(name, names);
  throw Fault("there is no resource '" + std::string(name) + "'",
              meant.empty() ? "define it under 'resources'" : "did you mean '" + std::string(meant) + "'?");
}

void Loader::start(const Ref<LoadObject>& load) {
  Station& station = stations_[load->resource];
  const std::uint32_t bound = program_.resources[load->resource].concurrency;
  if (bound != 0 && station.in_flight >= bound) {
    station.line.push_back(load);
  } else {
    launch(load);
  }
}

void Loader::launch(const Ref<LoadObject>& load) {
  const Resource& resource = program_.resources[load->resource];
  Station& station = stations_[load->resource];
  load->response = &resource.responses[station.next_response];
  if (station.next_response + 1 < resource.responses.size()) ++station.next_response;
  ++station.in_flight;
  load->state = LoadObject::State::in_flight;
  load->completion =
      model_.start_load(Site{load->site.place, load->site.label}, load->response->latency.value_or(resource.latency),
                        [this, load] { complete(*load); });
}

/// `load` is in flight no longer: the first in line takes its place.
void Loader::leave(LoadObject& load) {
  load.state = LoadObject::State::over;
  Station& station = stations_[load.resource];
  --station.in_flight;
  while (!station.line.empty()) {
    Ref<LoadObject> next = std::move(station.line.front());
    station.line.pop_front();
    if (next->state != LoadObject::State::waiting) continue;
    launch(next);
    return;
  }
}

void Loader::complete(LoadObject& load) {
  leave(load);
  interpreter_.loaded(load);
}

void Loader::cancel(LoadObject& load) {
  if (load.state == LoadObject::State::waiting) {
    load.state = LoadObject::State::over;
  } else if (load.state == LoadObject::State::in_flight) {
    model_.clear(load.completion);
    leave(load);
  }
}

std::vector<std::string_view> Loader::waiting() const {
  std::vector<std::string_view> labels;
  for (const Station& station : stations_) {
    for (const auto& load : station.line) {
      if (load->state == LoadObject::State::waiting) labels.emplace_back(load->site.label);
    }
  }
  return labels;
}

}  // namespace vtime::scenario
