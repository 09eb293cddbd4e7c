// The same bindings for `vtime run --plugin`.
#include <vtime/plugin.hpp>

#include "scenario_bindings.hpp"

VTIME_PLUGIN(bindings, scheduler) { bind_service_client(bindings, scheduler); }
