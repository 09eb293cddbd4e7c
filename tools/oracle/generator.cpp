#include "generator.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

#include "vtime/random.hpp"

namespace vtime::oracle {

namespace {

/// The names that a body may use. A nested body begins with a copy.
struct Names {
  std::vector<std::string> timers;
  std::vector<std::string> immediates;
  std::vector<std::string> loads;
  std::vector<std::string> promises;
  std::vector<std::string> settleable;
  std::vector<std::string> listeners;
  std::vector<std::string> texts;  ///< variables whose values have a text
};

/// Where a body stands.
struct Context {
  Names names;
  bool is_async = false;
  bool may_return = true;
  int depth = 0;
};

class Generator {
 public:
  Generator(std::uint64_t seed, std::string loop) : random_(seed), loop_(std::move(loop)) {}

  Sketch generate() {
    budget_ = 6 + static_cast<int>(random_.below(30));
    for (const char* name : {"first", "second"}) functions_.push_back({name, random_.below(2) == 0, {}});
    Sketch sketch;
    sketch.loop = loop_;
    Context script;
    script.may_return = false;
    sketch.script = body(script, 8);
    for (NamedFunction& function : functions_) {
      Context context;
      context.names.texts = {"x"};
      context.is_async = function.is_async;
      context.depth = 2;
      calls_allowed_ = false;  // so that no two functions call each other for ever
      function.body = body(context, 3);
    }
    calls_allowed_ = true;
    sketch.functions = functions_;
    for (std::uint64_t left = random_.below(3); left > 0; --left) {
      Context context;
      context.depth = 1;
      sketch.timeline.push_back({pick<std::string_view>({"0", "1", "3ms", "5ms", "10ms", "12.5ms"}), body(context, 3)});
    }
    return sketch;
  }

 private:
  using Make = Step (Generator::*)(Context&);
  struct Choice {
    int weight;
    Make make;
    bool possible;
  };

  template <typename T>
  std::string pick(std::initializer_list<T> values) {
    return std::string(values.begin()[random_.below(values.size())]);
  }
  std::string pick(const std::vector<std::string>& values) { return values[random_.below(values.size())]; }
  bool chance(std::uint64_t one_in) { return random_.below(one_in) == 0; }
  std::string fresh(const char* prefix) { return fmt::format("{}{}", prefix, ++last_name_); }

  std::string delay() {
    if (chance(25)) return pick<std::string_view>({"-1", "2147483648", "-500us", "1d"});
    return pick<std::string_view>(
        {"0", "0", "1", "1", "2", "3", "4", "5", "5", "6", "10", "10", "12", "1.5", "2.9", "700us"});
  }
  std::string busy() {
    return pick<std::string_view>({"300us", "1ms", "1ms", "1.5ms", "2ms", "4ms", "5ms", "10ms", "20ms", "35.25ms"});
  }
  std::string event() { return pick<std::string_view>({"ping", "pong", "data"}); }
  std::string value(const Context& context) {
    if (!context.names.texts.empty() && chance(2)) return fmt::format("${{{}}}", pick(context.names.texts));
    return fmt::format("v{}", random_.below(100));
  }

  Step log(Context& context) {
    std::string text = fmt::format("line {}", ++last_line_);
    if (!context.names.texts.empty() && chance(2)) text += fmt::format(" ${{{}}}", pick(context.names.texts));
    return {"log", text, {}, {}};
  }

  /// A body begins with a line of its own, so that its run is seen.
  Steps body(Context context, std::uint64_t most) {
    ++context.depth;
    Steps steps{log(context)};
    for (std::uint64_t left = 1 + random_.below(most); left > 0 && budget_ > 0; --left) {
      --budget_;
      steps.push_back(statement(context));
      if (steps.back().verb == "throw" || steps.back().verb == "return") break;
    }
    return steps;
  }
  Steps nested(const Context& context, std::initializer_list<const char*> bound = {}, bool is_async = false) {
    Context inner = context;
    inner.is_async = is_async;
    inner.may_return = true;
    for (const char* name : bound) inner.names.texts.emplace_back(name);
    const std::uint64_t most = inner.depth > 4 ? 1 : 3;
    return body(std::move(inner), most);
  }
  /// A block of the same function.
  Steps block(const Context& context) { return body(context, 2); }

