#include "vtime/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace vtime {
namespace {

std::string whole_text(const ErrorDetails& details) {
  std::string text;
  if (details.at) text = fmt::format("at {}: ", to_text(*details.at));
  text += details.message;
  if (*details.place.file != '\0') text += fmt::format(" ({})", to_text(details.place));
  if (!details.help.empty()) text += fmt::format("\n  help: {}", details.help);
  return text;
}

}  // namespace

Error::Error(ErrorDetails details)
    : std::runtime_error(whole_text(details)), details_(std::make_shared<const ErrorDetails>(std::move(details))) {}

RunawayError::RunawayError(ErrorDetails details, std::vector<Site> cycle, std::uint64_t callbacks)
    : Error(std::move(details)),
      cycle_(std::make_shared<const std::vector<Site>>(std::move(cycle))),
      callbacks_(callbacks) {}

}  // namespace vtime
