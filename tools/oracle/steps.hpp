/// A scenario as a tree of steps that can be written as YAML and made smaller piece by piece.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace vtime::oracle {

struct Step;
using Steps = std::vector<Step>;

/// One statement: its verb with a value or a body, options, and bodies under keys of their own.
struct Step {
  std::string verb;
  std::string value;  ///< empty: the verb's body is the first of `bodies`, under the verb itself
  std::vector<std::pair<std::string, std::string>> options;
  std::vector<std::pair<std::string, Steps>> bodies;
};

/// A function of the scenario with one parameter `x`.
struct NamedFunction {
  std::string name;
  bool is_async = false;
  Steps body;
};

/// What comes from outside at a time of its own.
struct Arrival {
  std::string at;
  Steps body;
};

struct Sketch {
  std::string loop;
  std::vector<NamedFunction> functions;
  Steps script;
  std::vector<Arrival> timeline;
};

/// The sketch as a scenario file without expectations.
std::string to_yaml(const Sketch& sketch);

/// How many statements it has.
std::size_t count_steps(const Sketch& sketch);

/// The sketch without its `index`-th statement (counted as to_yaml writes them).
Sketch without(const Sketch& sketch, std::size_t index);

}  // namespace vtime::oracle