  Step statement(Context& context) {
    const Names& names = context.names;
    const bool node = loop_ == "node";
    const std::array choices{
        Choice{6, &Generator::log, true},
        Choice{14, &Generator::set_timeout, true},
        Choice{4, &Generator::set_interval, true},
        Choice{3, &Generator::clear_timer, !names.timers.empty()},
        Choice{5, &Generator::queue_microtask, true},
        Choice{6, &Generator::next_tick, node},
        Choice{7, &Generator::set_immediate, node},
        Choice{2, &Generator::clear_immediate, node && !names.immediates.empty()},
        Choice{7, &Generator::block_for, true},
        Choice{3, &Generator::call, calls_allowed_},
        Choice{4, &Generator::listen, true},
        Choice{2, &Generator::unlisten, !names.listeners.empty()},
        Choice{4, &Generator::emit, true},
        Choice{6, &Generator::load, true},
        Choice{1, &Generator::cancel, !names.loads.empty()},
        Choice{6, &Generator::promise, true},
        Choice{4, &Generator::settle, !names.settleable.empty()},
        Choice{7, &Generator::then, !names.promises.empty()},
        Choice{5, &Generator::async, true},
        Choice{7, &Generator::await, context.is_async},
        Choice{6, &Generator::sleep, context.is_async},
        Choice{3, &Generator::combine, names.promises.size() >= 2},
        Choice{3, &Generator::attempt, true},
        Choice{2, &Generator::repeat, true},
        Choice{1, &Generator::fail, context.depth > 1},
        Choice{2, &Generator::give_back, context.may_return && context.depth > 1},
    };
    std::uint64_t total = 0;
    for (const Choice& choice : choices) total += choice.possible ? static_cast<std::uint64_t>(choice.weight) : 0;
    std::uint64_t at = random_.below(total);
    for (const Choice& choice : choices) {
      if (!choice.possible) continue;
      const auto weight = static_cast<std::uint64_t>(choice.weight);
      if (at < weight) return (this->*choice.make)(context);
      at -= weight;
    }
    return log(context);
  }

  Step set_timeout(Context& context) {
    Step step{"set_timeout", delay(), {}, {}};
    if (chance(8)) step.options.emplace_back("background", "true");
    if (chance(2)) {
      const std::string name = fresh("t");
      step.options.emplace_back("as", name);
      context.names.timers.push_back(name);
    }
    step.bodies.emplace_back("do", nested(context));
    return step;
  }

  /// An interval that counts its runs and clears itself.
  Step set_interval(Context& context) {
    const std::string name = fresh("i");
    context.names.timers.push_back(name);
    Step step{"set_interval", delay(), {{"as", name}}, {}};
    Steps steps = nested(context);
    const std::string counter = fresh("n");
    Steps stop{{"clear_interval", name, {}, {}}};
    steps.insert(steps.begin() + 1, {"if", fmt::format("now() >= {}ms", 1 + random_.below(30)), {}, {{"then", stop}}});
    step.bodies.emplace_back("do", std::move(steps));
    return step;
  }
  Step clear_timer(Context& context) {
    return {pick<std::string_view>({"clear_timeout", "clear_interval"}), pick(context.names.timers), {}, {}};
  }
  Step queue_microtask(Context& context) { return {"queue_microtask", "", {}, {{"", nested(context)}}}; }
  Step next_tick(Context& context) { return {"next_tick", "", {}, {{"", nested(context)}}}; }
  Step set_immediate(Context& context) {
    Step step{"set_immediate", "", {}, {}};
    if (chance(2)) {
      const std::string name = fresh("m");
      step.options.emplace_back("as", name);
      context.names.immediates.push_back(name);
    }
    step.bodies.emplace_back("", nested(context));
    return step;
  }
  Step clear_immediate(Context& context) { return {"clear_immediate", pick(context.names.immediates), {}, {}}; }
  Step block_for(Context&) { return {"block", busy(), {}, {}}; }

  Step call(Context& context) {
    const NamedFunction& function = functions_[random_.below(functions_.size())];
    Step step{"call", function.name, {{"with", fmt::format("[\"{}\"]", value(context))}}, {}};
    const std::string name = fresh(function.is_async ? "p" : "r");
    step.options.emplace_back("into", name);
    if (function.is_async) context.names.promises.push_back(name);
    return step;
  }
  Step listen(Context& context) {
    const std::string name = fresh("l");
    Step step{pick<std::string_view>({"on", "once"}), event(), {{"as", name}}, {}};
    if (context.depth > 2) return log(context);  // listeners that add listeners grow without end
    context.names.listeners.push_back(name + ":" + step.value);
    step.bodies.emplace_back("do", nested(context));
    return step;
  }
  Step unlisten(Context& context) {
    const std::string both = pick(context.names.listeners);
    const std::size_t colon = both.find(':');
    Step step{"off", both.substr(colon + 1), {}, {}};
    if (!chance(4)) step.options.emplace_back("listener", both.substr(0, colon));
    return step;
  }
  Step emit(Context&) { return {"emit", event(), {}, {}}; }

