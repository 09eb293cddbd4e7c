#include "scenario/reader/statement_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "scenario/document/quoting.hpp"
#include "scenario/reader/forms.hpp"

namespace vtime::scenario {
namespace {

std::vector<std::string_view> verb_names() {
  std::vector<std::string_view> names;
  for (const Verb& verb : verbs()) names.push_back(verb.key.name);
  return names;
}

std::vector<std::string_view> option_names(const Verb& verb) {
  std::vector<std::string_view> names;
  for (const Key& option : verb.options) names.push_back(option.name);
  return names;
}

/// The verbs that have the option `name`.
std::vector<std::string_view> owners_of(std::string_view name) {
  std::vector<std::string_view> owners;
  for (const Verb& verb : verbs()) {
    if (verb.find_option(name) != nullptr) owners.push_back(verb.key.name);
  }
  return owners;
}

/// The verb that someone means who writes `name`; "" where there is none.
std::string_view meant_verb(std::string_view name, const std::vector<std::string_view>& names) {
  static constexpr std::pair<std::string_view, std::string_view> synonyms[] = {
      {"print", "log"},        {"echo", "log"},    {"console.log", "log"}, {"wait", "sleep"},    {"delay", "sleep"},
      {"for", "for_each"},     {"loop", "while"},  {"var", "let"},         {"const", "let"},     {"assign", "set"},
      {"foreach", "for_each"}, {"raise", "throw"}, {"fetch", "load"},      {"expect", "assert"}, {"listen", "on"},
  };
  for (const auto& [written, meant] : synonyms) {
    if (written == name) return meant;
  }
  std::string snake_case;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    snake_case += upper ? std::string{'_', static_cast<char>(c - 'A' + 'a')} : std::string(1, c);
  }
  return nearest(snake_case, names);
}

std::string help_for_statement(const Node& node) {
  if (!node.is_scalar() || node.absent) return "for example 'log: hello'";
  if (const Verb* verb = find_verb(node.text)) {
    return fmt::format("write '{}: {}'", node.text, describe(verb->key.form).example);
  }
  const std::size_t colon = node.text.find(':');
  if (colon != std::string::npos && find_verb(node.text.substr(0, colon)) != nullptr) {
    return fmt::format("a space belongs behind the colon: '{}: {}'", node.text.substr(0, colon),
                       node.text.substr(colon + 1));
  }
  return fmt::format("to append a line to the transcript write 'log: {}'", plain_or_quoted(node.text, false));
}

/// Whether `name` is an option of another key of the map, as `then` beside `if` is.
bool is_option_in(const Node& map, std::string_view name) {
  return std::any_of(map.entries.begin(), map.entries.end(), [name](const Node::Entry& entry) {
    const Verb* verb = find_verb(entry.key->text);
    return verb != nullptr && entry.key->text != name && verb->find_option(name) != nullptr;
  });
}

}  // namespace

std::unique_ptr<Function> StatementReader::read_function(std::string_view key, const Node& body,
                                                         std::vector<Target> parameters, bool is_async,
                                                         const Bound& bound) {
  auto function = std::make_unique<Function>();
  function->parameters = std::move(parameters);
  function->is_async = is_async;
  function->body = read_block(key, body, bound);
  function->place = place_of(context_, body.where.begin);
  return function;
}

Block StatementReader::read_block(std::string_view key, const Node& body, const Bound& bound) {
  Block block;
  block.where = body.where;
  if (body.absent) {
    add_type_error(context_, key, Form::body, body);
  } else if (body.is_list()) {
    block.statements.reserve(body.items.size());
    for (const auto& item : body.items) read_statement(*item, block);
  } else if (body.is_map()) {
    read_statement(body, block);
  } else {
    block.statements.push_back(call_of(body, bound));
  }
  return block;
}

