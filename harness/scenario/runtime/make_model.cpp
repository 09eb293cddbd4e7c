#include "scenario/runtime/make_model.hpp"

#include "scenario/models/plain.hpp"
#include "vtime/error.hpp"

namespace vtime::scenario {

ModelHost make_model(LoopKind loop, const LoopOptions& options, Subject& subject) {
  if (loop != LoopKind::plain) {
    throw InvalidArgument(ErrorDetails{"this version has the plain event-loop model only", "leave 'loop' out", {}, {}});
  }
  ModelHost host;
  auto plain = std::make_unique<PlainModel>(options, subject);
  host.engine = &plain->engine();
  host.model = std::move(plain);
  return host;
}

}  // namespace vtime::scenario
