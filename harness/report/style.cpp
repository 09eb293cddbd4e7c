#include "report/style.hpp"

#include <fmt/format.h>

#include "scenario/document/utf8.hpp"

namespace vtime::report {
namespace {

const char* code(Colour colour) {
  switch (colour) {
    case Colour::none:
      return "";
    case Colour::good:
      return "\x1b[32m";
    case Colour::bad:
      return "\x1b[1;31m";
    case Colour::doubtful:
      return "\x1b[33m";
    case Colour::quiet:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

std::string Style::paint(Colour wanted, std::string_view text) const {
  if (!colour || wanted == Colour::none || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", code(wanted), text);
}

std::string visible(std::string_view text) { return scenario::visible(text); }

}  // namespace vtime::report