void StatementReader::read_statement(const Node& node, Block& block) {
  if (!node.is_map()) {
    add_error(
        context_, node.where,
        node.absent ? "nothing stands here" : fmt::format("a statement is a map with one verb, not {}", describe(node)),
        help_for_statement(node));
    lost_definitions_ = true;
    return;
  }
  const std::optional<Source> found = find_verb_of(node);
  if (!found) {
    lost_definitions_ = true;
    return;
  }
  const Source& source = *found;
  check_options(source);
  const Node* as = source.verb.find_option("as") != nullptr ? node.find("as") : nullptr;
  Statement statement;
  statement.form = (this->*builder_of(source.name()))(source);
  statement.place = place_of(context_, source.entry.key->where.begin);
  statement.label =
      as != nullptr && as->is_scalar() ? std::string(as->text) : fmt::format("line {}", statement.place.line);
  statement.verb = source.name().data();
  block.statements.push_back(std::move(statement));
}

std::optional<StatementReader::Source> StatementReader::find_verb_of(const Node& map) {
  const Node::Entry* found = nullptr;
  for (const Node::Entry& entry : map.entries) {
    if (find_verb(entry.key->text) == nullptr || is_option_in(map, entry.key->text)) continue;
    if (found != nullptr) {
      add_error(
          context_, entry.key->where,
          fmt::format("'{}' and '{}' are both statements, and one map holds one", found->key->text, entry.key->text),
          fmt::format("begin a list item of its own: '- {}: ...'", entry.key->text));
      return std::nullopt;
    }
    found = &entry;
  }
  if (found == nullptr) return guess_verb(map);
  return Source{map, *find_verb(found->key->text), *found};
}

std::optional<StatementReader::Source> StatementReader::guess_verb(const Node& map) {
  static const std::vector<std::string_view> names = verb_names();
  for (const Node::Entry& entry : map.entries) {
    if (!owners_of(entry.key->text).empty()) continue;
    const std::string_view meant = meant_verb(entry.key->text, names);
    add_error(context_, entry.key->where, fmt::format("unknown statement '{}'", entry.key->text),
              meant.empty() ? fmt::format("the statements are {}", enumerate(names))
                            : fmt::format("did you mean '{}'?", meant));
    if (meant.empty()) return std::nullopt;
    return Source{map, *find_verb(meant), entry};
  }
  if (map.entries.empty()) {
    add_error(context_, map.where, "an empty map is no statement", "for example 'log: hello'");
    return std::nullopt;
  }
  const Node& key = *map.entries.front().key;
  add_error(context_, key.where, fmt::format("'{}' is an option and needs its statement beside it", key.text),
            map.style == Node::Style::flow && map.entries.size() == 1
                ? "within brackets, braces keep a statement together: [{call: f, with: [1]}]"
                : fmt::format("it belongs to {}", enumerate(owners_of(key.text))));
  return std::nullopt;
}

void StatementReader::check_options(const Source& source) {
  std::vector<std::string_view> meant;
  for (std::size_t i = 0; i < source.map.entries.size(); ++i) {
    const Node::Entry& entry = source.map.entries[i];
    if (&entry == &source.entry) continue;
    const Key* option = source.verb.find_option(entry.key->text);
    if (option == nullptr && report_unquoted_comma(context_, source.map, i)) continue;
    if (option == nullptr) {
      meant.push_back(report_unknown_option(source, *entry.key));
    } else if (!option->loops.have(loop_)) {
      add_error(context_, entry.key->where, fmt::format("'{}' belongs to the plain model", option->name),
                "leave it out: what becomes of missed beats is a rule of the model");
    }
  }
  for (const Key& option : source.verb.options) {
    const bool misspelt = std::find(meant.begin(), meant.end(), option.name) != meant.end();
    if (!option.required || misspelt || source.map.find(option.name) != nullptr) continue;
    add_error(context_, source.entry.key->where, fmt::format("'{}' needs '{}'", source.name(), option.name),
              fmt::format("for example '{}: {}'", option.name, describe(option.form).example));
  }
  if (source.verb.needs_option && source.map.entries.size() == 1) {
    const Key& first = source.verb.options.front();
    add_error(context_, source.entry.key->where,
              fmt::format("'{}' needs at least one of {}", source.name(), enumerate(option_names(source.verb))),
              fmt::format("for example '{}: {}'", first.name, describe(first.form).example));
  }
}

