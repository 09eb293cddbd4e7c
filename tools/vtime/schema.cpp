#include "scenario/reader/schema.hpp"

#include "commands.hpp"
#include "exit_codes.hpp"

namespace vtime::tool {

int schema(const Arguments&, Environment& environment) {
  environment.out.write(scenario::json_schema());
  return exit_passed;
}

}  // namespace vtime::tool
