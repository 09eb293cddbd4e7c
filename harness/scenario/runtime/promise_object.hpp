/// A promise and who waits for it, as in ECMAScript.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "scenario/runtime/object.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// What happens, in a microtask of its own, when a promise has settled.
struct Reaction {
  enum class Kind : std::uint8_t {
    then,     ///< calls `first` with a result or `second` with an error; without one the outcome goes on to `derived`
    finally,  ///< calls `first`, whose result does not replace the outcome
    give,    ///< behind a `finally`: settles `derived` with `first`, or where that is undefined with the error `second`
    follow,  ///< settles `derived`, which was resolved with this promise, with the same outcome
    combine,  ///< element `index` of the combinator `subject`
    resume,   ///< goes on with the async body `subject`
  };
  Kind kind = Kind::then;
  std::uint32_t index = 0;
  const Statement* site = nullptr;
  Value first;
  Value second;
  Ref<Object> subject;
  Ref<PromiseObject> derived;  ///< null where nobody can see it
};

class PromiseObject final : public Object {
 public:
  enum class State : std::uint8_t { pending, fulfilled, rejected };

  ~PromiseObject() override = default;
  void clear() noexcept override;

  State state = State::pending;
  bool resolved = false;        ///< its resolving functions were used: it is settled or follows another promise
  bool handled = false;         ///< somebody waits, or has waited, for it
  std::uint64_t rejection = 0;  ///< its RejectionId while it is rejected and not handled; 0: none
  Value outcome;
  std::vector<std::unique_ptr<Reaction>> reactions;
  const Statement* rejected_at = nullptr;  ///< where the error came from
  Ref<Object> load;                        ///< the LoadObject of which it is the handle: what `cancel` cancels
};

}  // namespace vtime::scenario