  Step load(Context& context) {
    Step step{"load", pick<std::string_view>({"quick", "slow", "bad", "pool", "pool", "flaky"}), {}, {}};
    const std::string name = fresh("d");
    step.options.emplace_back("as", name);
    context.names.loads.push_back(name);
    if (chance(3)) {
      context.names.promises.push_back(name);
      return step;
    }
    step.bodies.emplace_back("do", nested(context, {"result"}));
    if (!chance(6)) step.bodies.emplace_back("catch", nested(context, {"error"}));
    return step;
  }
  Step cancel(Context& context) { return {"cancel", pick(context.names.loads), {}, {}}; }

  Step promise(Context& context) {
    const std::string name = fresh("p");
    context.names.promises.push_back(name);
    context.names.settleable.push_back(name);
    Step step{"promise", name, {}, {}};
    Steps steps = nested(context);
    if (chance(2)) steps.push_back(settle_named(context, name));
    step.bodies.emplace_back("do", std::move(steps));
    return step;
  }
  Step settle_named(Context& context, const std::string& name) {
    Step step{chance(4) ? "reject" : "resolve", name, {}, {}};
    const bool with_promise = step.verb == "resolve" && chance(4);
    step.options.emplace_back("with",
                              with_promise ? fmt::format("${{{}}}", pick(context.names.promises)) : value(context));
    return step;
  }
  Step settle(Context& context) { return settle_named(context, pick(context.names.settleable)); }

  Step then(Context& context) {
    Step step{"then", pick(context.names.promises), {}, {}};
    const std::uint64_t handlers = 1 + random_.below(7);
    if ((handlers & 1) != 0) step.bodies.emplace_back("do", nested(context));
    if ((handlers & 2) != 0) step.bodies.emplace_back("catch", nested(context, {"error"}));
    if ((handlers & 4) != 0) step.bodies.emplace_back("finally", nested(context));
    if (chance(2)) {
      const std::string name = fresh("p");
      step.options.emplace_back("as", name);
      context.names.promises.push_back(name);
    }
    return step;
  }
  Step async(Context& context) {
    Step step{"async", "", {}, {{"", nested(context, {}, true)}}};
    if (chance(2)) {
      const std::string name = fresh("p");
      step.options.emplace_back("as", name);
      context.names.promises.push_back(name);
    }
    return step;
  }
  Step await(Context& context) {
    if (context.names.promises.empty() || chance(4)) return {"await", "null", {}, {}};
    return {"await", pick(context.names.promises), {}, {}};
  }
  Step sleep(Context&) { return {"sleep", delay(), {}, {}}; }

  Step combine(Context& context) {
    const std::string name = fresh("p");
    const std::string list =
        fmt::format("[\"${{{}}}\", \"${{{}}}\"]", pick(context.names.promises), pick(context.names.promises));
    context.names.promises.push_back(name);
    return {pick<std::string_view>({"all", "race", "any", "all_settled"}), list, {{"as", name}}, {}};
  }
  Step attempt(Context& context) {
    Step step{"try", "", {}, {{"", block(context)}}};
    const bool catches = !chance(4);
    if (catches) {
      Context handler = context;
      handler.names.texts.emplace_back("error");
      step.bodies.emplace_back("catch", block(handler));
    }
    if (!catches || chance(3)) step.bodies.emplace_back("finally", block(context));
    return step;
  }
  Step repeat(Context& context) {
    const std::string name = fresh("k");
    Context inner = context;
    inner.names.texts.push_back(name);
    return {"repeat", fmt::format("{}", 1 + random_.below(3)), {{"as", name}}, {{"do", block(inner)}}};
  }
  Step fail(Context&) { return {"throw", fmt::format("thrown {}", ++last_line_), {}, {}}; }
  Step give_back(Context& context) {
    if (!context.names.promises.empty() && chance(2)) {
      return {"return", fmt::format("${{{}}}", pick(context.names.promises)), {}, {}};
    }
    return {"return", value(context), {}, {}};
  }

  Random random_;
  std::string loop_;
  std::vector<NamedFunction> functions_;
  bool calls_allowed_ = true;
  int budget_ = 0;
  int last_name_ = 0;
  int last_line_ = 0;
};

}  // namespace

Sketch generate(std::uint64_t seed, const std::string& loop) { return Generator(seed, loop).generate(); }

}  // namespace vtime::oracle
