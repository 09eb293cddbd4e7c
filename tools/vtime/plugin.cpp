#include "plugin.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <string_view>
#include <system_error>
#include <utility>

#include "usage_error.hpp"
#include "vtime/plugin.hpp"

namespace vtime::tool {
namespace {

constexpr const char* entry = "vtime_plugin";
using Entry = const PluginInfo* (*)();
using Make = void (*)(Bindings&, Scheduler&);

/// dlopen() would search the system's folders for a name without a slash.
std::string path_of(const std::string& library) {
  return library.find('/') == std::string::npos ? "./" + library : library;
}

Make load_plugin(const std::string& library) {
  void* handle = ::dlopen(path_of(library).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    const char* reason = ::dlerror();
    throw UsageError(fmt::format("the plugin '{}' can't be loaded: {}", library, reason == nullptr ? "" : reason),
                     "--plugin takes a shared library, such as build/client_plugin.so");
  }
  const auto tell = reinterpret_cast<Entry>(::dlsym(handle, entry));
  if (tell == nullptr) {
    throw UsageError(fmt::format("'{}' is no plugin: it has no VTIME_PLUGIN", library),
                     "include <vtime/plugin.hpp> in one of its files, and write VTIME_PLUGIN(bindings, scheduler) { }");
  }
  const PluginInfo* plugin = tell();
  if (plugin->format != PluginInfo().format || plugin->vtime_version != version) {
    throw UsageError(fmt::format("the plugin '{}' was compiled for vtime {}, and this is vtime {}", library,
                                 plugin->vtime_version, version),
                     "compile it with the headers of this version");
  }
  return plugin->make_bindings;
}

}  // namespace

std::shared_ptr<const MakeBindings> load_plugins(const Arguments& arguments) {
  if (!arguments.has("plugin")) return nullptr;
  std::vector<Make> plugins;
  for (const std::string& library : arguments.values("plugin")) plugins.push_back(load_plugin(library));
  return std::make_shared<const MakeBindings>([plugins = std::move(plugins)](Bindings& bindings, Scheduler& scheduler) {
    for (const Make make : plugins) make(bindings, scheduler);
  });
}

}  // namespace vtime::tool
