#include "scenario/reader/pattern_reader.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <memory>
#include <string>
#include <utility>

#include "scenario/document/quoting.hpp"
#include "scenario/reader/forms.hpp"

namespace vtime::scenario {

Origin origin_of(const Span& where) {
  return {where.begin.line, where.begin.column, where.begin.offset, where.end.offset};
}

std::optional<Pattern> read_pattern(const ReadContext& context, std::string_view key, const Node& node) {
  if (node.is_scalar() && !node.absent) return Pattern{std::string(node.text), {}, origin_of(node.where)};
  if (node.absent) {
    add_error(context, node.where, fmt::format("nothing stands behind '{}'", key), "for an empty line write ''");
    return std::nullopt;
  }
  if (node.is_list()) {
    add_type_error(context, key, Form::pattern, node);
    return std::nullopt;
  }
  if (node.entries.size() == 1 && nearest(node.entries.front().key->text, {"matches"}).empty()) {
    add_error(context, node.where,
              fmt::format("'{}' takes a text or {{matches: REGEX}}, and a text with ': ' in it has to be quoted", key),
              help_to_quote(context.file.text, node.where.begin.offset, node.where.end.offset));
    return std::nullopt;
  }
  check_keys(context, node, pattern_keys);
  const Node* regex = node.find("matches");
  return regex == nullptr ? std::nullopt : read_regex(context, *regex);
}

std::optional<Pattern> read_regex(const ReadContext& context, const Node& node) {
  if (!node.is_scalar() || node.absent) {
    add_error(context, node.where, fmt::format("'matches' takes a regular expression, not {}", describe(node)),
              "for example \"matches: '^took \\d+ms$'\"");
    return std::nullopt;
  }
  RE2::Options options;
  options.set_log_errors(false);
  auto regex = std::make_shared<const RE2>(node.text, options);
  if (!regex->ok()) {
    add_error(context, node.where, fmt::format("not a regular expression: {}", regex->error()),
              "the syntax is RE2's, without look-around and back-references; '\\(' stands for the character '('");
    return std::nullopt;
  }
  Pattern pattern{std::string(node.text), {}, origin_of(node.where)};
  pattern.predicate = [regex = std::move(regex)](std::string_view line) {
    return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), *regex);
  };
  return pattern;
}

}  // namespace vtime::scenario
