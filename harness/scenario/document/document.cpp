#include "scenario/document/document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstddef>
#include <istream>
#include <streambuf>

#include "scenario/document/tree_builder.hpp"
#include "scenario/document/yaml_mistake.hpp"

namespace vtime::scenario {
namespace {

/// How much yaml-cpp may read without an event. It reads all of `[ ... ]` before it tells of the first bracket, and
/// takes a hundred bytes for each byte of it.
constexpr std::size_t longest_silence = std::size_t{8} << 20;
/// How many more brackets may open than close meanwhile, those within texts counted too.
constexpr std::ptrdiff_t most_open_brackets = 10'000;

/// Gives a text to yaml-cpp without a copy, and ends it early when yaml-cpp reads too far ahead.
class WatchedText : public std::streambuf {
 public:
  WatchedText(std::string_view text, const TreeBuilder& builder) : builder_(builder) {
    char* begin = const_cast<char*>(text.data());  // a get area is never written to
    setg(begin, begin, begin + text.size());
  }
  bool stopped() const { return stopped_; }

 protected:
  std::streamsize xsgetn(char* to, std::streamsize size) override {
    if (builder_.events() != events_) {
      events_ = builder_.events();
      silence_ = 0;
      open_brackets_ = 0;
    }
    if (silence_ > longest_silence || open_brackets_ > most_open_brackets) {
      stopped_ = true;
      return 0;
    }
    const std::streamsize read = std::streambuf::xsgetn(to, size);
    silence_ += static_cast<std::size_t>(read);
    open_brackets_ += std::count_if(to, to + read, [](char c) { return c == '[' || c == '{'; });
    open_brackets_ -= std::count_if(to, to + read, [](char c) { return c == ']' || c == '}'; });
    return read;
  }

 private:
  const TreeBuilder& builder_;
  std::size_t events_ = 0;
  std::size_t silence_ = 0;
  std::ptrdiff_t open_brackets_ = 0;
  bool stopped_ = false;
};

/// yaml-cpp drops what it takes for directives behind a document.
void check_all_read(TextReporter& reporter, const DocumentStretch& stretch, const TreeBuilder& builder) {
  if (!builder.root()) return;
  const std::size_t rest = skip_space(reporter.text().substr(0, stretch.end), builder.cursor());
  if (rest < stretch.end) report_yaml_mistake(reporter, builder, YAML::ErrorMsg::END_OF_MAP, rest, stretch.end);
}

void parse(TextReporter& reporter, const DocumentStretch& stretch, TreeBuilder& builder) {
  WatchedText buffer(reporter.text().substr(stretch.begin, stretch.end - stretch.begin), builder);
  std::istream stream(&buffer);
  const auto too_long = [&] {
    const std::size_t at = skip_space(reporter.text(), builder.cursor());
    reporter.error(at, at, fmt::format("what begins here is longer than {} MiB, or too deep", longest_silence >> 20),
                   "write lists and maps with one item in a line, without brackets");
  };
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    if (buffer.stopped()) return too_long();
    check_all_read(reporter, stretch, builder);
  } catch (const StopReading&) {
    // It has been reported.
  } catch (const YAML::ParserException& mistake) {
    if (buffer.stopped()) return too_long();
    const std::size_t at = stretch.begin + static_cast<std::size_t>(std::max(mistake.mark.pos, 0));
    report_yaml_mistake(reporter, builder, mistake.msg, at, stretch.end);
  } catch (const YAML::Exception& mistake) {
    reporter.error(stretch.begin, stretch.begin, fmt::format("this is not valid YAML: {}", mistake.what()));
  }
}

}  // namespace

Node& NodeArena::make_node() {
  static_assert(std::is_trivially_destructible_v<Node>);
  return *::new (memory_.allocate(sizeof(Node), alignof(Node))) Node;
}

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key->text == key) return entry.value;
  }
  return nullptr;
}

void SourceFile::drop_documents() {
  documents = {};
  nodes.reset();
}

SourceFile read_documents(std::string name, std::string text, Diagnostics& diagnostics, const ReadLimits& limits) {
  SourceFile file{std::move(name), std::move(text), {}, {}};
  if (file.text.size() > limits.bytes) {
    diagnostics.push_back({Severity::error,
                           file.name,
                           {},
                           fmt::format("the file has {} bytes; {} are allowed", file.text.size(), limits.bytes),
                           "split it into several files"});
    return file;
  }
  const SourceText source(file.text);
  TextReporter reporter(file.name, source, diagnostics);
  if (!check_characters(reporter)) return file;
  const auto nodes = std::make_shared<NodeArena>();
  file.nodes = nodes;
  for (const DocumentStretch& stretch : split_documents(reporter)) {
    if (reporter.is_full()) break;
    TreeBuilder builder(reporter, stretch, limits, *nodes);
    const std::size_t errors = reporter.errors();
    parse(reporter, stretch, builder);
    if (reporter.errors() == errors && builder.root()) {
      file.documents.push_back({builder.root(), source.span(stretch.begin, stretch.end)});
    }
  }
  if (file.documents.empty() && reporter.errors() == 0) {
    reporter.error(0, 0, "the file holds no scenario", "'vtime new FILE' writes one to start from");
  }
  return file;
}

}  // namespace vtime::scenario
