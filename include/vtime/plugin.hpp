/// A library that binds C++ to scenarios, for `vtime run --plugin LIBRARY`.
///
///     #include <vtime/plugin.hpp>
///
///     VTIME_PLUGIN(bindings, scheduler) {
///       auto& client = bindings.make<Client>(scheduler);
///       bindings.function("fetch", [&client](vtime::Call& call) { ... });
///     }
///
/// In CMake: add_library(client_plugin MODULE plugin.cpp), linked with vtime::plugin. The program brings the library:
/// what the plugin links of it gives way to that.
#pragma once

#include <string_view>

#include "vtime/bindings.hpp"
#include "vtime/version.hpp"

namespace vtime {

/// What a plugin tells the program that loads it. The first two members stand there for ever.
struct PluginInfo {
  int format = 1;
  const char* vtime_version = version.data();  ///< whose headers it was compiled with; they must be the program's
  void (*make_bindings)(Bindings&, Scheduler&) = nullptr;
};

}  // namespace vtime

// NOLINTBEGIN(bugprone-macro-parentheses): its arguments are names
/// Stands before the body of a function that makes the bindings of one run: `Bindings& bindings`, `Scheduler&
/// scheduler`. Once in a library.
#define VTIME_PLUGIN(bindings, scheduler)                                                       \
  static void vtime_make_bindings(::vtime::Bindings& bindings, ::vtime::Scheduler& scheduler);  \
  extern "C" __attribute__((visibility("default"))) const ::vtime::PluginInfo* vtime_plugin() { \
    static const ::vtime::PluginInfo info{.make_bindings = &vtime_make_bindings};               \
    return &info;                                                                               \
  }                                                                                             \
  static void vtime_make_bindings([[maybe_unused]] ::vtime::Bindings& bindings,                 \
                                  [[maybe_unused]] ::vtime::Scheduler& scheduler)
// NOLINTEND(bugprone-macro-parentheses)
