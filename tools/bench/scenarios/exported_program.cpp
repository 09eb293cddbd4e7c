#include "exported_program.hpp"

#include "scenario/export/javascript.hpp"
#include "scenario/scenario.hpp"

namespace vtime::bench {

std::string exported_program(const std::string& text) {
  const scenario::LoadedFile file = scenario::load("exported.yaml", text);
  return scenario::to_javascript(*file.scenarios.at(0));
}

}  // namespace vtime::bench
