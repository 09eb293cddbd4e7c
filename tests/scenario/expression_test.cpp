#include <random>

#include "scenario/document/document.hpp"
#include "scenario/expression/builtins.hpp"
#include "scenario/expression/expression_parser.hpp"
#include "scenario/expression_support.hpp"
#include "scenario/tree_text.hpp"

namespace vtime::scenario {
namespace {

/// Of an expression as the text of a plain scalar without the trouble of YAML's own rules.
std::string expression(const std::string& text) {
  SourceFile file{.name = "test.yaml", .text = text, .documents = {}, .nodes = {}};
  Node node;
  node.text = text;
  node.where.end.offset = text.size();
  Diagnostics diagnostics;
  const ExpressionPtr tree = parse_expression(node, ReadContext{file, diagnostics});
  return diagnostics.empty() ? tree_text(tree) : short_text(diagnostics.front());
}

TEST(Expression, OperatorsBindAsTheTableSays) {
  const Case cases[] = {
      {"a or b and c", "(or a (and b c))"},
      {"a and b or c", "(or (and a b) c)"},
      {"not a and b", "(and (not a) b)"},
      {"not a == b", "(not (== a b))"},
      {"not not a", "(not (not a))"},
      {"a == b or c != d", "(or (== a b) (!= c d))"},
      {"a < b and b <= c and c > d and d >= e", "(and (and (and (< a b) (<= b c)) (> c d)) (>= d e))"},
      {"a + b == c - d", "(== (+ a b) (- c d))"},
      {"a - b - c", "(- (- a b) c)"},
      {"a - -b", "(- a (- b))"},
      {"a + b * c", "(+ a (* b c))"},
      {"a * b + c", "(+ (* a b) c)"},
      {"a / b / c % d", "(% (/ (/ a b) c) d)"},
      {"-a * b", "(* (- a) b)"},
      {"- -a", "(- (- a))"},
      {"-a.b[0]", "(- ([] (. a b) 0))"},
      {"a * -2", "(* a -2)"},
      {"a -1", "(- a 1)"},
      {"(a + b) * c", "(* (+ a b) c)"},
      {"not (a or b)", "(not (or a b))"},
      {"a == (not b)", "(== a (not b))"},
      {"a.b.c[i + 1][0].d", "(. ([] ([] (. (. a b) c) (+ i 1)) 0) d)"},
      {"m['a key']", "([] m 'a key')"},
      {"a.and", "(. a and)"},
      {"length(a) + 1", "(+ (length() a) 1)"},
      {"slice(a, 1).b", "(. (slice() a 1) b)"},
      {"max(a, b, 3)", "(max() a b 3)"},
      {"now() + 1.5s", "(+ (now()) 1.5s)"},
      {"random()", "(random())"},
      {"random(1, 6)", "(random() 1 6)"},
      {"append([], x)", "(append() (list) x)"},
      {"[1, [2], 'c']", "(list 1 (list 2) 'c')"},
      {"put({}, 'k', 1)", "(put() (map) 'k' 1)"},
      {"{a: 1, 'b c': [2], d: {}}", "(map a: 1 b c: (list 2) d: (map))"},
      {"  a\n  + b\t", "(+ a b)"},
  };
  for (const Case& one : cases) EXPECT_EQ(expression(one.written), one.expected) << one.written;
}

TEST(Expression, LiteralsHaveTheirTypes) {
  const Case cases[] = {
      {"null", "null"},
      {"true", "true"},
      {"false", "false"},
      {"0", "0"},
      {"7", "7"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"1.5", "1.5d"},
      {"2.0", "2d"},
      {"1e3", "1000d"},
      {"1.5e-3", "0.0015d"},
      {"1E+2", "100d"},
      {"1.5s", "1.5s"},
      {"1m30s", "1m30s"},
      {"250us", "250us"},
      {"250µs", "250us"},
      {"10ns", "10ns"},
      {"1d", "24h0m0s"},
      {"-2s", "-2s"},
      {"'a \"b\"'", "'a \"b\"'"},
      {R"("it's")", "'it's'"},
      {R"('a\'b\\c\n')", "'a'b\\c\n'"},
      {"''", "''"},
      {"'}'", "'}'"},
      {"'é'", "'é'"},
  };
  for (const Case& one : cases) EXPECT_EQ(expression(one.written), one.expected) << one.written;
}

TEST(Expression, OneInterpolationMayStandAroundAllOfIt) {
  EXPECT_EQ(expression("${a + 1}"), "(+ a 1)");
  EXPECT_EQ(expression(" ${ a } "), "a");
  EXPECT_EQ(expression("${{a: '}'}}"), "(map a: '}')");
}

TEST(Expression, IsTheScalarAsWrittenWhateverItsTypeAndQuotes) {
  EXPECT_EQ(read(parse_expression, "- 7"), "7");
  EXPECT_EQ(read(parse_expression, "- 'a < b'"), "(< a b)");
  EXPECT_EQ(read(parse_expression, "- \"a < 'b'\""), "(< a 'b')");
  EXPECT_EQ(read(parse_expression, "- ~"), "1:3-4 error: there is no operator '~' (there are no operators on bits)");
}

TEST(Expression, MistakesAreExplainedAtTheirPlace) {
  const std::string set_help = "nothing changes in place here: the statement 'set' assigns to a variable";
  const std::string missing = "an operator is missing between the two";
  const Wrong cases[] = {
      {"", "1:1-1 error: an expression is expected"},
      {"a < b < c", "1:7-8 error: comparisons can't be chained (write a < b and b < c)"},
      {"a == b == c", "1:8-10 error: comparisons can't be chained (write a < b and b < c)"},
      {"a = 1", "1:3-4 error: there is no operator '=' ('==' compares; the statement 'set' assigns)"},
      {"a === b", "1:3-6 error: there is no operator '===' ('==' compares)"},
      {"a !== b", "1:3-6 error: there is no operator '!==' ('!=' compares)"},
      {"a <> b", "1:3-5 error: there is no operator '<>' ('!=' compares)"},
      {"a && b", "1:3-5 error: there is no operator '&&' (use 'and')"},
      {"a || b", "1:3-5 error: there is no operator '||' (use 'or')"},
      {"!a", "1:1-2 error: there is no operator '!' (use 'not')"},
      {"x ? y : z", "1:3-4 error: there is no operator '?' (use the statement 'if' with 'then' and 'else')"},
      {"x ?? y", "1:3-5 error: there is no operator '?\?' (use the statement 'if' and compare with null)"},
      {"x?.y",
       "1:2-4 error: there is no operator '?.' (use 'if' to look for null first; an absent key of a map is null)"},
      {"i++", "1:2-4 error: there is no operator '++' (" + set_help + ")"},
      {"i += 1", "1:3-5 error: there is no operator '+=' (" + set_help + ")"},
      {"a ** 2", "1:3-5 error: there is no operator '**' (write the product: x * x)"},
      {"a & b", "1:3-4 error: there is no operator '&' (use 'and'; there are no operators on bits)"},
      {"a << 1", "1:3-5 error: there is no operator '<<' (there are no operators on bits)"},
      {"x => x + 1",
       "1:3-5 error: there is no operator '=>' ('>=' compares; a function value is written {function: [params], do: "
       "BODY})"},
      {"80ms..120ms",
       "1:5-7 error: there is no operator '..' (a range stands alone where a duration is asked for, as in set_timeout: "
       "80ms..120ms)"},
      {"a == not b",
       "1:6-9 error: 'not' binds looser than the operator in front of it (put it in parentheses: a == (not b))"},
      {"a +", "1:4-4 error: a value is expected, not the end of the expression"},
      {"+1", "1:1-2 error: a value is expected, not '+' (a number has no sign '+')"},
      {"* a", "1:1-2 error: a value is expected, not '*' (an operator stands between two values)"},
      {"a b", "1:3-4 error: 'b' is not expected behind 'a' (" + missing + ")"},
      {"a 'b'", "1:3-6 error: ''b'' is not expected behind 'a' (" + missing + ")"},
      {"a, b", "1:2-3 error: ',' is not expected behind 'a' (lists are written [a, b])"},
      {"a)", "1:2-3 error: ')' is not expected behind 'a'"},
      {"(a", "1:1-2 error: this '(' is never closed (add ')')"},
      {"[a, b", "1:1-2 error: this '[' is never closed (add ']')"},
      {"{a: 1", "1:1-2 error: this '{' is never closed (add '}')"},
      {"length(a]", "1:7-8 error: this '(' is never closed (add ')')"},
      {"(a, b)", "1:3-4 error: one value is expected within '( )' (lists are written [a, b])"},
      {"[a, ]", "1:5-6 error: a value is expected, not ']'"},
      {"a[]", "1:3-4 error: an index is expected within '[ ]'"},
      {"a[1:2]", "1:4-5 error: one index is expected within '[ ]' (slice(x, from, to) takes a part)"},
      {"a.0", "1:2-4 error: '.0' is not expected behind 'a' (elements are taken by list[0])"},
      {"a.", "1:3-3 error: a name is expected behind '.', not the end of the expression"},
      {"{1: 2}",
       "1:2-3 error: a key is expected, not '1' (maps are written {name: value}, keys that are no names in quotes)"},
      {"{a = 2}", "1:4-5 error: there is no operator '=' ('==' compares; the statement 'set' assigns)"},
      {"{a, b}", "1:3-4 error: ':' is expected behind a key, not ',' (maps are written {name: value})"},
      {"{a: 1, a: 2}", "1:8-9 error: the key 'a' is in this map twice"},
      {"lenght(a)", "1:1-7 error: there is no built-in function 'lenght' (did you mean 'length'?)"},
      {"fetch(url)",
       "1:1-6 error: there is no built-in function 'fetch' (a function of the scenario is called by the statement "
       "'call: "
       "fetch', whose 'into' keeps the result)"},
      {"a(1)",
       "1:1-2 error: there is no built-in function 'a' (a function of the scenario is called by the statement "
       "'call: a', whose 'into' keeps the result)"},
      {"fs[0](1)",
       "1:6-7 error: only built-in functions are called within an expression (a function in a variable is called by "
       "the "
       "statement 'call', whose 'into' keeps the result)"},
      {"list.push(x)",
       "1:6-10 error: values have no methods such as 'push' (append(list, x) gives a new list: set: {list: "
       "\"${append(list, x)}\"})"},
      {"Math.floor(x)", "1:6-11 error: values have no methods such as 'floor' (use the built-in floor(x))"},
      {"x.toString()", "1:3-11 error: values have no methods such as 'toString' (use text(x))"},
      {"x.run()",
       "1:3-6 error: values have no methods such as 'run' (a function in a variable is called by the statement "
       "'call')"},
      {"length()", "1:1-9 error: 'length' does not take 0 arguments (write length(x))"},
      {"now(1)", "1:1-7 error: 'now' does not take 1 argument (write now())"},
      {"random(6)", "1:1-10 error: 'random' does not take 1 argument (write random() or random(a, b))"},
      {"min()", "1:1-6 error: 'min' does not take 0 arguments (write min(a, b, ...))"},
      {"put(m, k)", "1:1-10 error: 'put' does not take 2 arguments (write put(map, key, x))"},
      {"await p",
       "1:7-8 error: 'p' is not expected behind 'await' ('await': it is a statement of its own, and 'into' keeps its "
       "result)"},
      {"and b", "1:1-4 error: a value is expected, not 'and'"},
      {"007", "1:1-4 error: a number has no leading zero (write it without the zeros in front, or as a string: '007')"},
      {"0x1F", "1:1-5 error: numbers are decimal (write the number in decimal)"},
      {"a + 9223372036854775808", "1:5-24 error: this whole number is beyond 64 bits"},
      {"1e999", "1:1-6 error: this number is beyond the range of a double"},
      {".5", "1:1-3 error: '.5' begins with a point (write 0.5)"},
      {"12abc",
       "1:1-6 error: '12abc' is neither a number nor a duration (durations are written as 300ms, 1.5s or 1m30s, with "
       "the "
       "units ns, us, ms, s, m, h and d)"},
      {"'abc", "1:1-2 error: the string that begins with ' here never ends (end it with ')"},
      {R"('a\d')",
       R"(1:3-5 error: there is no escape '\d' (the escapes are \n \t \r \\ \' \"; write '\\' for one backslash))"},
      {"'a ${b}'",
       "1:4-6 error: '${' stands inside a string of an expression, where it means nothing (join the parts "
       "with '+', as in 'total ' + text(n))"},
      {"${a} < 3",
       "1:1-5 error: '${ }' stands around a part of the expression only (leave it out: names need no '${ }' "
       "within an expression)"},
      {"a < ${b}", "1:5-7 error: '${' stands inside an expression, where names need none (leave out '${' and its '}')"},
      {"${a", "1:1-3 error: this '${' is never closed (add '}', or write '$${' where the text is to have '${' itself)"},
      {"${a +",
       "1:1-3 error: this '${' is never closed (add '}', or write '$${' where the text is to have '${' itself)"},
      {"${}", "1:3-4 error: a value is expected, not '}'"},
      {"a # b", "1:3-4 error: '#' means nothing in an expression"},
      {"a – b", "1:3-4 error: '–' means nothing in an expression (write '-')"},
      {"“a”", "1:1-2 error: '“' means nothing in an expression (write '\"')"},
      {"größe", "1:3-4 error: 'ö' means nothing in an expression"},
      {"a;", "1:2-3 error: there is no operator ';' (an expression is one value; write one statement for each)"},
  };
  for (const Wrong& one : cases) EXPECT_EQ(expression(one.written), one.diagnostic) << one.written;
}

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Expression, DeepNestingAndLongChainsAreErrorsAndNoCrash) {
  const std::string deep = "1:201-202 error: this expression nests more than 200 levels deep (name its parts by 'let')";
  EXPECT_EQ(expression(repeated("(", 200) + "a" + repeated(")", 200)), "a");
  EXPECT_EQ(expression(repeated("(", 201) + "a" + repeated(")", 201)), deep);
  EXPECT_EQ(expression(repeated("[", 100'000)), deep);
  EXPECT_THAT(expression(repeated("- ", 100'000) + "a"), testing::HasSubstr("nests more than 200 levels"));
  EXPECT_THAT(expression(repeated("not ", 100'000) + "a"), testing::HasSubstr("nests more than 200 levels"));
  EXPECT_THAT(expression(repeated("a[", 100'000)), testing::HasSubstr("nests more than 200 levels"));
  EXPECT_THAT(expression("a" + repeated(" + a", 900)), testing::StartsWith("(+ (+ "));
  EXPECT_THAT(expression("a" + repeated(" + a", 100'000)), testing::HasSubstr("more than 999 operators in a row"));
  EXPECT_THAT(expression("a" + repeated(".a", 100'000)), testing::HasSubstr("more than 999 operators in a row"));
  EXPECT_THAT(expression("[1" + repeated(", 1", 10'000) + "]"), testing::StartsWith("(list 1 1"));
}

TEST(Expression, WhateverIsWrittenIsATreeOrOneMistakeWithinIt) {
  const std::vector<std::string> parts{
      "a",   "b1", "1",    "2.5", "1m30s", "'s'", "\"t\"", "(", ")",  "[",  "]",    "{",   "}",   ",",    ":",
      ".",   "+",  "-",    "*",   "/",     "%",   "==",    "<", "=",  "!",  "and",  "or",  "not", "null", "${",
      "$${", "$",  "max(", "f(",  " ",     "\n",  "é",     "'", "\\", "..", "\xFF", "0x1", "a.b", "x: "};
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t length = random() % 12; length > 0; --length) text += parts[random() % parts.size()];
    const SourceFile file{.name = "test.yaml", .text = text, .documents = {}, .nodes = {}};
    Node node;
    node.text = text;
    node.where.end.offset = text.size();
    for (const Parse parse : {&parse_expression, &parse_text, &parse_scalar_value}) {
      Diagnostics diagnostics;
      const bool is_tree = parse(node, ReadContext{file, diagnostics}) != nullptr;
      ASSERT_EQ(diagnostics.size(), is_tree ? 0U : 1U) << text;
      if (is_tree) continue;
      const Span& where = diagnostics.front().where;
      ASSERT_LE(where.begin.offset, where.end.offset) << text;
      ASSERT_LE(where.end.offset, text.size()) << text;
    }
  }
}

}  // namespace
}  // namespace vtime::scenario
