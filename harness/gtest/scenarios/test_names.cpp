#include "gtest/scenarios/test_names.hpp"

#include <fmt/format.h>

namespace vtime {
namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string suite_name(std::string_view path_in_directory) {
  const std::size_t dot = path_in_directory.rfind('.');
  std::string name = "scenario/";
  for (const char c : path_in_directory.substr(0, dot)) name += is_plain(c) || c == '/' ? c : '_';
  return name;
}

std::string TestNames::take(const std::string& suite, std::string_view title) {
  std::string name;
  for (const char c : title) {
    if (is_plain(c)) {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (name.ends_with('_')) name.pop_back();
  if (name.empty()) name = "untitled";
  std::string free = name;
  for (int number = 2; !taken_.insert(fmt::format("{}.{}", suite, free)).second; ++number) {
    free = fmt::format("{}_{}", name, number);
  }
  return free;
}

}  // namespace vtime
