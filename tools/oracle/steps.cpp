#include "steps.hpp"

#include <fmt/format.h>

namespace vtime::oracle {

namespace {

void write(const Steps& steps, std::size_t indent, std::string& out);

void write_body(const std::string& key, const Steps& body, std::size_t indent, std::string& out) {
  out += key + ":";
  if (body.empty()) {
    out += " []\n";
    return;
  }
  out += '\n';
  write(body, indent + 2, out);
}

void write(const Step& step, std::size_t indent, std::string& out) {
  const std::string margin(indent, ' ');
  out += margin + "- ";
  std::size_t first_body = 0;
  if (step.value.empty() && !step.bodies.empty()) {
    write_body(step.verb, step.bodies.front().second, indent + 2, out);
    first_body = 1;
  } else {
    out += fmt::format("{}: {}\n", step.verb, step.value);
  }
  for (const auto& [key, value] : step.options) out += fmt::format("{}  {}: {}\n", margin, key, value);
  for (std::size_t i = first_body; i < step.bodies.size(); ++i) {
    out += margin + "  ";
    write_body(step.bodies[i].first, step.bodies[i].second, indent + 2, out);
  }
}

void write(const Steps& steps, std::size_t indent, std::string& out) {
  for (const Step& step : steps) write(step, indent, out);
}

std::size_t count(const Steps& steps) {
  std::size_t total = steps.size();
  for (const Step& step : steps) {
    for (const auto& [key, body] : step.bodies) total += count(body);
  }
  return total;
}

/// Removes the `index`-th statement of `steps`; otherwise counts `index` down.
bool remove(Steps& steps, std::size_t& index) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (index-- == 0) {
      steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    for (auto& [key, body] : steps[i].bodies) {
      if (remove(body, index)) return true;
    }
  }
  return false;
}

template <typename SketchType, typename Visit>
void for_each_body(SketchType& sketch, Visit visit) {
  for (auto& function : sketch.functions) visit(function.body);
  visit(sketch.script);
  for (auto& arrival : sketch.timeline) visit(arrival.body);
}

constexpr const char* resources = R"(resources:
  quick: {latency: 3ms, result: quick}
  slow: {latency: 10ms, result: slow}
  bad: {latency: 5ms, error: bad}
  pool: {latency: 4ms, result: pooled, concurrency: 1}
  flaky: {latency: 2ms, responses: [{error: first}, {result: second}]}
)";

}  // namespace

std::string to_yaml(const Sketch& sketch) {
  std::string out =
      fmt::format("scenario: generated\nloop: {}\nlimits: {{callbacks: 20000}}\n{}", sketch.loop, resources);
  if (!sketch.functions.empty()) out += "functions:\n";
  for (const NamedFunction& function : sketch.functions) {
    out += fmt::format("  {}:\n    params: [x]\n    async: {}\n    ", function.name, function.is_async);
    write_body("do", function.body, 4, out);
  }
  write_body("script", sketch.script, 0, out);
  if (!sketch.timeline.empty()) out += "timeline:\n";
  for (const Arrival& arrival : sketch.timeline) {
    out += fmt::format("  - at: {}\n    ", arrival.at);
    write_body("do", arrival.body, 4, out);
  }
  return out;
}

std::size_t count_steps(const Sketch& sketch) {
  std::size_t total = 0;
  for_each_body(sketch, [&](const Steps& steps) { total += count(steps); });
  return total;
}

Sketch without(const Sketch& sketch, std::size_t index) {
  Sketch smaller = sketch;
  bool removed = false;
  for_each_body(smaller, [&](Steps& steps) { removed = removed || remove(steps, index); });
  return smaller;
}

}  // namespace vtime::oracle
