#include "loop/job.hpp"

#include <fmt/format.h>

#include <sstream>
#include <stdexcept>

namespace vtime::bench {

std::vector<std::string> to_arguments(const Job& job) {
  return {job.workload, std::to_string(job.count), std::to_string(job.events), std::string(name_of(job.distribution)),
          std::to_string(job.tick)};
}

Job read_job(const std::vector<std::string>& arguments) {
  if (arguments.size() != 5) throw std::invalid_argument("usage: WORKLOAD COUNT EVENTS DISTRIBUTION TICK");
  return {arguments[0], std::stoull(arguments[1]), std::stoull(arguments[2]), distribution_of(arguments[3]),
          std::stoll(arguments[4])};
}

std::string to_text(const Outcome& outcome) {
  return fmt::format("{} {} {} {}", outcome.cost, outcome.order, outcome.deadlines, outcome.wrong_deadline);
}

Outcome read_outcome(const std::string& text) {
  std::istringstream stream(text);
  Outcome outcome;
  stream >> outcome.cost >> outcome.order >> outcome.deadlines >> outcome.wrong_deadline;
  if (!stream) throw std::invalid_argument("no outcome: " + text);
  return outcome;
}

}  // namespace vtime::bench
