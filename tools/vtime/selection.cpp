#include "selection.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "glob.hpp"
#include "number.hpp"
#include "usage_error.hpp"

namespace vtime::tool {
namespace {

Shard shard_of_option(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    const auto index = read_number(std::string_view(text).substr(0, slash));
    const auto count = read_number(std::string_view(text).substr(slash + 1));
    if (index && count && *index >= 1 && *index <= *count) return Shard{*index - 1, *count, {}};
  }
  throw UsageError(fmt::format("'{}' is no shard", text), "write --shard I/N with I from 1 to N, for example 2/3");
}

struct ShardVariables {
  const char* index;
  const char* count;
  const char* status_file;
};

constexpr ShardVariables shard_variables[] = {
    {"TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS", "TEST_SHARD_STATUS_FILE"},
    {"GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS", "GTEST_SHARD_STATUS_FILE"},
};

}  // namespace

Shard read_shard(const Arguments& arguments, const Environment& environment) {
  if (arguments.has("shard")) return shard_of_option(arguments.value("shard").value_or(""));
  for (const ShardVariables& names : shard_variables) {
    const auto index_text = environment.variable(names.index);
    const auto count_text = environment.variable(names.count);
    if (!index_text && !count_text) continue;
    const auto index = read_number(index_text.value_or(""));
    const auto count = read_number(count_text.value_or(""));
    if (!index || !count || *index >= *count) {
      throw UsageError(fmt::format("{}='{}' and {}='{}' name no shard", names.index, index_text.value_or(""),
                                   names.count, count_text.value_or("")),
                       "the index counts from 0 and is less than the number of shards");
    }
    Shard shard{*index, *count, {}};
    if (const auto file = environment.variable(names.status_file)) shard.status_files.push_back(*file);
    return shard;
  }
  return {};
}

void touch_status_files(const Shard& shard) {
  for (const std::string& file : shard.status_files) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor >= 0) ::close(descriptor);
  }
}

bool Selection::matches(const std::string& path, const std::string& title) const {
  if (filters_.empty()) return true;
  const std::string name = path + ": " + title;
  return std::any_of(filters_.begin(), filters_.end(), [&](const std::string& filter) {
    return glob_matches(filter, name) || glob_matches(filter, title) || glob_matches(filter, path);
  });
}

bool Selection::takes(const std::string& path, const std::string& title) { return matches(path, title) && take_next(); }

bool Selection::takes_invalid_file() { return take_next(); }

}  // namespace vtime::tool
