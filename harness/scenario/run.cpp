#include "scenario/run.hpp"

#include <utility>

#include "loop/current_loop.hpp"
#include "scenario/document/source_text.hpp"
#include "scenario/host/host_run.hpp"
#include "scenario/host/host_scheduler.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/interpreter.hpp"
#include "scenario/runtime/make_model.hpp"
#include "vtime/error.hpp"
#include "vtime/seeded_chooser.hpp"

namespace vtime::scenario {

namespace {

/// The program, for a model that is made before its interpreter.
class LateSubject final : public Subject {
 public:
  void report_unhandled(RejectionId rejection) override { interpreter->report_unhandled(rejection); }
  Interpreter* interpreter = nullptr;
};

LoopOptions loop_options(const Scenario& scenario, const RunOptions& options, Chooser& chooser) {
  LoopOptions loop;
  loop.epoch = WallTime(Duration(scenario.epoch));
  loop.limits.callbacks = scenario.limits.callbacks;
  loop.limits.callbacks_per_instant = scenario.limits.callbacks;
  loop.limits.virtual_time = scenario.limits.virtual_time;
  loop.chooser = options.chooser != nullptr ? options.chooser : &chooser;
  loop.recorder = options.recorder;
  return loop;
}

/// A place as a span of `length` columns.
Span span_at(const Place& place, std::size_t length) {
  Span span;
  span.begin.line = place.line;
  span.begin.column = place.column;
  span.end = span.begin;
  span.end.column += static_cast<std::uint32_t>(length);
  return span;
}

/// Where the run stands: at the statement that ran last, or at the beginning of the document.
Span present_place(const Scenario& scenario, const Interpreter* interpreter) {
  const Statement* statement = interpreter == nullptr ? nullptr : interpreter->current();
  if (statement == nullptr) return span_at(scenario.place, 1);
  return span_at(statement->place, std::string_view(statement->verb).size());
}

/// Where `error` began: the running statement, as a whole, or another place.
Span place_of(const Error& error, const Scenario& scenario, const Interpreter* interpreter) {
  const Place& place = error.place();
  const Statement* statement = interpreter == nullptr ? nullptr : interpreter->current();
  const bool in_cpp = place.file != scenario.source->name;
  if (place.line == 0 || in_cpp || (statement != nullptr && statement->place == place)) {
    return present_place(scenario, interpreter);
  }
  return span_at(place, 1);
}

void end(RunResult& result, const Scenario& scenario, Ending ending, Span where, std::string message,
         std::string help) {
  result.ending = ending;
  const SourceText source(scenario.source->text);  // a Place knows no offset
  where.begin.offset = source.offset(where.begin.line, where.begin.column);
  where.end.offset = source.offset(where.end.line, where.end.column);
  result.diagnostic = Diagnostic{Severity::error, scenario.source->name, where, std::move(message), std::move(help)};
}

}  // namespace

RunResult run(const Scenario& scenario, const RunOptions& options) {
  RunResult result;
  SeededChooser seeded(options.seed.value_or(scenario.seed));
  Heap heap;
  LateSubject subject;
  HostScheduler scheduler;  // C++ may hold it in callbacks until the model has gone
  const CurrentLoop current(scheduler);
  ModelHost host;
  std::unique_ptr<Interpreter> interpreter;
  std::unique_ptr<HostRun> cpp;
  try {
    host = make_model(scenario.loop, loop_options(scenario, options, seeded), subject);
    interpreter = std::make_unique<Interpreter>(scenario, heap, *host.engine, *host.model, result.lines);
    subject.interpreter = interpreter.get();
    cpp = std::make_unique<HostRun>(scenario, heap, *host.engine, *interpreter, scheduler);
    interpreter->set_host(*cpp);
    scheduler.begin(*host.engine, *host.model, *cpp);
    cpp->bind(options.bindings);
    interpreter->run();
  } catch (const Fault& fault) {
    const Span where = fault.where().value_or(present_place(scenario, interpreter.get()));
    end(result, scenario, fault.is_limit() ? Ending::limited : Ending::faulted, where, fault.message(), fault.help());
  } catch (const RunawayError& error) {
    end(result, scenario, Ending::limited, place_of(error, scenario, interpreter.get()), error.message(),
        "end what repeats, or raise the limit under 'limits'");
  } catch (const Error& error) {
    end(result, scenario, Ending::faulted, place_of(error, scenario, interpreter.get()), error.message(), error.help());
  }
  if (interpreter != nullptr) {
    result.pending = interpreter->pending();
    result.ended_at = host.model->ended_at();
    result.callbacks = host.engine->callbacks();
  }
  return result;
}

}  // namespace vtime::scenario
