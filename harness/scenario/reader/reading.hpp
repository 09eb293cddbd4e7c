/// What all readers of a scenario's parts share: mistakes at places, and maps with fixed keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/expression/expression_parser.hpp"
#include "scenario/reader/keys.hpp"
#include "vtime/place.hpp"

namespace vtime::scenario {

/// Adds an error at `where`.
void add_error(const ReadContext& context, const Span& where, std::string message, std::string help = {});

/// "'KEY' takes WHAT, not WHAT STANDS THERE".
std::string type_message(std::string_view key, Form form, const Node& node);

/// An error of type_message(), with an example of what may stand there.
void add_type_error(const ReadContext& context, std::string_view key, Form form, const Node& node);

/// Whether a scalar stands in `node` and is not left out; an error otherwise.
bool expect_scalar(const ReadContext& context, std::string_view key, Form form, const Node& node);
/// Likewise for a list and a map.
bool expect_list(const ReadContext& context, std::string_view key, Form form, const Node& node);
bool expect_map(const ReadContext& context, std::string_view key, Form form, const Node& node);

/// Reports the keys of `map` that `shape` does not have, and those that it needs and `map` does not have.
void check_keys(const ReadContext& context, const Node& map, const MapShape& shape);

/// Whether the key at `index` is the rest of a text in braces with a comma in it (`{log: hello, world}`), and reported
/// as that; `index` then stands on the last part of that text.
bool report_unquoted_comma(const ReadContext& context, const Node& map, std::size_t& index);

/// "a, b and c".
std::string enumerate(const std::vector<std::string_view>& names);

/// The entry of `map` under `key`, or null.
const Node::Entry* find_entry(const Node& map, std::string_view key);

/// The place of a position, its file named by the context's file, which must outlive it.
Place place_of(const ReadContext& context, const Position& position);

}  // namespace vtime::scenario
