/// Loading scenarios from texts in tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// Loads a scenario that has to be right: `rest` follows the line of its title; without `script:` in it an empty
/// script is added.
std::shared_ptr<const Scenario> load_right(const std::string& rest);

/// The statements of a script, which has to be right; they stand from line 3, unindented in `statements`.
std::shared_ptr<const Scenario> load_script(const std::string& statements, const std::string& keys = "");

/// The form of the statement `index` of the script.
template <typename Form>
const Form& statement(const Scenario& scenario, std::size_t index = 0) {
  return std::get<Form>(scenario.program.script->body.statements.at(index).form);
}

/// The function of a callback that was written as a body.
const Function& body_of(const ExpressionPtr& callback);

/// `LINE:COLUMN MESSAGE` of each diagnostic of a text.
std::vector<std::string> mistakes_of(const std::string& text);

}  // namespace vtime::scenario
