#include "scenario/document/document.hpp"
#include "scenario/expression/builtins.hpp"
#include "scenario/expression/expression_parser.hpp"
#include "scenario/expression_support.hpp"
#include "scenario/tree_text.hpp"

namespace vtime::scenario {
namespace {

TEST(Text, IsTheScalarAsWrittenWithItsInterpolations) {
  const Case cases[] = {
      {"- before", "'before'"},
      {"- 007", "'007'"},
      {"- 1.0", "'1.0'"},
      {"- ~", "'~'"},
      {"- ''", "''"},
      {"- run ${n}", "(text 'run ' n)"},
      {"- ${a}, ${b}!", "(text a ', ' b '!')"},
      {"- ${a}", "(text a)"},
      {"- ${a}${b}", "(text a b)"},
      {"- $${a}", "'${a}'"},
      {"- $$${a}", "'$${a}'"},
      {"- cost $${a} and ${b} $", "(text 'cost ${a} and ' b ' $')"},
      {"- $5 {a}", "'$5 {a}'"},
      {"- \"${{a: '}'}} ${m['x}y']}\"", "(text (map a: '}') ' ' ([] m 'x}y'))"},
      {"- \"a\\n${b}\"", "(text 'a\n' b)"},
  };
  for (const Case& one : cases) EXPECT_EQ(read(parse_text, one.written), one.expected) << one.written;
  EXPECT_EQ(read(parse_text, "-"), "1:2-2 error: a text is expected (write '' for an empty text)");
  EXPECT_EQ(read(parse_text, "- [a]"), "1:3-6 error: a text is expected, not a list");
}

TEST(Value, OneInterpolationKeepsItsTypeAndPlainScalarsHaveTheirs) {
  const Case cases[] = {
      {"- ${n + 1}", "(+ n 1)"},
      {"- '${n}'", "n"},
      {"- n is ${n}", "(text 'n is ' n)"},
      {"- ' ${n}'", "(text ' ' n)"},
      {"- $${n}", "'${n}'"},
      {"- '7'", "'7'"},
      {"- 7", "7"},
      {"- -7", "-7"},
      {"- +7", "7"},
      {"- 0", "0"},
      {"- -0", "0"},
      {"- 9223372036854775807", "9223372036854775807"},
      {"- -9223372036854775808", "-9223372036854775808"},
      {"- 1.5", "1.5d"},
      {"- .5", "0.5d"},
      {"- 5.", "5d"},
      {"- 1e3", "1000d"},
      {"- -1.5E-1", "-0.15d"},
      {"- 1e", "'1e'"},
      {"- '.'", "'.'"},
      {"- true", "true"},
      {"- FALSE", "false"},
      {"- yes", "'yes'"},
      {"- null", "null"},
      {"- ~", "null"},
      {"-", "null"},
      {"- ''", "''"},
      {"- 100ms", "'100ms'"},
      {"- 1_000", "'1_000'"},
      {"- 12:30", "'12:30'"},
      {"- 2026-03-29T01:00:00Z", "'2026-03-29T01:00:00Z'"},
      {"- 0b11", "'0b11'"},
      {"- 0x", "'0x'"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(read(parse_scalar_value, one.written), one.expected) << one.written;
  }
}

TEST(Value, NumbersThatOtherReadersTakeDifferentlyAreErrors) {
  const Wrong cases[] = {
      {"- 007",
       "1:3-6 error: a number has no leading zero (quote it for a text: '007', or leave the zeros out for a number)"},
      {"- -01.5",
       "1:3-8 error: a number has no leading zero (quote it for a text: '-01.5', or leave the zeros out for a "
       "number)"},
      {"- 0x1F", "1:3-7 error: numbers are decimal (write the number in decimal, or quote it for a text: '0x1F')"},
      {"- 0o17", "1:3-7 error: numbers are decimal (write the number in decimal, or quote it for a text: '0o17')"},
      {"- .inf", "1:3-7 error: infinity and NaN are no values here (quote it for a text: '.inf')"},
      {"- -.Inf", "1:3-8 error: infinity and NaN are no values here (quote it for a text: '-.Inf')"},
      {"- .NaN", "1:3-7 error: infinity and NaN are no values here (quote it for a text: '.NaN')"},
      {"- 9223372036854775808",
       "1:3-22 error: this whole number is beyond 64 bits (quote it for a text, or write 9223372036854775808.0 for a "
       "double)"},
      {"- 1e999", "1:3-8 error: this number is beyond the range of a double (quote it for a text: '1e999')"},
  };
  for (const Wrong& one : cases) EXPECT_EQ(read(parse_scalar_value, one.written), one.diagnostic) << one.written;
}

TEST(Value, InterpolationIsKnownWithoutReading) {
  Node node;
  for (const auto& [text, expected] : {std::pair{"a", false}, {"${a}", true}, {"$${a}", false}, {"$${a} ${b}", true}}) {
    node.text = text;
    EXPECT_EQ(has_interpolation(node), expected) << text;
  }
}

/// A mistake marked by `?`, whose place is looked up in the source itself.
std::string place_of_question_mark(const std::string& yaml) {
  const auto at = std::find(yaml.begin(), yaml.end(), '?');
  const auto line = 1 + std::count(yaml.begin(), at, '\n');
  std::int64_t column = 1;
  for (auto byte = yaml.begin(); byte != at; ++byte) {
    column = *byte == '\n' ? 1 : (static_cast<unsigned char>(*byte) & 0xC0U) == 0x80U ? column : column + 1;
  }
  return std::to_string(line) + ":" + std::to_string(column) + "-";
}

TEST(ScalarPlaces, PointAtTheTokenThroughQuotesEscapesAndBlocks) {
  const std::string documents[] = {
      "- plain ${a ? b}",
      "- 'quoted ${a ? b}'",
      "- \"quoted ${a ? b}\"",
      "- 'it''s ${a ? b}'",
      "- \"tab\\t\\u00e9\\x41 ${a ? b}\"",
      "- \"ünï ${a ? b}\"",
      "- größe ${a ? b}",
      "- folded\n  plain ${a ? b}",
      "- folded\n\n\n  plain ${a ? b}",
      "- 'folded\n   quoted ${a ? b}'",
      "- \"folded  \n\n   quoted ${a ? b}\"",
      "- \"continued \\\n   quoted ${a ? b}\"",
      "- |\n  literal\n  block ${a ? b}\n",
      "- |\n\n  literal\n\n    block ${a ? b}\n",
      "- |2\n    indented\n  block ${a ? b}\n",
      "- |-\n  literal\n  block ${a ? b}",
      "- >\n  folded\n  block ${a ? b}\n",
      "- >\n  folded\n\n\n  block ${a ? b}\n",
      "- >-\n  folded\n    more\n  block ${a ? b}\n",
      "- 'folded\r\n   quoted ${a ? b}'",
      "- |\r\n  literal\r\n  block ${a ? b}\r\n",
      "- ${a} ${b}\n  ${c} ${a ? b}",
  };
  for (const std::string& yaml : documents) {
    EXPECT_THAT(read(parse_text, yaml), testing::StartsWith(place_of_question_mark(yaml))) << yaml;
  }
}

TEST(ScalarPlaces, EverySubexpressionHasItsSpan) {
  Diagnostics diagnostics;
  const SourceFile file = read_documents("test.yaml", "- 'x ${aa + bb.c[1]}'", diagnostics);
  const Node& scalar = *file.documents.front().root->items.front();
  const ExpressionPtr text = parse_text(scalar, ReadContext{file, diagnostics});
  ASSERT_NE(text, nullptr);
  const ExpressionPtr& sum = std::get<Interpolation>(text->form).parts.at(1);
  const ExpressionPtr& element = std::get<Binary>(sum->form).right;
  EXPECT_EQ(sum->where.begin.column, 8U);
  EXPECT_EQ(sum->where.end.column, 20U);
  EXPECT_EQ(element->where.begin.column, 13U);
  EXPECT_EQ(element->where.end.column, 20U);
  EXPECT_EQ(element->where.begin.offset, 12U);
}

TEST(Builtins, TheTableIsInTheOrderOfTheEnumeration) {
  for (const std::string_view name : builtin_names()) {
    const BuiltinInfo* builtin = find_builtin(name);
    ASSERT_NE(builtin, nullptr);
    EXPECT_EQ(info(builtin->builtin).name, name);
  }
  EXPECT_EQ(builtin_names().size(), static_cast<std::size_t>(Builtin::contains) + 1);
}

}  // namespace
}  // namespace vtime::scenario
