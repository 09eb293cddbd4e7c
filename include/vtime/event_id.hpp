/// The identity of a callback's run.
///
///     if (line.event == vtime::EventId::main) { ... }  // the main program wrote it
#pragma once

#include <cstdint>

namespace vtime {

/// Identifies one callback to be run: the same in every run in which the same arming happens, because it stands for
/// (the event that armed it, the place, the ordinal there). 0 is the main program. Events are interned only while
/// something records; otherwise every event is 0.
enum class EventId : std::uint32_t { main = 0 };

}  // namespace vtime
