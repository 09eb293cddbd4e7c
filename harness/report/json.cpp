#include "report/json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "report/explanation.hpp"

namespace vtime::report {
namespace {

using nlohmann::ordered_json;

constexpr int format_version = 1;

/// Times are written twice: as people read them, and as a number of nanoseconds.
void put_time(ordered_json& object, const char* name, Duration time) {
  object[name] = to_text(time);
  object[std::string(name) + "_ns"] = time.count();
}

std::string dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

const char* word(LineKind kind) {
  switch (kind) {
    case LineKind::log:
      return "log";
    case LineKind::uncaught:
      return "uncaught";
    case LineKind::error_output:
      return "stderr";
  }
  return "";
}

ordered_json json_of(const Line& line) {
  ordered_json json;
  put_time(json, "at", line.at);
  json["kind"] = word(line.kind);
  json["text"] = line.text;
  json["line"] = line.place.line;
  return json;
}

ordered_json json_of(const scenario::Diagnostic& diagnostic) {
  ordered_json json;
  json["severity"] = diagnostic.severity == scenario::Severity::error ? "error" : "warning";
  json["file"] = diagnostic.file;
  json["line"] = diagnostic.where.begin.line;
  json["column"] = diagnostic.where.begin.column;
  json["message"] = diagnostic.message;
  if (!diagnostic.help.empty()) json["help"] = diagnostic.help;
  return json;
}

ordered_json json_of(const Tie& tie) {
  ordered_json json;
  put_time(json, "at", tie.at);
  json["callbacks"] = ordered_json::array();
  for (const TiedCallback& callback : tie.callbacks) {
    json["callbacks"].push_back({{"label", callback.label},
                                 {"file", callback.place.file},
                                 {"line", callback.place.line},
                                 {"count", callback.count}});
  }
  return json;
}

void put_run(ordered_json& json, const Result& result) {
  json["seed"] = result.seed;
  if (result.ties_seed) json["ties_seed"] = *result.ties_seed;
  json["runs"] = result.runs;
  if (result.runs > 1) json["failed_runs"] = result.failed_runs;
  json["updated"] = result.updated;
  put_time(json, "ended_at", result.run.ended_at);
  put_time(json, "virtual_time", result.virtual_time);
  json["callbacks"] = result.run.callbacks;
  json["pending"] = result.run.pending;
}

ordered_json json_of(const Result& result) {
  ordered_json json;
  json["file"] = result.file;
  json["line"] = result.line;
  json["title"] = result.title.empty() ? ordered_json() : ordered_json(result.title);
  json["verdict"] = word(result.verdict);
  if (result.verdict != Verdict::invalid) put_run(json, result);
  if (!result.passed()) {
    json["reason"] = reason(result);
    json["explanation"] = explanation(result);
    json["look_at_line"] = line_to_look_at(result);
  }
  json["diagnostics"] = ordered_json::array();
  for (const auto& diagnostic : result.diagnostics) json["diagnostics"].push_back(json_of(diagnostic));
  if (result.run.diagnostic) json["diagnostics"].push_back(json_of(*result.run.diagnostic));
  for (const Tie& tie : result.ties) json["ties"].push_back(json_of(tie));
  if (result.ties_left_out > 0) json["ties_left_out"] = result.ties_left_out;
  return json;
}

}  // namespace

Json::Json(Write write, bool verbose) : write_(std::move(write)), verbose_(verbose) {
  write_("{\n\"version\": " + std::to_string(format_version) + ",\n\"scenarios\": [");
}

void Json::result(const Result& result) {
  const std::string object = dump(json_of(result));
  write_(first_ ? "\n" : ",\n");
  first_ = false;
  if (result.verdict == Verdict::invalid || (result.passed() && !verbose_)) {
    write_(object);
    return;
  }
  // The transcript may be long: it is written line by line into the object's end.
  write_(std::string_view(object).substr(0, object.size() - 1));
  write_(",\"transcript\":[");
  for (std::size_t i = 0; i < result.run.lines.size(); ++i) {
    write_(i == 0 ? "\n" : ",\n");
    write_(dump(json_of(result.run.lines[i])));
  }
  write_("]}");
}

void Json::finish(const Summary& summary) {
  ordered_json json;
  json["passed"] = summary.passed;
  json["failed"] = summary.failed;
  json["unchecked"] = summary.unchecked;
  json["limited"] = summary.limited;
  json["invalid_files"] = summary.invalid;
  json["updated"] = summary.updated;
  put_time(json, "virtual_time", summary.virtual_time);
  json["interrupted"] = summary.interrupted;
  json["stopped_early"] = summary.stopped_early;
  write_(first_ ? "],\n" : "\n],\n");
  write_("\"summary\": " + dump(json) + "\n}\n");
}

}  // namespace vtime::report
