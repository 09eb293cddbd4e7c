/// One program in the model and in the real Node.js.
#pragma once

#include <string>
#include <vector>

#include "steps.hpp"
#include "vtime/transcript.hpp"

namespace vtime::oracle {

enum class Verdict {
  agree,
  differ,
  not_compared,  ///< the program has a mistake, meets a limit, or Node.js could not run it
};

struct Comparison {
  std::string title;
  Verdict verdict = Verdict::not_compared;
  std::vector<Line> model;
  std::vector<Line> real;
  std::string problem;  ///< why it was not compared
};

/// Runs each scenario of the text both ways; one result, with the problem, for a text with a mistake.
std::vector<Comparison> compare_all(const std::string& yaml);
/// The same for the first scenario of the text.
Comparison compare(const std::string& yaml);

/// The smallest program that still differs, found by taking statements away one by one.
Sketch shrink(Sketch sketch);

/// Both transcripts side by side, the first difference marked.
std::string report(const Comparison& comparison);

}  // namespace vtime::oracle
