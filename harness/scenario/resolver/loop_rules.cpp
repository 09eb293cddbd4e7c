#include "scenario/resolver/loop_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/reader/keys.hpp"

namespace vtime::scenario {
namespace {

/// What each model has in place of a statement; "" where it has the statement itself.
struct Replacement {
  std::string_view verb;
  std::string_view plain;
  std::string_view node;
  std::string_view browser;

  std::string_view in(LoopKind loop) const {
    return loop == LoopKind::plain ? plain : loop == LoopKind::node ? node : browser;
  }
};

constexpr std::string_view cancel_timeout = "use 'set_timeout' and 'clear_timeout'";

constexpr std::array replacements{
    Replacement{"post", "", "use 'set_immediate', or 'set_timeout: 0'", ""},
    Replacement{"next_tick", "use 'queue_microtask'", "", "use 'queue_microtask'"},
    Replacement{"set_immediate", "use 'post'", "", "use 'post', or 'set_timeout: 0'"},
    Replacement{"clear_immediate", cancel_timeout, "", cancel_timeout},
    Replacement{"request_animation_frame", "use 'set_timeout: 16ms'", "use 'set_timeout: 16ms'", ""},
    Replacement{"cancel_animation_frame", cancel_timeout, cancel_timeout, ""},
    Replacement{"request_idle_callback", "use 'post'", "use 'set_immediate'", ""},
    Replacement{"cancel_idle_callback", cancel_timeout, cancel_timeout, ""},
};

}  // namespace

std::string_view name_of(LoopKind loop) {
  return loop == LoopKind::plain ? "plain" : loop == LoopKind::node ? "node" : "browser";
}

bool has_statement(LoopKind loop, std::string_view verb) {
  const Verb* found = find_verb(verb);
  return found == nullptr || found->key.loops.have(loop);
}

std::string instead_of(std::string_view verb, LoopKind loop) {
  const auto* found = std::find_if(replacements.begin(), replacements.end(),
                                   [&](const Replacement& entry) { return entry.verb == verb; });
  std::string owners;
  for (const LoopKind other : {LoopKind::plain, LoopKind::node, LoopKind::browser}) {
    if (has_statement(other, verb)) owners += fmt::format("{}'loop: {}'", owners.empty() ? "" : " or ", name_of(other));
  }
  if (found == replacements.end()) return owners;
  return fmt::format("{} here; {} has it", found->in(loop), owners);
}

}  // namespace vtime::scenario
