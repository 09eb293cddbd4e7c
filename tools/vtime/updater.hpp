/// `--update`: holds the results of a file back until all of them are there, and writes its transcripts then.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/result.hpp"

namespace vtime::tool {

class Updater {
 public:
  using Sink = std::function<void(const report::Result&)>;
  using Complain = std::function<void(const std::string&)>;

  /// `sink` gets the results, those of an updated file as passed; `complain` a line about a file that can't be written.
  Updater(Sink sink, Complain complain) : sink_(std::move(sink)), complain_(std::move(complain)) {}

  void add(report::Result result);
  /// The last file is complete.
  void finish();
  /// It is not, and must stay as it is.
  void abandon();

 private:
  void update();

  Sink sink_;
  Complain complain_;
  std::vector<report::Result> held_;
};

}  // namespace vtime::tool
