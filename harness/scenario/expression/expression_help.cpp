#include "scenario/expression/expression_help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/expression/builtins.hpp"

namespace vtime::scenario {
namespace {

constexpr std::string_view no_change_in_place =
    "nothing changes in place here: the statement 'set' assigns to a variable";
constexpr std::string_view no_bits = "there are no operators on bits";

// Longer ones first: the first that fits is taken.
constexpr std::array foreign_operators{
    ForeignOperator{"===", "'==' compares"},
    ForeignOperator{"!==", "'!=' compares"},
    ForeignOperator{"...", "lists are joined with append(list, x), one element at a time"},
    ForeignOperator{"<=>", "'<', '==' and '>' compare"},
    ForeignOperator{"&&", "use 'and'"},
    ForeignOperator{"||", "use 'or'"},
    ForeignOperator{"??", "use the statement 'if' and compare with null"},
    ForeignOperator{"?.", "use 'if' to look for null first; an absent key of a map is null"},
    ForeignOperator{"++", no_change_in_place},
    ForeignOperator{"--", no_change_in_place},
    ForeignOperator{"+=", no_change_in_place},
    ForeignOperator{"-=", no_change_in_place},
    ForeignOperator{"*=", no_change_in_place},
    ForeignOperator{"/=", no_change_in_place},
    ForeignOperator{"%=", no_change_in_place},
    ForeignOperator{"**", "write the product: x * x"},
    ForeignOperator{"//", "'/' divides; floor(a / b) cuts the fraction off; a comment of YAML begins with '#'"},
    ForeignOperator{"=>", "'>=' compares; a function value is written {function: [params], do: BODY}"},
    ForeignOperator{"=<", "'<=' compares"},
    ForeignOperator{"<>", "'!=' compares"},
    ForeignOperator{"<<", no_bits},
    ForeignOperator{">>", no_bits},
    ForeignOperator{"..", "a range stands alone where a duration is asked for, as in set_timeout: 80ms..120ms"},
    ForeignOperator{"=", "'==' compares; the statement 'set' assigns"},
    ForeignOperator{"!", "use 'not'"},
    ForeignOperator{"?", "use the statement 'if' with 'then' and 'else'"},
    ForeignOperator{"&", "use 'and'; there are no operators on bits"},
    ForeignOperator{"|", "use 'or'; there are no operators on bits"},
    ForeignOperator{"^", no_bits},
    ForeignOperator{"~", no_bits},
    ForeignOperator{";", "an expression is one value; write one statement for each"},
};

struct MethodHelp {
  std::string_view method;
  std::string_view help;
};

constexpr std::array methods{
    MethodHelp{"push", "append(list, x) gives a new list: set: {list: \"${append(list, x)}\"}"},
    MethodHelp{"concat", "append(list, x) gives a new list; '+' joins strings"},
    MethodHelp{"includes", "use contains(x, y)"},
    MethodHelp{"has", "use contains(map, key)"},
    MethodHelp{"indexOf", "use contains(x, y)"},
    MethodHelp{"startsWith", "use slice(x, 0, n) == y"},
    MethodHelp{"substring", "use slice(x, from, to)"},
    MethodHelp{"shift", "use slice(list, 1)"},
    MethodHelp{"pop", "use slice(list, 0, length(list) - 1)"},
    MethodHelp{"get", "use map[key]"},
    MethodHelp{"set", "put(map, key, x) gives a new map"},
    MethodHelp{"delete", "remove(map, key) gives a new map"},
    MethodHelp{"size", "use length(x)"},
    MethodHelp{"toString", "use text(x)"},
    MethodHelp{"toFixed", "use round(x) or text(x)"},
    MethodHelp{"trunc", "use floor(x)"},
    MethodHelp{"ceil", "use -floor(-x)"},
    MethodHelp{"map", "use the statement 'for_each'"},
    MethodHelp{"filter", "use the statement 'for_each'"},
    MethodHelp{"forEach", "use the statement 'for_each'"},
    MethodHelp{"reduce", "use the statement 'for_each'"},
    MethodHelp{"then", "use the statement 'then: p' with 'do'"},
    MethodHelp{"catch", "use the statement 'then: p' with 'catch'"},
    MethodHelp{"finally", "use the statement 'then: p' with 'finally'"},
    MethodHelp{"resolve", "use the statement 'resolve: p' with 'with'"},
    MethodHelp{"reject", "use the statement 'reject: p' with 'with'"},
    MethodHelp{"all", "use the statement 'all: [p, q]' with 'as'"},
    MethodHelp{"race", "use the statement 'race: [p, q]' with 'as'"},
    MethodHelp{"any", "use the statement 'any: [p, q]' with 'as'"},
    MethodHelp{"allSettled", "use the statement 'all_settled: [p, q]' with 'as'"},
    MethodHelp{"emit", "use the statement 'emit: EVENT'"},
    MethodHelp{"on", "use the statement 'on: EVENT'"},
    MethodHelp{"log", "use the statement 'log: TEXT'"},
};

constexpr std::string_view as_statement = "it is a statement of its own, and 'into' keeps its result";
constexpr std::string_view no_function = "a function value is written {function: [params], do: BODY}";

constexpr std::array words{
    MethodHelp{"await", as_statement},
    MethodHelp{"call", as_statement},
    MethodHelp{"load", as_statement},
    MethodHelp{"new", "there are no classes; 'promise: NAME' makes a promise"},
    MethodHelp{"function", no_function},
    MethodHelp{"async", no_function},
    MethodHelp{"typeof", "types are not asked for"},
    MethodHelp{"return", "it is a statement of its own"},
};

}  // namespace

const ForeignOperator* find_foreign_operator(std::string_view text) {
  const auto* found = std::find_if(foreign_operators.begin(), foreign_operators.end(),
                                   [&](const ForeignOperator& entry) { return text.starts_with(entry.written); });
  return found == foreign_operators.end() ? nullptr : found;
}

std::string help_for_method(std::string_view name) {
  const auto* found =
      std::find_if(methods.begin(), methods.end(), [&](const MethodHelp& entry) { return entry.method == name; });
  if (found != methods.end()) return std::string(found->help);
  const BuiltinInfo* builtin = find_builtin(name);
  if (builtin != nullptr) return fmt::format("use the built-in {}", builtin->usage);
  return "a function in a variable is called by the statement 'call'";
}

std::string_view help_for_word(std::string_view word) {
  const auto* found =
      std::find_if(words.begin(), words.end(), [&](const MethodHelp& entry) { return entry.method == word; });
  return found == words.end() ? std::string_view{} : found->help;
}

}  // namespace vtime::scenario
