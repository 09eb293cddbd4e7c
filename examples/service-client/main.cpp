// The tests in C++, and the scenarios as tests beside them.
#include <gtest/gtest.h>

#include <vtime/gtest.hpp>

#include "scenario_bindings.hpp"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  vtime::register_scenarios(VTIME_SCENARIO_DIRECTORY, bind_service_client);
  return RUN_ALL_TESTS();
}