std::string_view StatementReader::report_unknown_option(const Source& source, const Node& key) {
  const std::vector<std::string_view> known = option_names(source.verb);
  const std::string_view meant = nearest(key.text, known);
  const std::string help = !meant.empty()  ? fmt::format("did you mean '{}'?", meant)
                           : known.empty() ? fmt::format("'{}' has no options", source.name())
                                           : fmt::format("its options are {}", enumerate(known));
  add_error(context_, key.where, fmt::format("unknown option '{}' of '{}'", key.text, source.name()), help);
  return meant;
}

/// `async: f` stands for an async function that returns what f returns.
std::unique_ptr<Function> StatementReader::read_async_body(const Node& body) {
  auto function = read_function("async", body, {}, true);
  if (!body.is_scalar() || body.absent) return function;
  auto& call = std::get<Call>(function->body.statements.front().form);
  const std::string name = "(returned)";  // can't be written, so it hides nothing
  call.into = Target{name, body.where, {}, true, 0};
  Statement back;
  back.form = Return{std::make_unique<Expression>(Expression{VariableUse{name, {}, 0}, body.where})};
  back.place = place_of(context_, body.where.begin);
  back.label = fmt::format("line {}", body.where.begin.line);
  back.verb = "return";
  function->body.statements.push_back(std::move(back));
  return function;
}

/// A function named in place of a body that runs in place: a call of it, with what the body would see.
Statement StatementReader::call_of(const Node& function, const Bound& bound) {
  Call call;
  call.function = parse_expression(function, context_);
  for (const Target& target : bound) {
    call.arguments.push_back(std::make_unique<Expression>(Expression{VariableUse{target.name, {}, 0}, function.where}));
  }
  Statement statement;
  statement.form = std::move(call);
  statement.place = place_of(context_, function.where.begin);
  statement.label = fmt::format("line {}", function.where.begin.line);
  statement.verb = "call";
  return statement;
}

StatementReader::Build StatementReader::builder_of(std::string_view verb) {
  using Reader = StatementReader;
  static const std::unordered_map<std::string_view, Build> builders{
      {"log", &Reader::read_log},
      {"set_timeout", &Reader::read_set_timer},
      {"set_interval", &Reader::read_set_timer},
      {"clear_timeout", &Reader::read_clear},
      {"clear_interval", &Reader::read_clear},
      {"post", &Reader::read_queue},
      {"queue_microtask", &Reader::read_queue},
      {"next_tick", &Reader::read_queue},
      {"set_immediate", &Reader::read_queue},
      {"clear_immediate", &Reader::read_clear},
      {"request_animation_frame", &Reader::read_queue},
      {"cancel_animation_frame", &Reader::read_clear},
      {"request_idle_callback", &Reader::read_queue},
      {"cancel_idle_callback", &Reader::read_clear},
      {"call", &Reader::read_call},
      {"return", &Reader::read_return},
      {"let", &Reader::read_assign},
      {"set", &Reader::read_assign},
      {"if", &Reader::read_if},
      {"while", &Reader::read_while},
      {"repeat", &Reader::read_repeat},
      {"for_each", &Reader::read_for_each},
      {"break", &Reader::read_break},
      {"continue", &Reader::read_continue},
      {"throw", &Reader::read_throw},
      {"try", &Reader::read_try},
      {"on", &Reader::read_listen},
      {"once", &Reader::read_listen},
      {"off", &Reader::read_unlisten},
      {"emit", &Reader::read_emit},
      {"load", &Reader::read_load},
      {"cancel", &Reader::read_clear},
      {"promise", &Reader::read_promise},
      {"resolve", &Reader::read_settle},
      {"reject", &Reader::read_settle},
      {"then", &Reader::read_then},
      {"async", &Reader::read_async},
      {"await", &Reader::read_await},
      {"sleep", &Reader::read_sleep},
      {"all", &Reader::read_combine},
      {"race", &Reader::read_combine},
      {"any", &Reader::read_combine},
      {"all_settled", &Reader::read_combine},
      {"set_wall_clock", &Reader::read_set_wall_clock},
      {"shift_wall_clock", &Reader::read_shift_wall_clock},
      {"block", &Reader::read_block_for},
      {"choose", &Reader::read_choose},
      {"assert", &Reader::read_assert},
  };
  return builders.at(verb);
}

}  // namespace vtime::scenario
