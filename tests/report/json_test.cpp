#include "report/json.hpp"

#include <nlohmann/json.hpp>

#include "report/golden.hpp"
#include "report/sample_results.hpp"

namespace vtime::test {
namespace {

using nlohmann::json;

std::string json_text(bool verbose) {
  std::string text;
  report::Json reporter(append_to(text), verbose);
  report_all(reporter);
  return text;
}

TEST(JsonReport, HasAllResultsAndASummary) {
  EXPECT_TRUE(equals_golden(VTIME_GOLDEN_DIR "/report.json", json_text(false)));
}

TEST(JsonReport, IsOneJsonObjectWithAVersion) {
  const json report = json::parse(json_text(false));
  EXPECT_EQ(report.at("version"), 1);
  EXPECT_EQ(report.at("scenarios").size(), all_results().size());
  EXPECT_EQ(report.at("summary").at("failed"), 4);
}

TEST(JsonReport, HoldsTranscriptsOfWhatDidNotPass) {
  const json report = json::parse(json_text(false));
  EXPECT_FALSE(report.at("scenarios").at(0).contains("transcript"));
  const json& line = report.at("scenarios").at(1).at("transcript").at(1);
  EXPECT_EQ(line.at("at"), "1.25s");
  EXPECT_EQ(line.at("at_ns"), 1'250'000'000);
  EXPECT_EQ(line.at("text"), "paying again");
  EXPECT_EQ(line.at("line"), 17);
}

TEST(JsonReport, HoldsAllTranscriptsWhenVerbose) {
  const json report = json::parse(json_text(true));
  EXPECT_EQ(report.at("scenarios").at(0).at("transcript").size(), 2u);
}

TEST(JsonReport, OfNothingIsAnObjectWithoutScenarios) {
  std::string text;
  report::Json reporter(append_to(text), false);
  reporter.finish({});
  EXPECT_TRUE(json::parse(text).at("scenarios").empty());
}

TEST(JsonReport, KeepsAwkwardTextsAsTheyAre) {
  const json report = json::parse(json_text(false));
  EXPECT_EQ(report.at("scenarios").at(7).at("title"), awkward_result().title);
  EXPECT_EQ(report.at("scenarios").at(7).at("transcript").at(0).at("text"), awkward_result().run.lines[0].text);
}

}  // namespace
}  // namespace vtime::test
