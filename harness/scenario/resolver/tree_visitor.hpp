/// Walking over the tree without knowing every form.
#pragma once

#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Is told the direct parts of a statement or an expression; goes deeper where it wants to.
class TreeVisitor {
 public:
  virtual ~TreeVisitor() = default;

  virtual void expression(const Expression& part) = 0;
  /// A block that belongs to the run of the statement.
  virtual void block(const Block& part) = 0;
  /// An executor or async body, which the statement runs at once.
  virtual void called_function(const Function& part) = 0;
  /// A function value, which whoever gets it may call.
  virtual void function_value(const Function& part) = 0;
  /// A variable that the statement gives a value.
  virtual void target(const Target& part) = 0;
};

void visit_parts(const Statement& statement, TreeVisitor& visitor);
void visit_parts(const Expression& expression, TreeVisitor& visitor);

}  // namespace vtime::scenario
