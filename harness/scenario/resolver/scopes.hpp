/// The variables that a place of the program sees, and where they live.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// A variable while the block that defines it is being resolved.
struct Variable {
  std::string_view name;
  std::uint32_t declaration = 0;
  std::uint32_t function = 0;  ///< depth of the function that it belongs to
  std::uint32_t block = 0;     ///< number of its block
  std::uint32_t place = 0;     ///< register of that function, or number of the global
  bool global = false;
  bool defined = false;         ///< its definition has been passed
  bool captured = false;        ///< by a closure
  bool early = false;           ///< by a closure in front of its definition
  Span where;                   ///< of the definition
  std::vector<Slot*> own_uses;  ///< in its own function: local or cell, known when the block ends
};

/// The blocks and functions around the place that is being resolved. A name has the stack of the variables that it
/// stands for, so that looking one up takes the same time at any depth.
///
/// A block announces the variables that it will define when it is entered: a closure may capture them before their
/// definition has been passed, and everything else must not use them until then, as in JavaScript.
class Scopes {
 public:
  explicit Scopes(Program& program) : program_(program) {}

  void enter_function(Function& function);
  void leave_function();

  /// Enters a block; those of the outermost block of `script` are global.
  void enter_block(bool global);
  /// Gives the slots of the block's variables their home.
  void leave_block(Block& block);
  /// Leaves the outermost block of `script`, whose variables stay visible.
  void keep_block();

  /// A variable of the current block, whose definition follows. One is enough for a name.
  void announce(std::string_view name, const Span& where);

  /// The variable that `name` stands for: the innermost one, be it defined or not. Null when there is none.
  Variable* find(std::string_view name);
  /// Whether it may be used here: it is defined, or a closure captures it in front of its definition.
  bool usable(const Variable& variable) const { return variable.defined || variable.function != depth(); }
  bool in_current_block(const Variable& variable) const { return variable.block == blocks_.back().number; }

  /// Notes that `slot` stands for `variable` here.
  void use(Variable& variable, Slot& slot);

  /// Names that may be used here, for suggestions.
  std::vector<std::string_view> visible_names() const;

 private:
  struct FunctionScope {
    Function* function = nullptr;
    std::uint32_t next_register = 0;
    std::unordered_map<std::uint32_t, std::uint32_t> captures;  ///< by declaration
  };
  struct BlockScope {
    std::uint32_t number = 0;
    bool global = false;
    std::size_t first_variable = 0;
    std::uint32_t first_register = 0;
  };

  std::uint32_t depth() const { return static_cast<std::uint32_t>(functions_.size()); }
  std::uint32_t capture(const Variable& variable, std::uint32_t depth);

  Program& program_;
  std::vector<FunctionScope> functions_;
  std::vector<BlockScope> blocks_;
  std::vector<Variable> variables_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name_;
  std::uint32_t declarations_ = 0;
  std::uint32_t block_count_ = 0;
};

}  // namespace vtime::scenario
