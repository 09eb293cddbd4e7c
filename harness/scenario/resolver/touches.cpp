#include "scenario/resolver/touches.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <variant>

#include "scenario/resolver/tree_visitor.hpp"

namespace vtime::scenario {
namespace {

using Kind = Touchable::Kind;

std::optional<std::string_view> constant_text(const ExpressionPtr& expression) {
  const auto* constant = expression == nullptr ? nullptr : std::get_if<Constant>(&expression->form);
  const auto* text = constant == nullptr ? nullptr : std::get_if<std::string>(&constant->value);
  if (text == nullptr) return std::nullopt;
  return *text;
}

/// The function that `expression` certainly is; null when it isn't known.
const Function* known_function(const ExpressionPtr& expression, const Program& program) {
  if (expression == nullptr) return nullptr;
  if (const auto* use = std::get_if<FunctionUse>(&expression->form)) return program.functions[use->index].get();
  const auto* literal = std::get_if<FunctionLiteral>(&expression->form);
  return literal == nullptr ? nullptr : literal->function.get();
}

/// Visits every statement of a program, those of function values included.
class EveryStatement : public TreeVisitor {
 public:
  void expression(const Expression& part) final { visit_parts(part, *this); }
  void block(const Block& part) final {
    for (const Statement& inner : part.statements) {
      statement(inner);
      visit_parts(inner, *this);
    }
  }
  void called_function(const Function& part) final { block(part.body); }
  void function_value(const Function& part) final { block(part.body); }
  void target(const Target&) final {}

  virtual void statement(const Statement& statement) = 0;
};

/// Collects the constant names of events and resources, and the listeners.
class NameCollector final : public EveryStatement {
 public:
  using Listeners = TouchIndex::Listeners;
  NameCollector(const Program& program, std::unordered_map<std::string_view, std::uint32_t>& numbers,
                std::unordered_map<std::string_view, Listeners>& listeners, Listeners& of_any)
      : program_(program), numbers_(numbers), listeners_(listeners), of_any_(of_any) {}

  void statement(const Statement& statement) override {
    if (const auto* listen = std::get_if<Listen>(&statement.form)) {
      add_listener(*listen);
    } else if (const auto* off = std::get_if<Unlisten>(&statement.form)) {
      add_name(off->event);
    } else if (const auto* emit = std::get_if<Emit>(&statement.form)) {
      add_name(emit->event);
    } else if (const auto* load = std::get_if<Load>(&statement.form)) {
      add_name(load->resource);
    }
  }

 private:
  void add_name(const ExpressionPtr& name) {
    const auto text = constant_text(name);
    if (text) numbers_.emplace(*text, static_cast<std::uint32_t>(numbers_.size()));
  }
  void add_listener(const Listen& listen) {
    add_name(listen.event);
    const auto name = constant_text(listen.event);
    Listeners& listeners = name ? listeners_[*name] : of_any_;
    const Function* function = known_function(listen.callback, program_);
    if (function == nullptr) {
      listeners.unknown = true;
    } else {
      listeners.known.push_back(function);
    }
  }

  const Program& program_;
  std::unordered_map<std::string_view, std::uint32_t>& numbers_;
  std::unordered_map<std::string_view, Listeners>& listeners_;
  Listeners& of_any_;
};

/// Walks over what one run of a function may do.
class TouchWalk final : public TreeVisitor {
 public:
  explicit TouchWalk(const TouchIndex& index) : index_(index) {}

