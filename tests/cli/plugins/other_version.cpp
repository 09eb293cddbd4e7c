// A plugin of another version of vtime.
#include "vtime/plugin.hpp"

extern "C" const vtime::PluginInfo* vtime_plugin() {
  static const vtime::PluginInfo info{.vtime_version = "0.0.9"};
  return &info;
}
