#include "scenario/runtime/names_in.hpp"

#include <algorithm>

namespace vtime::scenario {

namespace {

struct Collector {
  std::vector<const VariableUse*>& names;

  void look(const ExpressionPtr& expression) const {
    if (expression) std::visit(*this, expression->form);
  }
  void look_at_all(const std::vector<ExpressionPtr>& expressions) const {
    for (const ExpressionPtr& expression : expressions) look(expression);
  }

  void operator()(const VariableUse& use) const {
    const bool known = std::any_of(names.begin(), names.end(), [&](const VariableUse* other) {
      return other->slot.home == use.slot.home && other->slot.index == use.slot.index;
    });
    if (!known) names.push_back(&use);
  }
  void operator()(const Unary& form) const { look(form.operand); }
  void operator()(const Binary& form) const {
    look(form.left);
    look(form.right);
  }
  void operator()(const Logical& form) const {
    look(form.left);
    look(form.right);
  }
  void operator()(const Member& form) const { look(form.object); }
  void operator()(const Subscript& form) const {
    look(form.object);
    look(form.index);
  }
  void operator()(const BuiltinCall& form) const { look_at_all(form.arguments); }
  void operator()(const Interpolation& form) const { look_at_all(form.parts); }
  void operator()(const ListLiteral& form) const { look_at_all(form.items); }
  void operator()(const MapLiteral& form) const {
    for (const auto& [key, value] : form.entries) look(value);
  }
  void operator()(const Constant&) const {}
  void operator()(const FunctionUse&) const {}
  void operator()(const FunctionLiteral&) const {}
};

}  // namespace

std::vector<const VariableUse*> names_in(const Expression& expression) {
  std::vector<const VariableUse*> names;
  std::visit(Collector{names}, expression.form);
  return names;
}

}  // namespace vtime::scenario
