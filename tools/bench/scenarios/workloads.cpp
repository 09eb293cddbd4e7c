#include "workloads.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace vtime::bench {

namespace {

/// xorshift64*: the same numbers everywhere.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::uint64_t below(std::uint64_t bound) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return (state_ * 0x2545F4914F6CDD1D >> 33) % bound;
  }

 private:
  std::uint64_t state_;
};

/// Lines are numbered from here, so that those of large files are no longer than those of small ones.
constexpr std::uint64_t first_number = 1'000'000;

/// Limits that no size comes near: the last callbacks before one are watched, which costs.
std::string head(std::string_view title, std::uint64_t most) {
  return fmt::format("scenario: {}\nlimits: {{callbacks: {}, statements: {}}}\n", title, most * 10 + 100'000,
                     most * 20 + 1000);
}

}  // namespace

std::string counter(std::uint64_t ticks) {
  return head("a counter in an interval of a millisecond", ticks) + fmt::format(R"(stop_at: {0}.5ms
script:
  - let: {{count: 0}}
  - set_interval: 1ms
    do:
      - set: {{count: "${{count + 1}}"}}
  - set_timeout: {0}.5ms
    do:
      - log: ${{count}} ticks
expect:
  - {0} ticks
)",
                                                                                ticks);
}

std::string retry_storm(std::uint64_t loads) {
  return head("a storm of retries", loads) + fmt::format(R"(resources:
  service: {{latency: 10ms, error: unavailable}}
functions:
  request:
    params: [client, attempt]
    do:
      - if: asked < {0}
        then:
          - set: {{asked: "${{asked + 1}}"}}
          - load: service
            do:
              - log: client ${{client}} got ${{result}}
            catch:
              - set: {{failed: "${{failed + 1}}"}}
              - set_timeout: ${{attempt * 3 + client % 7}}
                do: request
                with: ["${{client}}", "${{attempt + 1}}"]
script:
  - let: {{asked: 0, failed: 0}}
  - repeat: 100
    as: client
    do:
      - call: request
        with: ["${{client}}", 1]
  - set_timeout: 1h
    do:
      - log: ${{asked}} asked, ${{failed}} failed
expect:
  - {0} asked, {0} failed
)",
                                                         loads);
}

std::string microtask_chain(std::uint64_t length) {
  return head("a chain of microtasks", length) + fmt::format(R"(functions:
  step:
    do:
      - set: {{count: "${{count + 1}}"}}
      - if: count < {0}
        then:
          - queue_microtask: step
script:
  - let: {{count: 0}}
  - queue_microtask: step
  - set_timeout: 0s
    do:
      - log: ${{count}} microtasks
expect:
  - {0} microtasks
)",
                                                             length);
}

std::string await_chain(std::uint64_t length) {
  return head("an async body that awaits again and again", length) + fmt::format(R"(script:
  - let: {{count: 0}}
  - async:
      - while: count < {0}
        do:
          - await: count
          - set: {{count: "${{count + 1}}"}}
      - log: ${{count}} times
expect:
  - {0} times
)",
                                                                                 length);
}

std::string promise_chain(std::uint64_t length) {
  return head("a chain of promises", length) + fmt::format(R"(functions:
  step:
    params: [value]
    do:
      - return: "${{value + 1}}"
script:
  - promise: last
    do:
      - resolve: last
        with: 0
  - repeat: {0}
    do:
      - then: last
        do: step
        as: next
      - set: {{last: "${{next}}"}}
  - then: last
    do:
      - log: ${{result}} promises
expect:
  - {0} promises
)",
                                                           length);
}

std::string many_statements(std::uint64_t count, std::uint64_t seed) {
  Numbers numbers(seed);
  std::string text = head("many statements", count) + "script:\n  - let: {a: 0, b: 1}\n";
  for (std::uint64_t i = 1; i + 2 < count;) {
    switch (numbers.below(5)) {
      case 0:
        text += fmt::format("  - log: step {} of ${{a}} and ${{b}}\n", first_number + i++);
        break;
      case 1:
        text += fmt::format("  - set: {{a: \"${{a + b * {}}}\"}}\n", numbers.below(100));
        ++i;
        break;
      case 2:
        text += fmt::format("  - set: {{b: {}}}\n", numbers.below(1000));
        ++i;
        break;
      case 3:
        text += fmt::format("  - set_timeout: {}ms\n    do:\n      - log: timer ${{a}}\n", numbers.below(10000));
        i += 2;
        break;
      default:
        text += fmt::format("  - if: a % 2 == {}\n    then:\n      - log: a is ${{a}}\n", numbers.below(2));
        i += 2;
    }
  }
  return text + "  - set_timeout: 11s\n    do:\n      - log: over\nexpect:\n  - ...\n  - 11s: over\n";
}

std::string long_transcript(std::uint64_t count, bool fails) {
  std::string text = head("a long transcript", count) + fmt::format(R"(script:
  - repeat: {}
    as: number
    do:
      - log: line ${{number + {}}}
expect:
)",
                                                                    count, first_number);
  for (std::uint64_t i = 0; i < count; ++i) {
    text += fmt::format("  - {} {}\n", fails && i % 1000 == 500 ? "row" : "line", first_number + i);
  }
  return text;
}

std::string small_file(std::uint64_t number, std::uint64_t seed) {
  Numbers numbers(seed + number);
  const std::uint64_t first = 1 + numbers.below(50);
  const std::uint64_t second = 51 + numbers.below(50);
  constexpr std::array<std::string_view, 3> forms{
      R"(scenario: The cache asks again when its entry is too old, case {0}
resources:
  server: {{latency: 10ms, result: page {0}}}
functions:
  fetch:
    params: [url]
    do:
      - load: server
        do:
          - log: ${{url}} is ${{result}}
script:
  - call: fetch
    with: [first]
  - set_timeout: {2}ms
    do:
      - call: fetch
        with: [second]
expect:
  transcript:
    - 10ms: first is page {0}
    - {3}ms: second is page {0}
  pending: []
)",
      R"(scenario: A timer that is cleared does not fire, case {0}
script:
  - set_timeout: {1}ms
    as: early
    do:
      - log: early {0}
      - clear_timeout: late
  - set_timeout: {2}ms
    as: late
    do:
      - log: late {0}
  - set_interval: {1}ms
    as: beat
    do:
      - set: {{beats: "${{beats + 1}}"}}
      - if: beats == 3
        then:
          - clear_interval: beat
          - log: three beats
  - let: {{beats: 0}}
expect:
  - {1}ms: early {0}
  - {4}ms: three beats
)",
      R"(scenario: Promises call back in the order of their settling, case {0}
script:
  - promise: slow
    do:
      - set_timeout: {2}ms
        do:
          - resolve: slow
            with: slow {0}
  - promise: fast
    do:
      - set_timeout: {1}ms
        do:
          - resolve: fast
            with: fast {0}
  - then: slow
    do:
      - log: ${{result}}
  - then: fast
    do:
      - log: ${{result}}
expect:
  - {1}ms: fast {0}
  - {2}ms: slow {0}
)"};
  return fmt::format(fmt::runtime(forms.at(number % std::size(forms))), number, first, second, second + 10, first * 3);
}

void write_small_files(const std::filesystem::path& folder, std::uint64_t count, std::uint64_t seed) {
  std::filesystem::create_directories(folder);
  for (std::uint64_t i = 0; i < count; ++i) {
    std::ofstream file(folder / fmt::format("{:05}.yaml", i));
    file << small_file(i, seed);
    if (!file) throw std::runtime_error(fmt::format("'{}' cannot be written", folder.string()));
  }
}

}  // namespace vtime::bench
