#include "scenario/schema_validator.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <stdexcept>

namespace vtime::scenario {
namespace {

using Json = nlohmann::json;

/// Whether `pattern`, compiled once, is found in `text`.
bool is_found(const std::string& text, const std::string& pattern) {
  static std::map<std::string, std::regex> compiled;
  return std::regex_search(text, compiled.try_emplace(pattern, pattern).first->second);
}

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  std::string check(const Json& schema, const Json& value, const std::string& path) const {
    if (schema.is_boolean()) return schema.get<bool>() ? "" : path + ": nothing is allowed";
    if (schema.contains("$ref")) return check(target(schema["$ref"]), value, path);
    for (const auto& [keyword, rule] : schema.items()) {
      std::string violation = check_keyword(keyword, rule, schema, value, path);
      if (!violation.empty()) return violation;
    }
    return "";
  }

 private:
  const Json& target(const std::string& reference) const { return root_.at(Json::json_pointer(reference.substr(1))); }

  std::string check_keyword(const std::string& keyword, const Json& rule, const Json& schema, const Json& value,
                            const std::string& path) const {
    if (keyword == "type") return has_type(rule, value) ? "" : path + ": not of type " + rule.dump();
    if (keyword == "const") return rule == value ? "" : path + ": not " + rule.dump();
    if (keyword == "enum") return contains(rule, value) ? "" : path + ": none of " + rule.dump();
    if (keyword == "pattern") return matches(rule, value) ? "" : path + ": does not match " + rule.dump();
    if (keyword == "minimum") return !value.is_number() || value >= rule ? "" : path + ": less than " + rule.dump();
    if (keyword == "not") return check(rule, value, path).empty() ? path + ": matches what it must not" : "";
    if (keyword == "anyOf" || keyword == "oneOf" || keyword == "allOf")
      return check_several(keyword, rule, value, path);
    if (keyword == "items" || keyword == "minItems" || keyword == "maxItems") {
      return value.is_array() ? check_array(keyword, rule, value, path) : "";
    }
    if (keyword == "if") {
      const char* branch = check(rule, value, path).empty() ? "then" : "else";
      return schema.contains(branch) ? check(schema[branch], value, path) : "";
    }
    if (keyword == "properties") return value.is_object() ? check_object(schema, value, path) : "";
    return check_size(keyword, rule, schema, value, path);
  }

  std::string check_size(const std::string& keyword, const Json& rule, const Json& schema, const Json& value,
                         const std::string& path) const {
    if (keyword == "$schema" || keyword == "title" || keyword == "description" || keyword == "definitions" ||
        keyword == "patternProperties" || keyword == "then" || keyword == "else") {
      return "";
    }
    const bool is_object = value.is_object();
    if (keyword == "required") {
      if (!is_object) return "";
      for (const Json& key : rule) {
        if (!value.contains(key.get<std::string>())) return path + ": lacks " + key.dump();
      }
      return "";
    }
    if (keyword == "minProperties") return !is_object || value.size() >= rule ? "" : path + ": too few keys";
    if (keyword == "maxProperties") return !is_object || value.size() <= rule ? "" : path + ": too many keys";
    if (keyword == "additionalProperties") {
      return is_object && !schema.contains("properties") ? check_object(schema, value, path) : "";
    }
    if (keyword == "propertyNames") {
      if (!is_object) return "";
      for (const auto& [key, entry] : value.items()) {
        std::string violation = check(rule, key, path + "/" + key);
        if (!violation.empty()) return violation;
      }
      return "";
    }
    throw std::invalid_argument("the validator does not know " + keyword);
  }

  std::string check_several(const std::string& keyword, const Json& rules, const Json& value,
                            const std::string& path) const {
    std::size_t fitting = 0;
    std::string first;
    for (const Json& rule : rules) {
      const std::string violation = check(rule, value, path);
      if (violation.empty()) ++fitting;
      if (first.empty()) first = violation;
    }
    const bool fits = keyword == "anyOf" ? fitting > 0 : keyword == "oneOf" ? fitting == 1 : fitting == rules.size();
    return fits ? "" : path + ": fits " + std::to_string(fitting) + " of " + keyword + ", " + first;
  }

  std::string check_array(const std::string& keyword, const Json& rule, const Json& value,
                          const std::string& path) const {
    if (keyword == "minItems") return value.size() >= rule ? "" : path + ": too few items";
    if (keyword == "maxItems") return value.size() <= rule ? "" : path + ": too many items";
    for (std::size_t i = 0; i < value.size(); ++i) {
      std::string violation = check(rule, value[i], path + "/" + std::to_string(i));
      if (!violation.empty()) return violation;
    }
    return "";
  }

  std::string check_object(const Json& schema, const Json& value, const std::string& path) const {
    const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    const Json& patterns = schema.contains("patternProperties") ? schema["patternProperties"] : none;
    for (const auto& [key, entry] : value.items()) {
      const Json* rule = properties.contains(key) ? &properties[key] : nullptr;
      for (const auto& [pattern, pattern_rule] : patterns.items()) {
        if (rule == nullptr && is_found(key, pattern)) rule = &pattern_rule;
      }
      if (rule == nullptr && schema.contains("additionalProperties")) rule = &schema["additionalProperties"];
      std::string violation = rule == nullptr ? "" : check(*rule, entry, path + "/" + key);
      if (!violation.empty()) return violation;
    }
    return "";
  }

  static bool contains(const Json& list, const Json& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }

  static bool matches(const Json& pattern, const Json& value) {
    return !value.is_string() || is_found(value.get<std::string>(), pattern.get<std::string>());
  }

  static bool has_type(const Json& types, const Json& value) {
    if (types.is_array()) {
      return std::any_of(types.begin(), types.end(), [&](const Json& type) { return has_type(type, value); });
    }
    const auto type = types.get<std::string>();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == value.type_name();
  }

  const Json& root_;
};

Json scalar_to_json(const Node& node) {
  const std::string text(node.text);
  if (node.style != Node::Style::plain) return text;
  if (text.empty() || text == "null" || text == "~") return nullptr;
  if (text == "true" || text == "false") return text == "true";
  static const std::regex number("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  if (!std::regex_match(text, number)) return text;
  const Json parsed = Json::parse(text, nullptr, false);
  return parsed.is_discarded() ? Json(text) : parsed;
}

}  // namespace

std::string find_violation(const Json& schema, const Json& value) { return Validator(schema).check(schema, value, ""); }

Json to_json(const Node& node) {
  if (node.is_scalar()) return scalar_to_json(node);
  if (node.is_list()) {
    Json list = Json::array();
    for (const auto& item : node.items) list.push_back(to_json(*item));
    return list;
  }
  Json map = Json::object();
  for (const Node::Entry& entry : node.entries) map[entry.key->text] = to_json(*entry.value);
  return map;
}

}  // namespace vtime::scenario
