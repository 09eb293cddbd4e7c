/// A loaded scenario, and loading.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/diagnostic.hpp"
#include "scenario/document/document.hpp"
#include "scenario/syntax.hpp"
#include "transcript/expectations.hpp"

namespace vtime::scenario {

enum class LoopKind : std::uint8_t { plain, node, browser };

/// `limits`. What exceeds one is stopped with an error that names what never ends.
struct RunLimits {
  std::uint64_t callbacks = 1'000'000;
  std::uint64_t statements = 10'000'000;
  std::uint32_t depth = 200;
  std::optional<Duration> virtual_time;
};

/// One scenario of a file: checked, its names resolved. Immutable, shared between runs and threads.
struct Scenario {
  std::shared_ptr<const SourceFile> source;
  std::size_t document = 0;  ///< index in source->documents
  std::string title;
  LoopKind loop = LoopKind::plain;
  std::uint64_t seed = 0;
  std::int64_t epoch = 0;  ///< ns since 1970-01-01T00:00:00Z
  std::optional<Duration> stop_at;
  RunLimits limits;
  Program program;
  std::optional<Expectations> expect;  ///< none: the run is unchecked
  Place place;
};

/// A file as loaded. Where `diagnostics` has errors, `scenarios` is empty: nothing is run from a file with an error.
struct LoadedFile {
  std::shared_ptr<const SourceFile> source;
  std::vector<std::shared_ptr<const Scenario>> scenarios;
  Diagnostics diagnostics;
};

/// Reads, checks and resolves the text of a scenario file; `name` is what diagnostics and places call it.
LoadedFile load(std::string name, std::string text);

}  // namespace vtime::scenario
