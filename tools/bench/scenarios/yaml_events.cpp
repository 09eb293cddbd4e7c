/// Reads the files of a folder through yaml-cpp's event interface and does nothing with the events: the least that
/// reading scenario files can cost.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

class Counter : public YAML::EventHandler {
 public:
  std::size_t events() const { return events_; }

  void OnDocumentStart(const YAML::Mark&) override { ++events_; }
  void OnDocumentEnd() override { ++events_; }
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { ++events_; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { ++events_; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { ++events_; }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    ++events_;
  }
  void OnSequenceEnd() override { ++events_; }
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    ++events_;
  }
  void OnMapEnd() override { ++events_; }

 private:
  std::size_t events_ = 0;
};

void read(const std::filesystem::path& path, Counter& counter) {
  std::ifstream file(path);
  YAML::Parser parser(file);
  while (parser.HandleNextDocument(counter)) {
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "yaml-events FOLDER\n";
    return 2;
  }
  Counter counter;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) read(entry.path(), counter);
  std::cout << counter.events() << " events\n";
}
