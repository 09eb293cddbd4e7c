// The retrying client, tested in C++.
#include "retrying_client.hpp"

#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

class RetryingClientTest : public vtime::Test {
 protected:
  /// A server that answers the attempt of that number, `after` it came, and refuses those before.
  RetryingClient::Transport answers_attempt(int number, vtime::Duration after = 0ms) {
    return [this, number, after](const std::string& request, const RetryingClient::Reply& reply) {
      log("attempt {}: {}", ++attempts_, request);
      std::optional<std::string> answer;
      if (attempts_ >= number) answer = "hello";
      loop.schedule_after(after, [reply, answer] { reply(answer); });
    };
  }

  RetryingClient::Reply write_down() {
    return [this](const std::optional<std::string>& answer) { log("outcome: {}", answer.value_or("none")); };
  }

 private:
  int attempts_ = 0;
};

TEST_F(RetryingClientTest, ReturnsTheAnswer) {
  RetryingClient client(loop, answers_attempt(1, 20ms));
  client.send("GET /", write_down());
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: attempt 1: GET /", "20ms: outcome: hello"}));
}

TEST_F(RetryingClientTest, TriesAgainWithGrowingPauses) {
  RetryingClient client(loop, answers_attempt(4));
  client.send("GET /", write_down());
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: attempt 1: GET /", "100ms: attempt 2: GET /", "300ms: attempt 3: GET /",
                                        "700ms: attempt 4: GET /", "700ms: outcome: hello"}));
}

TEST_F(RetryingClientTest, GivesUpAfterTheLastAttempt) {
  RetryingClient client(loop, answers_attempt(5));
  client.send("GET /", write_down());
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::InOrder({"700ms: attempt 4: GET /", "700ms: outcome: none"}));
}

TEST_F(RetryingClientTest, TakesAnAnswerThatIsTooLateForNone) {
  RetryingClient client(loop, answers_attempt(1, 1001ms), {.attempts = 1});
  client.send("GET /", write_down());
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: attempt 1: GET /", "1s: outcome: none"}));
}

TEST_F(RetryingClientTest, LeavesNoTimerBehind) {
  {
    RetryingClient client(loop, answers_attempt(2, 20ms));
    client.send("GET /", write_down());
    loop.advance_by(50ms);  // in the pause before the second attempt
  }
  EXPECT_THAT(loop, vtime::IsIdle());
}