  Touches walk(const Function& function) {
    called_function(function);
    while (!waiting_.empty() && !touches_.everything) {
      const Function& next = *waiting_.back();
      waiting_.pop_back();
      block(next.body);
    }
    for (auto* list : {&touches_.reads, &touches_.writes}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return std::move(touches_);
  }

  void block(const Block& part) override {
    for (const Statement& statement : part.statements) {
      std::visit([this](const auto& form) { visit(form); }, statement.form);
      visit_parts(statement, *this);
    }
  }
  void called_function(const Function& part) override {
    if (part.is_host) touches_.everything = true;
    if (seen_.insert(&part).second) waiting_.push_back(&part);
  }
  void function_value(const Function&) override {}
  void target(const Target& part) override {
    if (is_shared(part.slot)) touches_.writes.push_back({Kind::variable, part.declaration});
  }
  void expression(const Expression& part) override {
    if (const auto* use = std::get_if<VariableUse>(&part.form)) {
      if (is_shared(use->slot)) touches_.reads.push_back({Kind::variable, use->declaration});
    } else if (const auto* call = std::get_if<BuiltinCall>(&part.form)) {
      visit(*call);
    }
    visit_parts(part, *this);
  }

 private:
  static bool is_shared(const Slot& slot) { return slot.home != Slot::Home::local; }

  void reads(Kind kind) { touches_.reads.push_back({kind}); }
  void writes(Kind kind) { touches_.writes.push_back({kind}); }
  void call(const Function* function) {
    if (function == nullptr) {
      touches_.everything = true;
    } else {
      called_function(*function);
    }
  }
  void call(const TouchIndex::Listeners& listeners) {
    if (listeners.unknown) touches_.everything = true;
    for (const Function* function : listeners.known) called_function(*function);
  }
  /// False when it is not known which event.
  bool write_event(const ExpressionPtr& name) {
    const auto text = constant_text(name);
    if (text) {
      touches_.writes.push_back(index_.event(*text));
    } else {
      touches_.everything = true;
    }
    return text.has_value();
  }

  void visit(const BuiltinCall& form) {
    if (form.builtin == Builtin::now || form.builtin == Builtin::wall_now) reads(Kind::clock);
    if (form.builtin == Builtin::wall_now) reads(Kind::wall_clock);
    if (form.builtin == Builtin::random) writes(Kind::chance);
  }
  void visit(const Log&) { writes(Kind::log); }
  void visit(const Throw&) { writes(Kind::log); }
  void visit(const SetTimer&) { reads(Kind::handles); }
  void visit(const Queue&) { reads(Kind::handles); }
  void visit(const Clear&) { writes(Kind::handles); }
  void visit(const Call& form) { call(known_function(form.function, index_.program())); }
  void visit(const Listen& form) { write_event(form.event); }
  void visit(const Unlisten& form) { write_event(form.event); }
  void visit(const Emit& form) {
    if (!write_event(form.event)) return;
    call(index_.listeners_of(*constant_text(form.event)));
    call(index_.listeners_of_any());
  }
  void visit(const Load& form) {
    reads(Kind::handles);
    const auto name = constant_text(form.resource);
    if (name) {
      touches_.writes.push_back(index_.resource(*name));
    } else {
      touches_.everything = true;
    }
  }
  void visit(const MakePromise&) { writes(Kind::promises); }
  void visit(const Settle& form) {
    writes(Kind::promises);
    if (form.rejects) writes(Kind::log);
  }
  void visit(const Then&) { writes(Kind::promises); }
  void visit(const Async&) { writes(Kind::promises); }
  void visit(const Await&) { writes(Kind::promises); }
  void visit(const Combine&) { writes(Kind::promises); }
  void visit(const SetWallClock&) { writes(Kind::wall_clock); }
  void visit(const ShiftWallClock&) { writes(Kind::wall_clock); }
  void visit(const BlockFor&) { writes(Kind::clock); }
  void visit(const Choose&) { writes(Kind::chance); }
  template <class Form>
  void visit(const Form&) {}

  const TouchIndex& index_;
  Touches touches_;
  std::unordered_set<const Function*> seen_;
  std::vector<const Function*> waiting_;
};

bool meet(const std::vector<Touchable>& left, const std::vector<Touchable>& right) {
  auto at = right.begin();
  return std::any_of(left.begin(), left.end(), [&](const Touchable& thing) {
    at = std::lower_bound(at, right.end(), thing);
    return at != right.end() && *at == thing;
  });
}

}  // namespace

bool Touches::conflicts_with(const Touches& other) const {
  return everything || other.everything || meet(writes, other.writes) || meet(writes, other.reads) ||
         meet(reads, other.writes);
}

TouchIndex::TouchIndex(const Program& program) : program_(program) {
  NameCollector collector(program, numbers_, listeners_, of_any_);
  if (program.script != nullptr) collector.called_function(*program.script);
  for (const auto& function : program.functions) collector.called_function(*function);
  for (const TimelineEntry& entry : program.timeline) collector.called_function(*entry.body);
}

const TouchIndex::Listeners& TouchIndex::listeners_of(std::string_view name) const {
  static const Listeners none;
  const auto found = listeners_.find(name);
  return found == listeners_.end() ? none : found->second;
}

Touches TouchIndex::of(const Function& function) const { return TouchWalk(*this).walk(function); }

}  // namespace vtime::scenario
