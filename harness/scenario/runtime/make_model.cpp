#include "scenario/runtime/make_model.hpp"

#include "scenario/models/browser.hpp"
#include "scenario/models/node.hpp"
#include "scenario/models/plain.hpp"

namespace vtime::scenario {

namespace {

template <typename ModelType>
ModelHost on_own_engine(const LoopOptions& options, Subject& subject) {
  ModelHost host;
  host.own_engine = std::make_unique<Engine>(options);
  host.engine = host.own_engine.get();
  host.model = std::make_unique<ModelType>(*host.engine, subject);
  return host;
}

}  // namespace

ModelHost make_model(LoopKind loop, const LoopOptions& options, Subject& subject) {
  if (loop == LoopKind::node) return on_own_engine<NodeModel>(options, subject);
  if (loop == LoopKind::browser) return on_own_engine<BrowserModel>(options, subject);
  ModelHost host;
  auto plain = std::make_unique<PlainModel>(options, subject);
  host.engine = &plain->engine();
  host.model = std::move(plain);
  return host;
}

}  // namespace vtime::scenario
