#include "reports.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "report/console.hpp"
#include "report/github.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "usage_error.hpp"

namespace vtime::tool {

/// A report's file, closed at the end.
struct Reports::File {
  File(std::string name, int opened) : path(std::move(name)), descriptor(opened), output(opened) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    output.flush();
    ::close(descriptor);
  }

  std::string path;
  int descriptor;
  Output output;
};

Reports::Reports(const RunSettings& settings, Environment& environment) : environment_(environment) {
  const report::Write to_out = [&out = environment.out](std::string_view text) { out.write(text); };
  const report::Write to_err = [&environment](std::string_view text) {
    environment.out.flush();
    environment.err.write(text);
    environment.err.flush();
  };
  const report::ConsoleOptions options{settings.style, settings.verbose, settings.quiet};
  reporters_.push_back(std::make_unique<report::Console>(to_out, to_err, options));
  if (settings.github) reporters_.push_back(std::make_unique<report::GitHub>(to_out));
  if (settings.junit) reporters_.push_back(std::make_unique<report::JUnit>(write_to_file(*settings.junit)));
  if (settings.json) {
    reporters_.push_back(std::make_unique<report::Json>(write_to_file(*settings.json), settings.verbose));
  }
}

Reports::~Reports() = default;

report::Write Reports::write_to_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    throw UsageError(fmt::format("can't write '{}': {}", path, std::generic_category().message(errno)));
  }
  files_.push_back(std::make_unique<File>(path, descriptor));
  return [&output = files_.back()->output](std::string_view text) { output.write(text); };
}

void Reports::result(const report::Result& result) {
  for (const auto& reporter : reporters_) reporter->result(result);
  environment_.out.flush();
}

void Reports::finish(const report::Summary& summary) {
  for (const auto& reporter : reporters_) reporter->finish(summary);
  environment_.out.flush();
  for (const auto& file : files_) {
    file->output.flush();
    if (file->output.error() != 0) {
      throw std::system_error(file->output.error(), std::generic_category(), "can't write '" + file->path + "'");
    }
  }
}

}  // namespace vtime::tool
