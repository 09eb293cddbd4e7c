#include <fmt/format.h>

#include <algorithm>

#include "vtime/error.hpp"
#include "vtime/value.hpp"

namespace vtime {

namespace {

struct KindName {
  std::string_view operator()(std::monostate) const { return "null"; }
  std::string_view operator()(bool) const { return "a boolean"; }
  std::string_view operator()(std::int64_t) const { return "an integer"; }
  std::string_view operator()(double) const { return "a number"; }
  std::string_view operator()(Duration) const { return "a duration"; }
  std::string_view operator()(WallTime) const { return "a timestamp"; }
  std::string_view operator()(const std::string&) const { return "a string"; }
  std::string_view operator()(const Value::List&) const { return "a list"; }
  std::string_view operator()(const Value::Map&) const { return "a map"; }
  std::string_view operator()(const Value::Function&) const { return "a function"; }
  std::string_view operator()(const ErrorValue&) const { return "an error"; }
};

}  // namespace

std::string_view kind_name(const Value& value) { return value.visit(KindName()); }

const Value& Value::operator[](std::string_view key) const {
  static const Value null;
  const Map& map = as<Map>();
  const auto found = std::find_if(map.begin(), map.end(), [&](const auto& entry) { return entry.first == key; });
  return found == map.end() ? null : found->second;
}

void Value::refuse_number() {
  throw InvalidArgument({.message = "an integer does not fit into the 64 bits, with sign, that the language has",
                         .help = "give a double, or text"});
}

void Value::refuse(const Value& wanted) const {
  throw InvalidArgument({.message = fmt::format("{} is asked for, but this is {}", kind_name(wanted), kind_name(*this)),
                         .help = "ask is<T>() first"});
}

}  // namespace vtime
