/// What the scenarios in scenarios/ call.
#pragma once

#include <vtime/bindings.hpp>

/// Makes a client, a rate limiter and a cache for one run:
///
///     use_server: [function of (request, reply)]   what the other side does; reply takes the answer, or null
///     fetch: [request, function of (answer)]       through the client
///     limited: [function]                          through the limiter, two a second
///     look_up: [key, function of (value)]          through the cache, which keeps a minute and asks the server
void bind_service_client(vtime::Bindings& bindings, vtime::Scheduler& scheduler);
