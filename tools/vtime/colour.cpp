#include "colour.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>

#include "usage_error.hpp"

namespace vtime::tool {
namespace {

bool wants_colour(const Environment& environment) {
  const std::string no_color = environment.variable("NO_COLOR").value_or("");
  const std::string terminal = environment.variable("TERM").value_or("dumb");
  return environment.out.is_terminal() && no_color.empty() && terminal != "dumb";
}

}  // namespace

report::Style read_style(const Arguments& arguments, const Environment& environment) {
  report::Style style;
  const std::string when = arguments.has("color") ? arguments.value("color").value_or("") : "auto";
  if (when != "auto" && when != "always" && when != "never") {
    throw UsageError(fmt::format("--color '{}' is unknown", when), "write auto, always or never");
  }
  style.colour = when == "always" || (when == "auto" && wants_colour(environment));
  winsize size{};
  if (environment.out.is_terminal() && ::ioctl(environment.out.descriptor(), TIOCGWINSZ, &size) == 0 &&
      size.ws_col >= 40) {
    style.width = size.ws_col;
  }
  return style;
}

}  // namespace vtime::tool
