#include "scenario/reader/forms.hpp"

#include <fmt/format.h>

namespace vtime::scenario {
namespace {

constexpr std::size_t longest_shown_text = 40;

// Cuts between code points.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0u) == 0x80u) --most;
  return text.substr(0, most);
}

std::string describe_scalar(const Node& node) {
  if (node.absent) return "nothing";
  const std::string_view line = std::string_view(node.text).substr(0, node.text.find('\n'));
  const std::string_view shown = cut(line, longest_shown_text);
  const bool is_quoted = node.style == Node::Style::quoted || node.style == Node::Style::block;
  return fmt::format("{}'{}{}'", is_quoted ? "the text " : "", shown, shown.size() == node.text.size() ? "" : "...");
}

FormText describe_program_form(Form form) {
  switch (form) {
    case Form::text:
      return {"a text", "hello"};
    case Form::value:
      return {"a value", "hello"};
    case Form::values:
      return {"a list of values", "[1, \"${x}\"]"};
    case Form::list:
      return {"a list", "[1, 2, 3]"};
    case Form::number:
      return {"a whole number", "3"};
    case Form::condition:
      return {"an expression", "x < 3"};
    case Form::handle:
      return {"an expression", "timer"};
    case Form::promise:
      return {"an expression", "p"};
    case Form::function:
      return {"the name of a function", "greet"};
    case Form::body:
      return {"a body (a statement, a list of them, or the name of a function)", "[{log: hello}]"};
    case Form::bodies:
      return {"a list of bodies", "[{log: left}, {log: right}]"};
    case Form::assignments:
      return {"a map from names to values", "{x: 1}"};
    case Form::duration:
      return {"a duration", "250ms"};
    case Form::range:
      return {"a duration or a range", "250ms"};
    case Form::timestamp_value:
      return {"a timestamp", "2026-03-29T01:00:00Z"};
    default:
      return {"a value", ""};
  }
}

FormText describe_map_form(Form form) {
  switch (form) {
    case Form::limits:
      return {"a map", "{callbacks: 1000}"};
    case Form::resources:
      return {"a map from names to resources", "{user: {latency: 100ms, result: Ada}}"};
    case Form::functions:
      return {"a map from names to functions", "{greet: {params: [name], do: [{log: \"hello ${name}\"}]}}"};
    case Form::timeline:
      return {"a list of entries", "[{at: 1s, do: {emit: click}}]"};
    case Form::program:
      return {"a list of strings, or a map", "[node, example.js]"};
    case Form::responses:
      return {"a list of responses", "[{error: busy}, {result: ok}]"};
    case Form::expect:
      return {"a transcript (a list), or a map", "[{2s: hello}]"};
    case Form::transcript:
      return {"a list of entries", "[{2s: hello}]"};
    case Form::entries:
      return {"a list of entries", "[{2s: one}, {2s: two}]"};
    case Form::patterns:
      return {"a list of patterns", "[failed, {matches: '^error'}]"};
    case Form::pattern:
      return {"a text, or {matches: REGEX}", "hello"};
    case Form::line:
      return {"a text, or {matches: REGEX}", "hello"};
    case Form::orders:
      return {"a list of pairs", "[[first, second]]"};
    case Form::withins:
      return {"a list of maps", "[{from: asked, to: answered, at_most: 2s}]"};
    case Form::counts:
      return {"a list of maps", "[{line: tick, times: 3}]"};
    case Form::times:
      return {"a whole number, or a range of them", "1..3"};
    case Form::labels:
      return {"a list of names", "[heartbeat, line 12]"};
    case Form::command:
      return {"a list of strings", "[node, example.js]"};
    case Form::environment:
      return {"a map from names to texts", "{LANG: C}"};
    case Form::exit_status:
      return {"an exit status, or `signal NAME`", "0"};
    default:
      return describe_program_form(form);
  }
}

}  // namespace

FormText describe(Form form) {
  switch (form) {
    case Form::title:
      return {"a text", "The callback runs after two seconds"};
    case Form::prose:
      return {"a text", "hello"};
    case Form::name:
      return {"a name", "answer"};
    case Form::names:
      return {"a list of names", "[a, b]"};
    case Form::boolean:
      return {"true or false", "true"};
    case Form::count:
      return {"a whole number from 1", "10"};
    case Form::seed:
      return {"a whole number of 64 bits", "42"};
    case Form::loop:
      return {"plain, node or browser", "plain"};
    case Form::missed:
      return {"burst, delay or skip", "skip"};
    case Form::the_loop:
      return {"the word 'loop'", "loop"};
    case Form::delay:
      return {"a duration", "1.5s"};
    case Form::latency:
      return {"a duration or a range", "80ms..120ms"};
    case Form::timestamp:
      return {"a timestamp", "2026-03-29T01:00:00Z"};
    case Form::constant:
      return {"a value", "[1, two]"};
    default:
      return describe_map_form(form);
  }
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
    case Node::Kind::scalar:
      break;
  }
  return describe_scalar(node);
}

}  // namespace vtime::scenario
