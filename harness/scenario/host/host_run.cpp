#include "scenario/host/host_run.hpp"

#include <fmt/format.h>

#include <utility>

#include "scenario/host/host_call.hpp"
#include "scenario/host/host_callback.hpp"
#include "scenario/host/valid_text.hpp"
#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/interpreter.hpp"
#include "scenario/runtime/text_of_value.hpp"
#include "vtime/callback_error.hpp"

namespace vtime::scenario {

namespace {

constexpr const char* no_std_exception = "an exception that is no std::exception";

/// A Fault at the line that declares `function`.
[[noreturn]] void refuse_unbound(const Function& function) {
  Fault fault(fmt::format("the function '{}' is to be bound in C++, and nothing is bound to it", function.name),
              fmt::format("bind '{}' in a library given by 'vtime run --plugin LIBRARY', or in the bindings given to "
                          "vtime::register_scenarios",
                          function.name));
  Span where;
  where.begin.line = function.place.line;
  where.begin.column = function.place.column;
  where.end = where.begin;
  where.end.column += static_cast<std::uint32_t>(function.name.size());
  fault.set_where(where);
  throw fault;
}

}  // namespace

/// Counts the calls of C++ that are under way.
class HostRun::Nesting {
 public:
  explicit Nesting(HostRun& run) : run_(run) {
    if (run.depth_ >= deepest) {
      throw Fault::limit(fmt::format("calls of C++ nest more than {} levels deep", deepest),
                         "end the recursion, or start the next round by a timer");
    }
    ++run_.depth_;
  }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  ~Nesting() { --run_.depth_; }

 private:
  HostRun& run_;
};

/// What C++ still holds becomes inert first, then its work ends, then its objects go, which may use the scheduler.
HostRun::~HostRun() {
  for (HostCallback* callback : callbacks_) callback->end();
  scheduler_.end();
}

void HostRun::bind(const MakeBindings* make) {
  if (make != nullptr && *make) {
    try {
      (*make)(bindings_, scheduler_);
    } catch (const std::exception& error) {
      throw Fault(fmt::format("the bindings of C++ could not be made: {}", error.what()));
    } catch (...) {
      throw Fault(fmt::format("the bindings of C++ could not be made: {}", no_std_exception));
    }
  }
  for (const auto& function : scenario_.program.functions) {
    if (function->is_host && bindings_.find(function->name) == nullptr) refuse_unbound(*function);
  }
}

// ---- into C++ ----------------------------------------------------------------------------------------------------

/// What `body` returns, or the error that its exception is to the program.
template <typename Body>
Exit HostRun::guarded(const Body& body) {
  const Nesting nesting(*this);
  Exit exit;
  try {
    exit = body();
  } catch (const Fault&) {
    rethrow_fault();
    throw;
  } catch (const InvalidCall& refused) {
    rethrow_fault();
    throw Fault(refused.message(), refused.help());
  } catch (const CallbackError& thrown) {
    exit = exit_of(thrown);
  } catch (const Error& thrown) {
    exit = error(thrown.message());
  } catch (const std::exception& thrown) {
    exit = error(thrown.what());
  } catch (...) {
    exit = error(no_std_exception);
  }
  rethrow_fault();
  return exit;
}

Exit HostRun::call(const Function& function, std::span<const Value> arguments) {
  return guarded([&] {
    Exit exit;
    exit.kind = Exit::Kind::returning;
    if (const Bindings::HostFunction* body = function.name.empty() ? nullptr : bindings_.find(function.name)) {
      HostCall call(function.name, arguments, *this);
      vtime::Call shown(call);
      (*body)(shown);
      exit.value = std::move(call.result);
    } else {
      std::vector<vtime::Value> copies;
      for (const Value& argument : arguments) copies.push_back(to_public(argument));
      exit.value = to_internal(static_cast<const Native&>(function).body(std::move(copies)));
    }
    return exit;
  });
}

void HostRun::run(Callback& callback) {
  const Exit exit = guarded([&] {
    callback();
    return Exit();
  });
  if (exit.throws()) interpreter_.uncaught_in_host(exit);
}

Exit HostRun::error(std::string_view message) {
  return {Exit::Kind::throwing, Value(heap_.make<ErrorObject>(heap_.make<StringObject>(valid_text(message)))),
          interpreter_.current()};
}

/// The very error that the program threw, as long as it is the last one that did.
Exit HostRun::exit_of(const CallbackError& error) {
  return error.number() == errors_ ? thrown_ : this->error(error.message());
}

void HostRun::rethrow_fault() {
  if (fault_ != nullptr) std::rethrow_exception(fault_);
}

// ---- out of C++ --------------------------------------------------------------------------------------------------

vtime::Value HostRun::call_back(const Ref<FunctionObject>& function, const std::vector<vtime::Value>& arguments) {
  if (fault_ != nullptr) return {};
  Exit exit;
  try {
    std::vector<Value> values;
    for (const vtime::Value& argument : arguments) values.push_back(to_internal(argument));
    exit = interpreter_.call_from_host(function, std::move(values));
  } catch (...) {
    fault_ = std::current_exception();
    throw Error({.message = "the run has been stopped", .at = now(), .place = place()});
  }
  if (!exit.throws()) return to_public(exit.value);
  thrown_ = exit;
  throw CallbackError(
      {.message = text_of(exit.value), .at = now(), .place = exit.at == nullptr ? place() : exit.at->place}, ++errors_);
}

void HostRun::log(std::string_view text) { interpreter_.log(valid_text(text), place()); }

Place HostRun::place() const {
  const Statement* statement = interpreter_.current();
  return statement == nullptr ? scenario_.place : statement->place;
}

}  // namespace vtime::scenario
