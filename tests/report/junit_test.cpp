#include "report/junit.hpp"

#include <cstdlib>

#include "report/golden.hpp"
#include "report/sample_results.hpp"
#include "report/xml_text.hpp"

namespace vtime::test {
namespace {

using testing::HasSubstr;

std::string junit_text() {
  std::string text;
  report::JUnit junit(append_to(text));
  report_all(junit);
  return text;
}

TEST(JUnitReport, HasASuiteForEachFileAndACaseForEachScenario) {
  EXPECT_TRUE(equals_golden(VTIME_GOLDEN_DIR "/junit.xml", junit_text()));
}

TEST(JUnitReport, IsValidByTheSchema) {
  if (std::system("xmllint --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "xmllint is not installed";
  const std::string command = "xmllint --noout --schema " VTIME_JUNIT_SCHEMA " " VTIME_GOLDEN_DIR "/junit.xml";
  EXPECT_EQ(std::system((command + " 2>/dev/null").c_str()), 0) << command;
}

TEST(JUnitReport, OfNothingIsADocumentWithoutSuites) {
  std::string text;
  report::JUnit junit(append_to(text));
  junit.finish({});
  EXPECT_EQ(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"vtime\">\n</testsuites>\n");
}

TEST(JUnitReport, TimesAreVirtualSeconds) {
  EXPECT_THAT(junit_text(), HasSubstr(R"(name="An order is confirmed" classname="shop/checkout.yaml" time="1.500")"));
}

TEST(XmlText, EscapesWhatXmlGivesAMeaning) {
  EXPECT_EQ(report::xml_content("a < b && c > d \"q\""), "a &lt; b &amp;&amp; c &gt; d \"q\"");
  EXPECT_EQ(report::xml_attribute("\"a\"\n\tb"), "&quot;a&quot;&#10;&#9;b");
}

TEST(XmlText, ReplacesWhatXmlCanNotHold) {
  EXPECT_EQ(report::xml_content(std::string_view("a\0b\x1b"
                                                 "c\xef\xbf\xbf",
                                                 8)),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd"
            "c\xef\xbf\xbd");
}

TEST(XmlText, ReplacesBytesThatAreNoText) { EXPECT_EQ(report::xml_attribute("a\xff.yaml"), "a\xef\xbf\xbd.yaml"); }

TEST(XmlText, KeepsOtherCharacters) { EXPECT_EQ(report::xml_content("é €\n\U0001F600"), "é €\n\U0001F600"); }

}  // namespace
}  // namespace vtime::test
