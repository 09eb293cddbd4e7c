/// The event-loop model that a scenario asks for.
#pragma once

#include <memory>

#include "loop/engine.hpp"
#include "scenario/models/model.hpp"
#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// A model and the engine that it runs on.
struct ModelHost {
  std::unique_ptr<Engine> own_engine;  ///< null when the model brings its own
  std::unique_ptr<Model> model;
  Engine* engine = nullptr;
};

ModelHost make_model(LoopKind loop, const LoopOptions& options, Subject& subject);

}  // namespace vtime::scenario
