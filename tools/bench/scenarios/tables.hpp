/// The tables that vtime-scenario-bench prints.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace vtime::bench {

struct Settings {
  std::string vtime;             ///< the program to measure
  std::string yaml_events;       ///< what only reads YAML
  std::string peers;             ///< the script that runs the same programs on fake clocks
  std::filesystem::path folder;  ///< for the files that are measured; kept
  int rounds = 7;
  std::uint64_t scale = 1;  ///< divides all sizes
  bool counts_instructions = false;
};

/// Each program beside the same in JavaScript on fake clocks, in interleaved rounds.
void print_peers(const Settings& settings);
/// A run of many small files beside the mere reading of their YAML.
void print_small_files(const Settings& settings);
/// Each workload at four sizes, with the exponent of its cost and of its memory.
void print_growth(const Settings& settings);

}  // namespace vtime::bench
