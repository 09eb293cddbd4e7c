#include "scenario/resolver/scopes.hpp"

#include <algorithm>
#include <utility>

namespace vtime::scenario {

void Scopes::enter_function(Function& function) { functions_.push_back(FunctionScope{&function, 0, {}}); }

void Scopes::leave_function() { functions_.pop_back(); }

void Scopes::enter_block(bool global) {
  blocks_.push_back(BlockScope{++block_count_, global, variables_.size(), functions_.back().next_register});
}

void Scopes::leave_block(Block& block) {
  const BlockScope scope = blocks_.back();
  while (variables_.size() > scope.first_variable) {
    const Variable& variable = variables_.back();
    const Slot slot{variable.captured ? Slot::Home::cell : Slot::Home::local, variable.place};
    for (Slot* use : variable.own_uses) *use = slot;
    if (variable.early) block.early_cells.push_back(variable.place);
    const auto stack = by_name_.find(variable.name);
    stack->second.pop_back();
    if (stack->second.empty()) by_name_.erase(stack);
    variables_.pop_back();
  }
  std::reverse(block.early_cells.begin(), block.early_cells.end());
  functions_.back().next_register = scope.first_register;
  blocks_.pop_back();
}

void Scopes::keep_block() {
  for (Variable& variable : variables_) variable.defined = true;
  blocks_.pop_back();
}

void Scopes::announce(std::string_view name, const Span& where) {
  const Variable* known = find(name);
  if (known != nullptr && in_current_block(*known)) return;
  Variable variable;
  variable.name = name;
  variable.declaration = ++declarations_;
  variable.function = depth();
  variable.block = blocks_.back().number;
  variable.global = blocks_.back().global;
  variable.where = where;
  if (variable.global) {
    variable.place = static_cast<std::uint32_t>(program_.globals.size());
    program_.globals.emplace_back(name);
  } else {
    FunctionScope& scope = functions_.back();
    variable.place = scope.next_register++;
    scope.function->frame_size = std::max(scope.function->frame_size, scope.next_register);
  }
  by_name_[name].push_back(variables_.size());
  variables_.push_back(std::move(variable));
}

Variable* Scopes::find(std::string_view name) {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &variables_[found->second.back()];
}

void Scopes::use(Variable& variable, Slot& slot) {
  if (variable.global) {
    slot = Slot{Slot::Home::global, variable.place};
  } else if (variable.function == depth()) {
    variable.own_uses.push_back(&slot);
  } else {
    variable.captured = true;
    if (!variable.defined) variable.early = true;
    slot = Slot{Slot::Home::captured, capture(variable, depth())};
  }
}

/// The number of the variable's cell among the captures of the function at `depth`; the functions in between pass it
/// on.
std::uint32_t Scopes::capture(const Variable& variable, std::uint32_t depth) {
  FunctionScope& scope = functions_[depth - 1];
  const auto known = scope.captures.find(variable.declaration);
  if (known != scope.captures.end()) return known->second;
  const bool next_door = depth - 1 == variable.function;
  const Slot source =
      next_door ? Slot{Slot::Home::cell, variable.place} : Slot{Slot::Home::captured, capture(variable, depth - 1)};
  const auto index = static_cast<std::uint32_t>(scope.function->captures.size());
  scope.function->captures.push_back(source);
  scope.captures.emplace(variable.declaration, index);
  return index;
}

std::vector<std::string_view> Scopes::visible_names() const {
  std::vector<std::string_view> names;
  for (const Variable& variable : variables_) {
    if (usable(variable)) names.push_back(variable.name);
  }
  return names;
}

}  // namespace vtime::scenario
