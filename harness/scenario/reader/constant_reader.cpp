#include "scenario/reader/constant_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "scenario/reader/forms.hpp"
#include "time/duration_text.hpp"
#include "time/timestamp.hpp"

namespace vtime::scenario {
namespace {

/// The whole of `text` as a decimal number; none when it is no such number or too large.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  return leading_zero ? std::nullopt : std::optional(number);
}

/// In quotes a number is a text.
bool is_plain(const Node& node) { return node.is_scalar() && node.style == Node::Style::plain; }

void add_value_error(const ReadContext& context, std::string_view key, const Node& node, std::string_view problem,
                     std::string_view help) {
  add_error(context, node.where, key.empty() ? std::string(problem) : fmt::format("'{}': {}", key, problem),
            std::string(help));
}

}  // namespace

std::optional<std::string> read_prose(const ReadContext& context, std::string_view key, const Node& node) {
  if (!expect_scalar(context, key, Form::prose, node)) return std::nullopt;
  return std::string(node.text);
}

std::optional<std::size_t> read_word(const ReadContext& context, std::string_view key, Form form, const Node& node,
                                     const std::vector<std::string_view>& words) {
  if (node.is_scalar()) {
    const auto found = std::find(words.begin(), words.end(), node.text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    if (const std::string_view meant = nearest(node.text, words); !meant.empty()) {
      add_error(context, node.where, fmt::format("'{}' takes {}, not {}", key, describe(form).what, describe(node)),
                fmt::format("did you mean '{}'?", meant));
      return std::nullopt;
    }
  }
  add_type_error(context, key, form, node);
  return std::nullopt;
}

std::optional<bool> read_boolean(const ReadContext& context, std::string_view key, const Node& node) {
  if (node.is_scalar()) {
    Diagnostics ignored;
    const std::optional<Literal> literal = read_constant(node, {context.file, ignored});
    if (literal && std::holds_alternative<bool>(*literal)) return std::get<bool>(*literal);
  }
  add_type_error(context, key, Form::boolean, node);
  return std::nullopt;
}

std::optional<std::uint64_t> read_count(const ReadContext& context, std::string_view key, const Node& node,
                                        std::uint64_t most) {
  const auto number = is_plain(node) ? parse_number<std::uint64_t>(node.text) : std::nullopt;
  if (!number || *number == 0) {
    add_type_error(context, key, Form::count, node);
    return std::nullopt;
  }
  if (*number > most) {
    add_error(context, node.where, fmt::format("'{}' is at most {}", key, most));
    return std::nullopt;
  }
  return number;
}

std::optional<std::uint64_t> read_seed(const ReadContext& context, std::string_view key, const Node& node) {
  if (is_plain(node)) {
    if (const auto number = parse_number<std::uint64_t>(node.text)) return number;
    if (const auto number = parse_number<std::int64_t>(node.text)) return static_cast<std::uint64_t>(*number);
  }
  add_type_error(context, key, Form::seed, node);
  return std::nullopt;
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> read_times(const ReadContext& context, std::string_view key,
                                                                  const Node& node) {
  if (!expect_scalar(context, key, Form::times, node)) return std::nullopt;
  const std::string_view text = node.text;
  const std::size_t dots = text.find("..");
  const auto least = parse_number<std::uint64_t>(text.substr(0, dots));
  const auto most = dots == std::string_view::npos ? least : parse_number<std::uint64_t>(text.substr(dots + 2));
  if (!least || !most) {
    add_type_error(context, key, Form::times, node);
    return std::nullopt;
  }
  if (*least > *most) {
    add_error(context, node.where, fmt::format("the range {} begins above its end", text),
              fmt::format("'{}: {}..{}'", key, *most, *least));
    return std::nullopt;
  }
  return std::pair(*least, *most);
}

std::optional<Range> read_duration(const ReadContext& context, std::string_view key, Form form, const Node& node) {
  if (!node.is_scalar() || node.absent) {
    add_type_error(context, key, form, node);
    return std::nullopt;
  }
  const bool range_allowed = form == Form::range || form == Form::latency;
  const RangeReading reading = vtime::read_range(node.text);
  if (!reading.value) {
    add_value_error(context, key, node, reading.problem, reading.help);
    return std::nullopt;
  }
  if (!range_allowed && node.text.find("..") != std::string::npos) {
    add_value_error(context, key, node, "one duration has to stand here, not a range", "for example '100ms'");
    return std::nullopt;
  }
  return reading.value;
}

std::optional<Duration> read_delay(const ReadContext& context, std::string_view key, const Node& node) {
  const std::optional<Range> range = read_duration(context, key, Form::delay, node);
  if (!range) return std::nullopt;
  if (range->least >= Duration::zero()) return range->least;
  add_value_error(context, key, node, "virtual time begins at 0s, and nothing is before it", "use a duration from 0s");
  return std::nullopt;
}

std::optional<Range> read_latency(const ReadContext& context, std::string_view key, const Node& node) {
  const std::optional<Range> range = read_duration(context, key, Form::latency, node);
  if (!range || range->least >= Duration::zero()) return range;
  add_value_error(context, key, node, "virtual time begins at 0s, and nothing is before it", "use a duration from 0s");
  return std::nullopt;
}

std::optional<std::int64_t> read_timestamp(const ReadContext& context, std::string_view key, Form form,
                                           const Node& node) {
  if (!expect_scalar(context, key, form, node)) return std::nullopt;
  const TimestampReading reading = vtime::read_timestamp(node.text);
  if (reading.value) return reading.value;
  add_value_error(context, key, node, reading.problem, reading.help);
  return std::nullopt;
}

}  // namespace vtime::scenario
