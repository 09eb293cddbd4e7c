#include "scenario/reader/resource_reader.hpp"

#include <fmt/format.h>

#include <limits>
#include <memory>
#include <utility>

#include "scenario/reader/constant_reader.hpp"
#include "scenario/reader/forms.hpp"

namespace vtime::scenario {
namespace {

ExpressionPtr read_constant_value(const ReadContext& context, const Node& node) {
  Expression::Form form;
  if (node.is_scalar()) {
    std::optional<Literal> literal = read_constant(node, context);
    if (!literal) return nullptr;
    form = Constant{*std::move(literal)};
  } else if (node.is_list()) {
    ListLiteral list;
    for (const auto& item : node.items) list.items.push_back(read_constant_value(context, *item));
    form = std::move(list);
  } else {
    MapLiteral map;
    for (const Node::Entry& entry : node.entries) {
      map.entries.emplace_back(entry.key->text, read_constant_value(context, *entry.value));
    }
    form = std::move(map);
  }
  return std::make_unique<Expression>(Expression{std::move(form), node.where});
}

/// `latency`, and `result` or `error` of a resource or of one of its responses.
Response read_response(const ReadContext& context, const Node& map) {
  Response response;
  if (const Node* latency = map.find("latency")) response.latency = read_latency(context, "latency", *latency);
  const Node* result = map.find("result");
  const Node::Entry* error = find_entry(map, "error");
  if (result != nullptr && error != nullptr) {
    add_error(context, error->key->where, "'result' and 'error' exclude each other",
              "'responses' lists outcomes one after the other");
  }
  response.fails = result == nullptr && error != nullptr;
  const Node* value = result != nullptr ? result : error != nullptr ? error->value : nullptr;
  if (value != nullptr) response.value = read_constant_value(context, *value);
  return response;
}

void check_outcome(const ReadContext& context, const Node& map, const Span& where, std::string_view what,
                   std::string_view needed) {
  if (map.find("result") != nullptr || map.find("error") != nullptr) return;
  add_error(context, where, fmt::format("{} needs {}", what, needed), "for example 'result: ok'");
}

std::vector<Response> read_responses(const ReadContext& context, const Node& node) {
  std::vector<Response> responses;
  if (!expect_list(context, "responses", Form::responses, node)) return responses;
  if (node.items.empty()) {
    add_error(context, node.where, "'responses' has no response",
              "for example 'responses: [{error: busy}, {result: ok}]'");
  }
  for (const auto& item : node.items) {
    if (!item->is_map()) {
      add_error(context, item->where,
                fmt::format("a response is a map with 'result' or 'error', not {}", describe(*item)),
                "for example '{result: ok}'");
      continue;
    }
    check_keys(context, *item, response_keys);
    check_outcome(context, *item, item->where, "a response", "'result' or 'error'");
    responses.push_back(read_response(context, *item));
  }
  return responses;
}

void read_list_of_responses(const ReadContext& context, const Node& map, const Node& list, Resource& resource) {
  for (const std::string_view key : {"result", "error"}) {
    const Node::Entry* entry = find_entry(map, key);
    if (entry == nullptr) continue;
    add_error(context, entry->key->where, fmt::format("'{}' and 'responses' exclude each other", key),
              "put it into the list of responses");
  }
  resource.responses = read_responses(context, list);
}

void check_latency(const ReadContext& context, const Node& map, const Span& where, const Resource& resource) {
  if (map.find("latency") != nullptr) return;
  for (const Response& response : resource.responses) {
    if (response.latency) continue;
    add_error(context, where, fmt::format("the resource '{}' needs 'latency'", resource.name),
              "for example 'latency: 100ms', or a range: 'latency: 80ms..120ms'");
    return;
  }
}

Resource read_resource(const ReadContext& context, const Node::Entry& entry) {
  const Node& map = *entry.value;
  const Span& where = entry.key->where;
  Resource resource;
  resource.name = entry.key->text;
  resource.place = place_of(context, where.begin);
  check_keys(context, map, resource_keys);
  if (const Node* list = map.find("responses")) {
    read_list_of_responses(context, map, *list, resource);
    if (const Node* latency = map.find("latency")) {
      resource.latency = read_latency(context, "latency", *latency).value_or(Range{});
    }
  } else {
    check_outcome(context, map, where, fmt::format("the resource '{}'", resource.name),
                  "'result', 'error' or 'responses'");
    resource.responses.push_back(read_response(context, map));
    resource.latency = resource.responses.front().latency.value_or(Range{});
  }
  if (const Node* concurrency = map.find("concurrency")) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    const auto count = read_count(context, "concurrency", *concurrency, most);
    resource.concurrency = static_cast<std::uint32_t>(count.value_or(0));
  }
  check_latency(context, map, where, resource);
  return resource;
}

}  // namespace

std::vector<Resource> read_resources(const ReadContext& context, const Node& node) {
  std::vector<Resource> resources;
  if (!expect_map(context, "resources", Form::resources, node)) return resources;
  for (const Node::Entry& entry : node.entries) {
    if (entry.value->is_map()) {
      resources.push_back(read_resource(context, entry));
      continue;
    }
    add_error(context, entry.value->where,
              fmt::format("the resource '{}' is a map, not {}", entry.key->text, describe(*entry.value)),
              fmt::format("for example '{}: {{latency: 100ms, result: ok}}'", entry.key->text));
    Resource resource;  // keeps the name known
    resource.name = entry.key->text;
    resources.push_back(std::move(resource));
  }
  return resources;
}

}  // namespace vtime::scenario
