#include <array>

#include "scenario/reader/keys.hpp"

namespace vtime::scenario {
namespace {

constexpr Loops only_plain{true, false, false};
constexpr Loops only_node{false, true, false};
constexpr Loops only_browser{false, false, true};
constexpr Loops plain_and_browser{true, false, true};

constexpr Key do_callback{"do", Form::body, is_required,
                          "The callback: a body, or an expression that names a function."};
constexpr Key do_loop{"do", Form::body, is_required, "What is repeated."};
constexpr Key callback_params{"params", Form::names, is_optional, "The names that the callback's arguments get."};
constexpr Key arguments{"with", Form::values, is_optional, "The arguments, a list of values."};
constexpr Key as_handle{"as", Form::name, is_optional, "The name that the handle gets."};
constexpr Key as_promise{"as", Form::name, is_optional, "The name that the promise gets."};
constexpr Key into_key{"into", Form::name, is_optional, "The name that the result gets."};
constexpr Key background{"background", Form::boolean, is_optional, "Whether it does not keep the run alive."};

constexpr std::array timeout_options{do_callback, callback_params, arguments, as_handle, background};
constexpr std::array interval_options{
    do_callback, callback_params,
    arguments,   as_handle,
    background,  Key{"missed", Form::missed, is_optional, "After a stall: burst (default), delay or skip.", only_plain},
};
constexpr std::array handle_options{as_handle};
constexpr std::array idle_options{
    as_handle,
    Key{"timeout", Form::duration, is_optional, "The delay after which it runs even if the loop is not idle."},
};
constexpr std::array call_options{arguments, into_key};
constexpr std::array if_options{
    Key{"then", Form::body, is_optional, "What is done when it is true."},
    Key{"else", Form::body, is_optional, "What is done when it is false."},
};
constexpr std::array while_options{do_loop};
constexpr std::array repeat_options{do_loop, Key{"as", Form::name, is_optional, "The name of the index, from 0."}};
constexpr std::array for_each_options{do_loop, Key{"as", Form::name, is_optional, "The name of the item."}};
constexpr std::array try_options{
    Key{"catch", Form::body, is_optional, "What is done with an error, bound as `error`."},
    Key{"finally", Form::body, is_optional, "What is done in the end, with or without an error."},
};
constexpr std::array listen_options{do_callback, callback_params, as_handle};
constexpr std::array off_options{
    Key{"listener", Form::handle, is_optional, "The handle of the listener; without it all of the event's."},
};
constexpr std::array emit_options{arguments};
constexpr std::array load_options{
    Key{"do", Form::body, is_optional, "What is done with the result, bound as `result`."},
    Key{"catch", Form::body, is_optional, "What is done with the error, bound as `error`."},
    Key{"with", Form::values, is_optional, "The arguments of the request, a list of values."},
    as_handle,
};
constexpr std::array promise_options{
    Key{"do", Form::body, is_optional, "The executor: runs at once and sees the promise; an error in it rejects."},
};
constexpr std::array settle_options{Key{"with", Form::value, is_optional, "The value; null when left out."}};
constexpr std::array then_options{
    Key{"do", Form::body, is_optional, "What is done when it is fulfilled, with `result`."},
    Key{"catch", Form::body, is_optional, "What is done when it is rejected, with `error`."},
    Key{"finally", Form::body, is_optional, "What is done in either case, chained behind."},
    Key{"as", Form::name, is_optional, "The name that the derived promise gets."},
};
constexpr std::array promise_name{as_promise};
constexpr std::array await_options{into_key};
constexpr std::array assert_options{Key{"message", Form::text, is_optional, "What the failure says."}};

constexpr Verb verb(std::string_view name, Form form, std::string_view doc, std::span<const Key> options = {},
                    Loops loops = {}) {
  return {{name, form, is_required, doc, loops}, options, false};
}

constexpr Verb verb_with_option(std::string_view name, Form form, std::string_view doc, std::span<const Key> options) {
  return {{name, form, is_required, doc, {}}, options, true};
}

constexpr std::array verb_table{
    verb("log", Form::text, "Appends a line to the transcript (console.log)."),
    verb("set_timeout", Form::range, "Runs the callback once, after a delay (setTimeout).", timeout_options),
    verb("set_interval", Form::range, "Runs the callback again and again (setInterval).", interval_options),
    verb("clear_timeout", Form::handle, "Cancels a timer; no harm if it has fired."),
    verb("clear_interval", Form::handle, "Cancels a timer; no harm if it has been cancelled."),
    verb("post", Form::body, "Queues a callback now, behind those already queued.", {}, plain_and_browser),
    verb("queue_microtask", Form::body, "Queues a microtask (queueMicrotask)."),
    verb("next_tick", Form::body, "Queues a tick (process.nextTick).", {}, only_node),
    verb("set_immediate", Form::body, "Queues a callback for the check phase (setImmediate).", handle_options,
         only_node),
    verb("clear_immediate", Form::handle, "Cancels an immediate.", {}, only_node),
    verb("request_animation_frame", Form::body, "Runs a callback in the next frame; `timestamp` is bound.",
         handle_options, only_browser),
    verb("cancel_animation_frame", Form::handle, "Cancels a frame callback.", {}, only_browser),
    verb("request_idle_callback", Form::body, "Runs a callback when the loop is idle.", idle_options, only_browser),
    verb("cancel_idle_callback", Form::handle, "Cancels an idle callback.", {}, only_browser),
    verb("call", Form::function, "Calls a function; `into` keeps its result.", call_options),
    verb("return", Form::value, "Leaves the function with a value."),
    verb("let", Form::assignments, "Defines variables."),
    verb("set", Form::assignments, "Assigns to variables."),
    verb_with_option("if", Form::condition, "Does one thing or the other.", if_options),
    verb("while", Form::condition, "Repeats as long as it is true.", while_options),
    verb("repeat", Form::number, "Repeats a number of times.", repeat_options),
    verb("for_each", Form::list, "Does something for each item of a list.", for_each_options),
    verb("break", Form::the_loop, "Leaves the innermost loop."),
    verb("continue", Form::the_loop, "Goes on with the next iteration of the innermost loop."),
    verb("throw", Form::value, "Throws an error with the value's text."),
    verb_with_option("try", Form::body, "Does something that may fail.", try_options),
    verb("on", Form::text, "Listens to an event.", listen_options),
    verb("once", Form::text, "Listens to an event once.", listen_options),
    verb("off", Form::text, "Stops listening to an event.", off_options),
    verb("emit", Form::text, "Calls the listeners of an event now.", emit_options),
    verb("load", Form::text, "Starts simulated I/O and goes on at once.", load_options),
    verb("cancel", Form::handle, "Cancels a load: its callbacks never run."),
    verb("promise", Form::name, "A new pending promise.", promise_options),
    verb("resolve", Form::promise, "Fulfils a promise.", settle_options),
    verb("reject", Form::promise, "Rejects a promise.", settle_options),
    verb_with_option("then", Form::promise, "Goes on when a promise is settled (p.then).", then_options),
    verb("async", Form::body, "An async function, called at once.", promise_name),
    verb("await", Form::promise, "Waits for a promise, in async bodies.", await_options),
    verb("sleep", Form::range, "Waits for a time, in async bodies."),
    verb("all", Form::list, "A promise of all results (Promise.all).", promise_name),
    verb("race", Form::list, "A promise of the first outcome (Promise.race).", promise_name),
    verb("any", Form::list, "A promise of the first result (Promise.any).", promise_name),
    verb("all_settled", Form::list, "A promise of all outcomes (Promise.allSettled).", promise_name),
    verb("set_wall_clock", Form::timestamp_value, "Sets the wall clock; no timer moves."),
    verb("shift_wall_clock", Form::duration, "Steps the wall clock; no timer moves."),
    verb("block", Form::duration, "Busy synchronous work: the clock moves on while nothing else can run."),
    verb("choose", Form::bodies, "One of the bodies, drawn from the seed."),
    verb("assert", Form::condition, "Fails the run when it is false.", assert_options),
};

}  // namespace

std::span<const Verb> verbs() { return verb_table; }

}  // namespace vtime::scenario
