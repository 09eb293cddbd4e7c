#include "scenario/export/javascript.hpp"

#include <fmt/format.h>

#include "scenario/export/javascript_writer.hpp"

namespace vtime::scenario {

namespace {

void write_resources(const Program& program, JavaScriptWriter& writer) {
  for (const Resource& resource : program.resources) {
    std::string responses;
    for (const Response& response : resource.responses) {
      const Range latency = response.latency.value_or(resource.latency);
      responses +=
          fmt::format("{}{{latency: {}, fails: {}, value: {}}}", responses.empty() ? "" : ", ", latency.least.count(),
                      response.fails, response.value ? javascript_expression(*response.value, writer) : "null");
    }
    writer.line(
        fmt::format("rt.resource({}, {}, [{}]);", javascript_string(resource.name), resource.concurrency, responses));
  }
}

}  // namespace

std::string to_javascript(const Scenario& scenario) {
  const Program& program = scenario.program;
  JavaScriptWriter writer;
  write_resources(program, writer);
  for (const auto& function : program.functions) {
    if (function->is_host) continue;
    writer.write_function(fmt::format("const $f_{} = ", function->name), *function, ";");
  }
  // The block's names must be visible to the functions above, so the script is no block of its own.
  writer.write(program.script->body);
  for (const TimelineEntry& entry : program.timeline) {
    writer.write_function(fmt::format("rt.at({}, ", entry.at.count()), *entry.body, ");");
  }
  return writer.take();
}

}  // namespace vtime::scenario
