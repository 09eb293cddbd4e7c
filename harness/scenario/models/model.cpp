#include "scenario/models/model.hpp"

#include <string>

#include "vtime/error.hpp"

namespace vtime::scenario {

namespace {

[[noreturn]] void lacking(const char* what, const Site& site) {
  throw InvalidArgument(ErrorDetails{std::string("this event-loop model has no ") + what, {}, {}, site.place});
}

}  // namespace

void Model::post(const Site& site, Callback) { lacking("post", site); }
void Model::next_tick(const Site& site, Callback) { lacking("ticks", site); }
Ticket Model::set_immediate(const Site& site, Callback) { lacking("immediates", site); }
Ticket Model::request_animation_frame(const Site& site, Callback) { lacking("animation frames", site); }
Ticket Model::request_idle_callback(const Site& site, std::optional<Duration>, Callback) {
  lacking("idle callbacks", site);
}
Duration Model::frame_time() const { return {}; }

}  // namespace vtime::scenario
