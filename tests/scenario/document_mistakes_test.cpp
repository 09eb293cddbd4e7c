#include <gtest/gtest.h>

#include "scenario/document_support.hpp"

namespace vtime::scenario {
namespace {

struct Mistake {
  std::string text;
  std::string complaint;
};

std::ostream& operator<<(std::ostream& out, const Mistake& mistake) { return out << mistake.text; }

class Refuses : public testing::TestWithParam<Mistake> {};

TEST_P(Refuses, WithTheExactComplaint) { EXPECT_EQ(complaints(GetParam().text), GetParam().complaint); }

INSTANTIATE_TEST_SUITE_P(
    TextsThatNeedQuotes, Refuses,
    testing::ValuesIn(std::vector<Mistake>{
        {"log: a: b\n", "1:7: a text with ': ' in it must be quoted [quote the text: log: \"a: b\"]\n"},
        {"- 2s: \"x\" y\n", "1:7: something follows the closing quote [quote the text: - 2s: '\"x\" y']\n"},
        {"- log: *x\n", "1:8: no anchor '&x' stands before this alias [quote the text: - log: \"*x\"]\n"},
        {"- log: @home\n", "1:8: a text can't begin with '@' unless it is quoted [quote the text: - log: \"@home\"]\n"},
        {"- log: `x\n", "1:8: a text can't begin with '`' unless it is quoted [quote the text: - log: \"`x\"]\n"},
        {"- log: %x\n", "1:8: a text can't begin with '%' unless it is quoted [quote the text: - log: \"%x\"]\n"},
        {"- {log: a: b}\n", "1:10: a text with ': ' in it must be quoted [quote the text: - {log: \"a: b\"}]\n"},
        {"- [x] done\n", "1:3: a text can't begin with '[' unless it is quoted [quote the text: - \"[x] done\"]\n"},
        {"- log: [x] done\n",
         "1:8: a text can't begin with '[' unless it is quoted [quote the text: - log: \"[x] done\"]\n"},
        {"- log: {x} done\n",
         "1:8: a text can't begin with '{' unless it is quoted [quote the text: - log: \"{x} done\"]\n"},
        {"- log: [${x}]\n",
         "1:10: a ',' or the closing bracket is missing before this [quote the text: - log: [\"${x}\"]]\n"},
        {"- log: [a, \"b\" c, d]\n",
         "1:16: a ',' or the closing bracket is missing before this [quote the text: - log: [a, '\"b\" c', d]]\n"},
        {"log: {{x}}\n", "1:7: a key must be a text, not a list or a map [quote the text: log: \"{{x}}\"]\n"},
        {"- log: \"abc\n- log: x\n",
         "1:8: the quote that opens here is never closed [close it at the end of the text, or quote the text: - log: "
         "'\"abc']\n"},
        {"- log: \"abc\n- log: \"x\"\n",
         "1:8: the quote that opens here closes in line 2, before more text [close it at the end of the text, or quote "
         "the text: - log: '\"abc']\n"},
        {"- log: 'tis the season\n- log: it\n",
         "1:8: the quote that opens here is never closed [close it at the end of the text, or quote the text: - log: "
         "\"'tis the season\"]\n"},
        {"- log: \"\\d+\"\n",
         "1:9: '\\d' is no escape of a text in double quotes [write '\\\\' for a backslash, or use single quotes, in "
         "which it means itself: '\\d+']\n"},
        {"- log: \"\\xzz\"\n",
         "1:9: hexadecimal digits must follow '\\x' [write '\\\\' for a backslash, or use single quotes, in which it "
         "means itself: '\\xzz']\n"},
        {"- log: \"\\ud800\"\n",
         "1:9: the number behind '\\u' is that of no character [write '\\\\' for a backslash, or use single quotes, in "
         "which it means itself: '\\ud800']\n"},
        {"- ]\n", "1:3: this ']' closes nothing [quote the text: - \"]\"]\n"},
        {"a: {b: c}}\n", "1:10: this '}' closes nothing [quote the text: a: \"{b: c}}\"]\n"},
        {"a: - b\n",
         "1:4: a list can't begin behind a key in one line [begin it in the next line, or quote the text: a: \"- "
         "b\"]\n"},
        {"a: [- b]\n", "1:5: a text in brackets can't begin with '- ' [quote the text: a: [\"- b\"]]\n"},
        {"a: | text\n",
         "1:4: '|' announces a text that begins in the next line [begin the text in the next line, or quote the text: "
         "a: \"| text\"]\n"},
        {"a: >-x\n",
         "1:4: '>' announces a text that begins in the next line [begin the text in the next line, or quote the text: "
         "a: \">-x\"]\n"},
        {"- a: *\n", "1:6: a text can't begin with '*' unless it is quoted [quote the text: - a: \"*\"]\n"},
        {"- a: &\n", "1:6: a text can't begin with '&' unless it is quoted [quote the text: - a: \"&\"]\n"},
        {"- a: ? b\n", "1:6: a text can't begin with '?' unless it is quoted [quote the text: - a: \"? b\"]\n"},
        {"a: 'it's'\n", "1:4: something follows the closing quote [quote the text: a: \"'it's'\"]\n"},
        {"got it: a: b\n", "1:10: a text with ': ' in it must be quoted [quote the text: got it: \"a: b\"]\n"},
        {"c: : d\n", "1:4: a text can't begin with ':' unless it is quoted [quote the text: c: \": d\"]\n"},
        {"- 5ms: {uncaught: a: b}\n",
         "1:20: a text with ': ' in it must be quoted [quote the text: - 5ms: {uncaught: \"a: b\"}]\n"},
        {"a: \"x\": y\n", "1:4: something follows the closing quote [quote the text: a: '\"x\": y']\n"},
        {"- log: \"b\" \"c\" # d\n",
         "1:8: something follows the closing quote [quote the text: - log: '\"b\" \"c\"']\n"},
        {"a: [b: c: d]\n", "1:9: a text with ': ' in it must be quoted [quote the text: a: [b: \"c: d\"]]\n"},
        {"a: *b c\n", "1:4: no anchor '&b' stands before this alias [quote the text: a: \"*b c\"]\n"},
        {"a: ,b\n", "1:4: a text can't begin with ',' unless it is quoted [quote the text: a: \",b\"]\n"},
        {"- \"a\": b: c\n", "1:9: a text with ': ' in it must be quoted [quote the text: - \"a\": \"b: c\"]\n"},
        {"- got it: a: b\n", "1:12: a text with ': ' in it must be quoted [quote the text: - \"got it: a: b\"]\n"},
        {"a: 1\n%x\n", "2:1: a text can't begin with '%' unless it is quoted [quote the text: \"%x\"]\n"},
        {"%x: y\n", "1:1: a document can't begin with a line that starts with '%' [leave the line out]\n"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Structure, Refuses,
    testing::ValuesIn(std::vector<Mistake>{
        {"a:\n  b: 1\n c: 2\n",
         "3:2: this doesn't fit to what stands before it [indent it by as many spaces as the lines that it belongs "
         "to]\n"},
        {"a: 1\n b: 2\n",
         "2:3: this ':' can't stand here: the line goes on with the text above it [indent the line as the key that it "
         "belongs with, or quote the text]\n"},
        {"- log: x\n   do: y\n",
         "2:6: this ':' can't stand here: the line goes on with the text above it [indent the line as the key that it "
         "belongs with, or quote the text]\n"},
        {"a: 1\nscript\n",
         "2:1: a ':' is missing behind this key [write the key's value behind a ':', or indent the line as part of the "
         "text above it]\n"},
        {"a:\nnull\n", "2:1: a key is missing here [write the key before its ':', or remove a ',' too many]\n"},
        {"- a\nb: c\n",
         "2:1: this doesn't fit to what stands before it [indent it by as many spaces as the lines that it belongs "
         "to]\n"},
        {"  - a\n- b\n",
         "2:1: this doesn't fit to what stands before it [indent it by as many spaces as the lines that it belongs "
         "to]\n"},
        {"[a] b\n", "1:1: a text can't begin with '[' unless it is quoted [quote the text: \"[a] b\"]\n"},
        {"[a, b\n", "1:1: the '[' that opens here is never closed [close it, or quote the text: \"[a, b\"]\n"},
        {"a: [[[\n", "1:6: the '[' that opens here is never closed [close it]\n"},
        {"a: {b: c\n", "1:4: the '{' that opens here is never closed [close it, or quote the text: a: \"{b: c\"]\n"},
        {"{a: [b, c\nd: e\n",
         "2:2: a ',' or the closing bracket is missing before this [close the '[' of line 1, or add the ',']\n"},
        {"a: [b\n# c\n", "1:4: the '[' that opens here is never closed [close it, or quote the text: a: \"[b\"]\n"},
        {"a: 1\na: 2\n\"a\": 3\n",
         "2:1: the key 'a' occurs twice in this map; it first stands in line 1 [remove one of the two, or rename "
         "it]\n3:1: the key 'a' occurs twice in this map; it first stands in line 1 [remove one of the two, or rename "
         "it]\n"},
        {"<<: 4\n",
         "1:1: merge keys ('<<') are not part of the scenario language [write the keys out, or give a whole value as "
         "an alias]\n"},
        {"{b: {a: 1, a: 2}}\n",
         "1:12: the key 'a' occurs twice in this map; it first stands in line 1 [remove one of the two, or rename "
         "it]\n"},
        {"a: !foo x\n",
         "1:4: tags ('!') are not part of the scenario language [remove the tag, or quote the text: a: \"!foo x\"]\n"},
        {"a: !!str x\n",
         "1:4: tags ('!') are not part of the scenario language [remove the tag, or quote the text: a: \"!!str x\"]\n"},
        {"!x a: b\n",
         "1:1: tags ('!') are not part of the scenario language [remove the tag, or quote the text: \"!x a: b\"]\n"},
        {"a: ! x\n",
         "1:4: tags ('!') are not part of the scenario language [remove the tag, or quote the text: a: \"! x\"]\n"},
        {"a: !x [b]\n",
         "1:4: tags ('!') are not part of the scenario language [remove the tag, or quote the text: a: \"!x [b]\"]\n"},
        {"a: &b &c x\n", "1:7: a value can't have two anchors [remove one of the two]\n"},
        {"a: &x *y\n", "1:4: an anchor can only stand before a value of its own [quote the text: a: \"&x *y\"]\n"},
        {"a: &x [*x]\n",
         "1:8: the alias '*x' stands within what it is an alias of [an alias can only repeat what has ended before "
         "it]\n"},
        {"a: [1, , 2]\n", "1:8: a value is missing here [remove a ',' too many; the empty text is '']\n"},
        {"a: {, b}\n", "1:5: a key is missing here [write the key before its ':', or remove a ',' too many]\n"},
        {": x\n", "1:1: a key is missing here [write the key before its ':', or remove a ',' too many]\n"},
        {"{a: b}: c\n", "1:1: a key must be a text, not a list or a map [quote the text: \"{a: b}: c\"]\n"},
        {"? [a]\n: c\n", "1:3: a key must be a text, not a list or a map [quote the text: ? \"[a]\"]\n"},
        {"--- a: b\n", "1:6: a map can't begin behind '---' in one line [begin it in the next line]\n"},
        {"a: 1\n... x\nb: 1\n",
         "2:1: '...' ends the document; nothing can follow on its line [indent the text, or quote it]\n"},
        {"# nothing\n", "1:1: the file holds no scenario ['vtime new FILE' writes one to start from]\n"},
        {"---\n---\n...\n", "1:1: the file holds no scenario ['vtime new FILE' writes one to start from]\n"},
        {"\n", "1:1: the file holds no scenario ['vtime new FILE' writes one to start from]\n"},
        {"%TAG ! a\n---\na: 1\n", "1:1: tags are not part of the scenario language [leave the line out]\n"},
        {"%YAML 1.1\n---\na: 1\n", "1:1: scenarios are YAML 1.2 [write %YAML 1.2, or leave the line out]\n"},
        {"a: \"x\n---\nb: 2\n",
         "1:4: the quote that opens here is never closed [close it at the end of the text, or quote the text: a: "
         "'\"x']\n"},
        {"\ta: b\n", "1:1: a tab can't indent [indent with spaces]\n"},
        {"a:\n\tb: c\n", "2:1: a tab can't indent [indent with spaces]\n"},
        {"-\ta: b\n", "1:2: a tab can't indent [indent with spaces]\n"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Characters, Refuses,
    testing::ValuesIn(std::vector<Mistake>{
        {std::string("a: \xFF\n", 5), "1:4: byte 0xFF is not valid UTF-8 [save the file as UTF-8]\n"},
        {std::string("a: \xC0\x80\n", 6), "1:4: byte 0xC0 is not valid UTF-8 [save the file as UTF-8]\n"},
        {std::string("a: \xED\xA0\x80\n", 7), "1:4: byte 0xED is not valid UTF-8 [save the file as UTF-8]\n"},
        {std::string("a: \x1B\n", 5),
         "1:4: the control character U+001B can't stand here [write it as an escape in double quotes: \"\\u001b\"]\n"},
        {std::string("a: \000\n", 5),
         "1:4: the control character U+0000 can't stand here [write it as an escape in double quotes: \"\\u0000\"]\n"},
        {std::string("a: \x7F\n", 5),
         "1:4: the control character U+007F can't stand here [write it as an escape in double quotes: \"\\u007f\"]\n"},
        {std::string("a: \xC2\x80\n", 6),
         "1:4: the control character U+0080 can't stand here [write it as an escape in double quotes: \"\\u0080\"]\n"},
        {std::string("b: 1\ra: 2\n", 10),
         "1:5: a carriage return stands alone [end lines with a line feed, or with a carriage return and a line "
         "feed]\n"},
        {std::string("\xFF\xFE\n", 3),
         "1:1: the file is not UTF-8 but looks like UTF-16 or UTF-32 [save it as UTF-8]\n"},
        {std::string("a: \xEF\xBB\xBF\n", 7),
         "1:4: a byte order mark can stand at the start of the file only [remove it; in a text write \"\\ufeff\"]\n"},
        {std::string("a: \xEF\xBF\xBF\n", 7),
         "1:4: the control character U+FFFF can't stand here [write it as an escape in double quotes: \"\\uffff\"]\n"},
    }));

TEST(Document, ReportsSeveralMistakesInOneGo) {
  EXPECT_EQ(complaints("a: 1\na: 2\n<<: 3\n---\nb: c: d\n---\ne: f\n"),
            "2:1: the key 'a' occurs twice in this map; it first stands in line 1 [remove one of the two, or rename "
            "it]\n"
            "3:1: merge keys ('<<') are not part of the scenario language [write the keys out, or give a whole value "
            "as an alias]\n"
            "5:5: a text with ': ' in it must be quoted [quote the text: b: \"c: d\"]\n");
}

TEST(Document, KeepsTheDocumentsBesideOneWithAMistake) {
  Diagnostics diagnostics;
  const SourceFile file = read_documents("a.yaml", "a: 1\n---\nb: c: d\n---\ne: f\n", diagnostics);
  ASSERT_EQ(file.documents.size(), 2u);
  EXPECT_EQ(file.documents[1].root->find("e")->text, "f");
}

TEST(Document, StopsAfterAHundredMistakes) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "---\n- a: b: c\n";
  Diagnostics diagnostics;
  read_documents("a.yaml", text, diagnostics);
  EXPECT_EQ(diagnostics.size(), 100u);
}

}  // namespace
}  // namespace vtime::scenario
