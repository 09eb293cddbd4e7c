// How results are delivered: in the order of the files, one at a time, whatever the number of threads.

#include "pipeline.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "program.hpp"

namespace vtime::test {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

class Delivery : public testing::TestWithParam<unsigned> {
 protected:
  void write(const std::string& name, const std::string& text) { files_.push_back(folder_.write(name, text)); }
  void write_scenario(const std::string& title) {
    write(title + ".yaml", fmt::format("scenario: {}\nscript:\n  - log: x\nexpect: [x]\n", title));
  }
  /// Runs the files; throws what a thread has thrown.
  void run(tool::Pipeline::Deliver deliver) {
    tool::Selection selection({});
    tool::Wakeup wakeup;
    tool::Pipeline pipeline(files_, selection, {}, GetParam(), std::move(deliver), wakeup);
    while (!pipeline.is_over()) wakeup.wait(std::nullopt);
    pipeline.finish();
    EXPECT_EQ(pipeline.waiting_for(), "");
    EXPECT_EQ(pipeline.files_done(), files_.size());
  }

  TemporaryFolder folder_;
  std::vector<std::string> files_;
};

TEST_P(Delivery, IsInTheOrderOfTheFilesAndOneAtATime) {
  std::vector<std::string> titles;
  for (int i = 0; i < 60; ++i) {
    titles.push_back(fmt::format("case {:02}", i));
    write_scenario(titles.back());
  }
  std::vector<std::string> delivered;
  std::atomic<int> inside{0};
  run([&](const report::Result& result) {
    EXPECT_EQ(++inside, 1);
    EXPECT_TRUE(result.passed());
    delivered.push_back(result.title);
    std::this_thread::yield();
    --inside;
    return true;
  });
  EXPECT_THAT(delivered, ElementsAreArray(titles));
}

TEST_P(Delivery, IsOfAllScenariosOfAFileAndOfFilesThatCannotBeRead) {
  write("two.yaml", "scenario: one\nscript: [{log: x}]\n---\nscenario: two\nscript: [{log: x}]\n");
  write("wrong.yaml", "scenario: [\n");
  write_scenario("three");
  std::vector<std::string> delivered;
  run([&](const report::Result& result) {
    delivered.push_back(result.verdict == report::Verdict::invalid ? "invalid" : result.title);
    return true;
  });
  EXPECT_THAT(delivered, ElementsAre("one", "two", "invalid", "three"));
}

TEST_P(Delivery, TellsWhatComesNextBeforeItHasStarted) {
  write("two.yaml", "scenario: one\nscript: [{log: x}]\n---\nscenario: two\nscript: [{log: x}]\n");
  tool::Selection selection({});
  tool::Wakeup wakeup;
  std::atomic<const tool::Pipeline*> asked{nullptr};
  std::vector<std::string> next;
  tool::Pipeline pipeline(
      files_, selection, {}, GetParam(),
      [&](const report::Result& /*result*/) {
        while (asked.load() == nullptr) std::this_thread::yield();
        next.push_back(asked.load()->waiting_for());
        return true;
      },
      wakeup);
  asked = &pipeline;
  while (!pipeline.is_over()) wakeup.wait(std::nullopt);
  pipeline.finish();
  ASSERT_EQ(next.size(), 2U);
  EXPECT_THAT(next.front(), testing::EndsWith("two.yaml: two"));
}

TEST_P(Delivery, EndsWhereNoMoreIsWanted) {
  for (int i = 0; i < 20; ++i) write_scenario(fmt::format("case {:02}", i));
  tool::Selection selection({});
  tool::Wakeup wakeup;
  int delivered = 0;
  tool::Pipeline pipeline(
      files_, selection, {}, GetParam(), [&](const report::Result&) { return ++delivered < 5; }, wakeup);
  pipeline.finish();
  EXPECT_TRUE(pipeline.is_over());
  EXPECT_EQ(delivered, 5);
}

TEST_P(Delivery, ThatThrowsEndsAllAndIsToldToWhoeverWaits) {
  for (int i = 0; i < 20; ++i) write_scenario(fmt::format("case {:02}", i));
  int delivered = 0;
  EXPECT_THROW(run([&](const report::Result&) -> bool {
                 ++delivered;
                 throw std::runtime_error("the disk is full");
               }),
               std::runtime_error);
  EXPECT_EQ(delivered, 1);
}

TEST_P(Delivery, OfNoFilesIsOver) {
  run([](const report::Result&) { return true; });
}

INSTANTIATE_TEST_SUITE_P(Threads, Delivery, testing::Values(1, 2, 5));

}  // namespace
}  // namespace vtime::test
