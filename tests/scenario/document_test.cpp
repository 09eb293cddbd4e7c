#include "scenario/document/document.hpp"

#include <gmock/gmock.h>

#include "scenario/document_support.hpp"

namespace vtime::scenario {
namespace {

/// The stretch of the file that a node takes.
std::string source_of(const SourceFile& file, const Node& node) {
  return file.text.substr(node.where.begin.offset, node.where.end.offset - node.where.begin.offset);
}

const Node& root(const SourceFile& file) { return *file.documents.at(0).root; }

const Node& value(const SourceFile& file, std::string_view key) {
  const Node* found = root(file).find(key);
  EXPECT_NE(found, nullptr) << key;
  return *found;
}

TEST(Document, KeepsThePlaceOfEverything) {
  const SourceFile file = read_well("# c\nscript:\n  - log: a b  # c\n  - {log: [x, 'it''s']}\n");
  const Node& script = value(file, "script");
  EXPECT_EQ(script.where.begin, (Position{3, 3, 14}));
  EXPECT_EQ(script.where.end, (Position{4, 24, 53}));
  const Node& first = *script.items[0];
  EXPECT_EQ(first.entries[0].key->where.begin, (Position{3, 5, 16}));
  EXPECT_EQ(source_of(file, first), "log: a b");
  EXPECT_EQ(source_of(file, *script.items[1]), "{log: [x, 'it''s']}");
  EXPECT_EQ(source_of(file, *script.items[1]->find("log")->items[1]), "'it''s'");
  EXPECT_EQ(script.items[1]->find("log")->items[1]->text, "it's");
}

TEST(Document, KnowsWhereScalarsOverManyLinesEnd) {
  const SourceFile file = read_well(
      "plain: one\n   two\n\n   three # c\nliteral: |\n  a\n\n    b\n\n# c\nfolded: >-\n  a\n  b\nindented: |2\n    "
      "a\n  b\n"
      "empty: |\n\nquoted: \"a\\\n  \\\"b\"\nend: 'x\n  y'\n");
  EXPECT_EQ(value(file, "plain").text, "one two\nthree");
  EXPECT_EQ(source_of(file, value(file, "plain")), "one\n   two\n\n   three");
  EXPECT_EQ(value(file, "literal").text, "a\n\n  b\n");
  EXPECT_EQ(source_of(file, value(file, "literal")), "|\n  a\n\n    b");
  EXPECT_EQ(source_of(file, value(file, "folded")), ">-\n  a\n  b");
  EXPECT_EQ(source_of(file, value(file, "indented")), "|2\n    a\n  b");
  EXPECT_EQ(source_of(file, value(file, "empty")), "|");
  EXPECT_EQ(source_of(file, value(file, "quoted")), "\"a\\\n  \\\"b\"");
  EXPECT_EQ(source_of(file, value(file, "end")), "'x\n  y'");
}

TEST(Document, TellsStylesApart) {
  const SourceFile file = read_well("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: [x]\nf:\n  - x\ng: {x: y}\n");
  EXPECT_EQ(value(file, "a").style, Node::Style::plain);
  EXPECT_EQ(value(file, "b").style, Node::Style::quoted);
  EXPECT_EQ(value(file, "c").style, Node::Style::quoted);
  EXPECT_EQ(value(file, "d").style, Node::Style::block);
  EXPECT_EQ(value(file, "e").style, Node::Style::flow);
  EXPECT_EQ(value(file, "f").style, Node::Style::block);
  EXPECT_EQ(value(file, "g").style, Node::Style::flow);
}

TEST(Document, TellsWhatIsAbsentFromWhatIsNull) {
  const SourceFile file = read_well("a:\nnull: ~\nb: null\nc: ''\nd: [x: , y]\ne:\n  -\n  - null\nf: {g, null}\nh:\n");
  EXPECT_TRUE(value(file, "a").absent);
  EXPECT_EQ(value(file, "a").where.begin, (Position{1, 3, 2}));
  EXPECT_FALSE(value(file, "null").absent);
  EXPECT_EQ(value(file, "null").text, "~");
  EXPECT_EQ(value(file, "b").text, "null");
  EXPECT_FALSE(value(file, "c").absent);
  EXPECT_TRUE(value(file, "d").items[0]->find("x")->absent);
  EXPECT_TRUE(value(file, "e").items[0]->absent);
  EXPECT_FALSE(value(file, "e").items[1]->absent);
  EXPECT_TRUE(value(file, "f").find("null")->absent);
  EXPECT_TRUE(value(file, "h").absent);
}

TEST(Document, SharesTheNodeOfAnAnchorWithItsAliases) {
  const SourceFile file = read_well("a: &x {b: 1}\nc: *x\nd: [*x, &y z, *y]\n*y : e\n");
  EXPECT_EQ(root(file).find("a"), root(file).find("c"));
  EXPECT_EQ(source_of(file, value(file, "c")), "{b: 1}");
  EXPECT_EQ(source_of(file, value(file, "d")), "[*x, &y z, *y]");
  EXPECT_EQ(value(file, "z").text, "e");
}

TEST(Document, ReadsSeveralDocumentsAndSkipsEmptyOnes) {
  const SourceFile file = read_well("%YAML 1.2\n---\n---\na: 1\n...\n# c\n---\nb: |\n  ---\n---\n# c\n---\nc: 3");
  ASSERT_EQ(file.documents.size(), 3u);
  EXPECT_EQ(file.documents[1].root->find("b")->text, "---\n");
  EXPECT_EQ(file.documents[2].root->find("c")->where.begin.line, 13u);
  EXPECT_EQ(file.text.substr(file.documents[0].where.begin.offset, 9), "---\na: 1\n");
}

TEST(Document, ReadsCrLfAndAByteOrderMark) {
  const SourceFile file = read_well(
      "\xEF\xBB\xBF"
      "a: b\r\nc: |\r\n  d\r\n  e\r\nf: g\r\n  h\r\n");
  EXPECT_EQ(root(file).where.begin, (Position{1, 1, 3}));
  EXPECT_EQ(value(file, "c").text, "d\ne\n");
  EXPECT_EQ(source_of(file, value(file, "c")), "|\r\n  d\r\n  e");
  EXPECT_EQ(value(file, "f").text, "g h");
  EXPECT_EQ(value(file, "f").where.begin.line, 5u);
}

TEST(Document, CountsColumnsInCodePoints) {
  const SourceFile file = read_well("äöü€: {😀: x}\n");
  EXPECT_EQ(value(file, "äöü€").find("😀")->where.begin.column, 11u);
}

TEST(Document, ReadsJson) {
  const SourceFile file = read_well("{\"a\":[1,\"b\",{\"c\":null}],\n\"d\":\"\\u00e4\\/\"}");
  EXPECT_EQ(value(file, "a").items[2]->find("c")->text, "null");
  EXPECT_EQ(value(file, "d").text, "ä/");
}

TEST(DocumentLimits, AFileHasABoundInBytes) {
  ReadLimits limits;
  limits.bytes = 5;
  EXPECT_EQ(complaints("a: bc", limits), "");
  EXPECT_EQ(complaints("a: bcd", limits), "1:1: the file has 6 bytes; 5 are allowed [split it into several files]\n");
}

TEST(DocumentLimits, TwoHundredLevelsAreReadAndNotOneMore) {
  const auto flow = [](std::size_t levels) { return std::string(levels, '[') + "x" + std::string(levels, ']'); };
  const auto block = [](std::size_t levels) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += "- ";
    return text + "x";
  };
  EXPECT_EQ(complaints(flow(200)), "");
  EXPECT_EQ(complaints(block(200)), "");
  const std::string complaint =
      "this is nested more than 200 levels deep [name the inner parts in 'functions' and call them]\n";
  EXPECT_EQ(complaints(flow(201)), "1:201: " + complaint);
  EXPECT_EQ(complaints(block(201)), "1:401: " + complaint);
  EXPECT_THAT(complaints(std::string(1'000'000, '[')), testing::EndsWith(complaint));
  EXPECT_EQ(complaints(block(100'000)), "1:401: " + complaint);
}

TEST(DocumentLimits, AliasesCountTheLevelsOfTheirAnchors) {
  ReadLimits limits;
  limits.levels = 4;
  EXPECT_EQ(complaints("- &a [[x]]\n- [*a]\n", limits), "");
  EXPECT_NE(complaints("- &a [[x]]\n- [[*a]]\n", limits), "");
}

TEST(DocumentLimits, AliasesCountTheNodesOfTheirAnchors) {
  ReadLimits limits;
  limits.nodes_after_expansion = 9;  // the list, `&a` with two more, its alias with as many, `x` and `y`
  EXPECT_EQ(complaints("- &a [b, c]\n- *a\n- x\n- y\n", limits), "");
  limits.nodes_after_expansion = 8;
  EXPECT_NE(complaints("- &a [b, c]\n- *a\n- x\n- y\n", limits), "");
}

TEST(DocumentLimits, LaughterIsCutShort) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 100; ++i) {
    const std::string below = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) text += below + ", ";
    text += "x]\n";
  }
  EXPECT_EQ(complaints(text),
            "6:45: the document has more than 1000000 nodes, those of its aliases counted each time [split the file, "
            "or use fewer aliases of large parts]\n");
}

TEST(DocumentLimits, ReadsALongFile) {
  std::string text = "script:\n";
  for (int i = 0; i < 100'000; ++i) text += "  - log: line " + std::to_string(i) + "\n";
  const SourceFile file = read_well(text);
  const Node& script = value(file, "script");
  ASSERT_EQ(script.items.size(), 100'000u);
  EXPECT_EQ(script.items.back()->find("log")->where.begin.line, 100'001u);
}

TEST(DocumentLimits, ReadsALongLine) {
  std::string text = "a: [";
  for (int i = 0; i < 100'000; ++i) text += "é, ";
  const SourceFile file = read_well(text + "é]\n");
  EXPECT_EQ(value(file, "a").items.back()->where.begin.column, 300'005u);
}

}  // namespace
}  // namespace vtime::scenario
