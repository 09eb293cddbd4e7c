/// Scenario files as tests of GoogleTest, which drive the user's own C++.
///
///     int main(int argc, char** argv) {
///       testing::InitGoogleTest(&argc, argv);
///       vtime::register_scenarios("scenarios", [](vtime::Bindings& bindings, vtime::Scheduler& scheduler) { ... });
///       return RUN_ALL_TESTS();
///     }
///
/// It is part of vtime::gtest where the scenario library is: link vtime::gtest and vtime::scenario.
#pragma once

#include <string>

#include "vtime/bindings.hpp"

namespace vtime {

/// Every scenario of the *.yaml and *.yml files below `directory` becomes a test case: `scenario/<file>.<title>`, the
/// file as its path in the directory without the extension; what a name can't hold is `_`. `bindings` makes the
/// functions that the scenarios declare as `host`, anew for each run. To be called once for a directory, before
/// RUN_ALL_TESTS(). A file with mistakes is a test that fails, as is a directory that is missing or has no scenario.
void register_scenarios(const std::string& directory, MakeBindings bindings = {}, Place place = Place::here());

/// The same bindings for all runs: what one run leaves in their objects the next one finds.
void register_scenarios(const std::string& directory, Bindings bindings, Place place = Place::here());

}  // namespace vtime
