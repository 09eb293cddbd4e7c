/// From the maps of a body to statements.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "scenario/reader/keys.hpp"
#include "scenario/reader/reading.hpp"
#include "scenario/scenario.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Reads the bodies of one scenario. A mistake becomes a diagnostic, and reading goes on behind it: what it left
/// unknown is null or empty in the tree.
class StatementReader {
 public:
  StatementReader(const ReadContext& context, LoopKind loop) : context_(context), loop_(loop) {}

  /// What a body sees beyond its parameters, and where it is bound; a function named in place of the body is called
  /// with it.
  using Bound = std::vector<Target>;

  /// A function of the statements in `body`.
  std::unique_ptr<Function> read_function(std::string_view key, const Node& body, std::vector<Target> parameters = {},
                                          bool is_async = false, const Bound& bound = {});
  /// A list of parameters.
  std::vector<Target> read_names(std::string_view key, const Node& node);

  /// Whether a mistake may have hidden a definition, so that names can't be judged.
  bool lost_definitions() const { return lost_definitions_; }

 private:
  /// A statement's map while it is read.
  struct Source {
    const Node& map;
    const Verb& verb;
    const Node::Entry& entry;  ///< the verb's

    const Node& value() const { return *entry.value; }
    std::string_view name() const { return verb.key.name; }
  };
  using Build = Statement::Form (StatementReader::*)(const Source&);

  // Bodies: statement_reader.cpp.
  Block read_block(std::string_view key, const Node& body, const Bound& bound = {});
  void read_statement(const Node& node, Block& block);
  std::optional<Source> find_verb_of(const Node& map);
  /// Reports a map without a verb; where one was misspelt, reading goes on with the one that was meant.
  std::optional<Source> guess_verb(const Node& map);
  void check_options(const Source& source);
  std::string_view report_unknown_option(const Source& source, const Node& key);
  std::unique_ptr<Function> read_async_body(const Node& body);
  Statement call_of(const Node& function, const Bound& bound);
  static Build builder_of(std::string_view verb);

  // Parts of statements: statement_parts.cpp.
  ExpressionPtr read_text(std::string_view key, const Node& node);
  ExpressionPtr read_expression(std::string_view key, Form form, const Node& node);
  ExpressionPtr read_value(const Node& node);
  ExpressionPtr read_list_value(std::string_view key, const Node& node);
  ExpressionPtr read_whole_number(std::string_view key, const Node& node);
  ExpressionPtr read_function_value(const Node& map);
  ExpressionPtr read_callback(std::string_view key, const Node& node, std::vector<Target> parameters);
  ExpressionPtr callback_option(const Source& source, std::string_view key, std::vector<Target> parameters = {});
  ExpressionPtr callback_with_params(const Source& source);
  std::vector<ExpressionPtr> read_arguments(const Source& source);
  Delay read_delay_value(std::string_view key, Form form, const Node& node);
  void check_sign(std::string_view key, const Node& node, const Range& range);
  std::optional<Target> read_name(std::string_view key, const Node& node);
  std::optional<Target> name_option(const Source& source, std::string_view key);
  bool flag_option(const Source& source, std::string_view key);
  Target implied(const Source& source, std::string_view key, std::string_view name);

  // Statements: statement_forms.cpp.
  Statement::Form read_log(const Source& source);
  Statement::Form read_set_timer(const Source& source);
  Statement::Form read_clear(const Source& source);
  Statement::Form read_queue(const Source& source);
  Statement::Form read_call(const Source& source);
  Statement::Form read_return(const Source& source);
  Statement::Form read_assign(const Source& source);
  Statement::Form read_if(const Source& source);
  Statement::Form read_while(const Source& source);
  Statement::Form read_repeat(const Source& source);
  Statement::Form read_for_each(const Source& source);
  Statement::Form read_break(const Source& source);
  Statement::Form read_continue(const Source& source);
  Statement::Form read_throw(const Source& source);
  Statement::Form read_try(const Source& source);
  Statement::Form read_listen(const Source& source);
  Statement::Form read_unlisten(const Source& source);
  Statement::Form read_emit(const Source& source);
  Statement::Form read_load(const Source& source);
  Statement::Form read_promise(const Source& source);
  Statement::Form read_settle(const Source& source);
  Statement::Form read_then(const Source& source);
  Statement::Form read_async(const Source& source);
  Statement::Form read_await(const Source& source);
  Statement::Form read_sleep(const Source& source);
  Statement::Form read_combine(const Source& source);
  Statement::Form read_set_wall_clock(const Source& source);
  Statement::Form read_shift_wall_clock(const Source& source);
  Statement::Form read_block_for(const Source& source);
  Statement::Form read_choose(const Source& source);
  Statement::Form read_assert(const Source& source);

  ReadContext context_;
  LoopKind loop_;
  bool lost_definitions_ = false;
};

}  // namespace vtime::scenario
