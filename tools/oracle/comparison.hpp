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
  Verdict verdict = Verdict::not_compared;
  std::vector<Line> model;
  std::vector<Line> real;
  std::string problem;  ///< why it was not compared
};

/// Runs the first scenario of the text both ways.
Comparison compare(const std::string& yaml);

/// The smallest program that still differs, found by taking statements away one by one.
Sketch shrink(Sketch sketch);

/// Both transcripts side by side, the first difference marked.
std::string report(const Comparison& comparison);

}  // namespace vtime::oracle
