// The program of an engine: runs one job twice and prints the outcome of the second time. ENGINE is the engine's class,
// from ENGINE_HEADER.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include ENGINE_HEADER
#include "loop/job.hpp"
#include "loop/load.hpp"
#include "loop/memory.hpp"

namespace {

using vtime::bench::Job;
using vtime::bench::Outcome;
using Engine = vtime::bench::ENGINE;

Outcome run(const Job& job) {
  return job.workload == "W6" ? vtime::bench::bytes_of_a_timer<Engine>(job) : vtime::bench::Load<Engine>(job).run();
}

}  // namespace

// A library may have a main of its own, which calls this one by another name.
#ifndef ENGINE_MAIN
#define ENGINE_MAIN main
#endif

int ENGINE_MAIN(int count, char** arguments) {
  try {
    const Job job = vtime::bench::read_job(std::vector<std::string>(arguments + 1, arguments + count));
    run(job);  // for caches, branch predictors, and an allocator that learns which sizes to keep
    std::puts(vtime::bench::to_text(run(job)).c_str());
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: error: %s\n", arguments[0], error.what());
    return 2;
  }
}
