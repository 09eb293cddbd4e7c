/// The typed syntax tree of a scenario's program. The reader builds it, the resolver fills in the slots, and from then
/// on it is immutable and shared between runs and threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "scenario/diagnostic.hpp"
#include "vtime/place.hpp"
#include "vtime/range.hpp"

namespace vtime::scenario {

// ---- names -----------------------------------------------------------------------------------------------------

/// Where a variable lives while the program runs.
struct Slot {
  enum class Home : std::uint8_t {
    unresolved,
    global,    ///< a variable of the outermost block of `script`, which every function sees; may not be defined yet
    local,     ///< a register of the frame
    cell,      ///< a register of the frame that holds a shared cell, because a closure captures the variable
    captured,  ///< a cell among the captures of the running function
  };
  Home home = Home::unresolved;
  std::uint32_t index = 0;
};

/// The name of a variable that the reader makes up: no user can write it.
inline constexpr const char* unwritable_name = "(returned)";

/// A name that a statement defines or assigns to (`as`, `into`, `let`, `set`, `params`, ...). The reader sets `defines`
/// for `let`, which tells it from `set`; of all others the resolver knows.
struct Target {
  std::string name;
  Span where;
  Slot slot;
  bool defines = false;           ///< a new variable: in a cell, a fresh cell. Otherwise an assignment
  std::uint32_t declaration = 0;  ///< which variable of the program it is (numbered by the resolver)
};

// ---- expressions -----------------------------------------------------------------------------------------------

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;
struct Function;

using Literal = std::variant<std::monostate, bool, std::int64_t, double, std::string, Duration>;

/// `index` numbers the literals of a program, so that a run makes each value once.
struct Constant {
  Literal value;
  std::uint32_t index = 0;
  bool bare_word = false;  ///< a plain scalar in a value place: of a variable's name it is likely a mistake
};

struct VariableUse {
  std::string name;
  Slot slot;
  std::uint32_t declaration = 0;  ///< as in Target
};

/// A name of `functions`, by its index in Program::functions.
struct FunctionUse {
  std::string name;
  std::uint32_t index = 0;
};

enum class UnaryOperator : std::uint8_t { negate, logical_not };
struct Unary {
  UnaryOperator operation{};
  ExpressionPtr operand;
};

enum class BinaryOperator : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  remainder,
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
};
struct Binary {
  BinaryOperator operation{};
  ExpressionPtr left;
  ExpressionPtr right;
};

/// `and`, `or`: the right side is evaluated only when the left one does not decide.
struct Logical {
  bool is_and = false;
  ExpressionPtr left;
  ExpressionPtr right;
};

struct Member {
  ExpressionPtr object;
  std::string name;
};

struct Subscript {
  ExpressionPtr object;
  ExpressionPtr index;
};

enum class Builtin : std::uint8_t {
  now,
  wall_now,
  min,
  max,
  abs,
  floor,
  round,
  length,
  text,
  random,
  append,
  slice,
  put,
  remove,
  keys,
  contains,
};
struct BuiltinCall {
  Builtin builtin{};
  std::vector<ExpressionPtr> arguments;
};

/// Text with `${...}`: the parts are joined as text.
struct Interpolation {
  std::vector<ExpressionPtr> parts;
};

struct ListLiteral {
  std::vector<ExpressionPtr> items;
};

struct MapLiteral {
  std::vector<std::pair<std::string, ExpressionPtr>> entries;
};

/// A function value: closes over the variables around it.
struct FunctionLiteral {
  std::unique_ptr<Function> function;
};

struct Expression {
  using Form = std::variant<Constant, VariableUse, FunctionUse, Unary, Binary, Logical, Member, Subscript, BuiltinCall,
                            Interpolation, ListLiteral, MapLiteral, FunctionLiteral>;
  Form form;
  Span where;
};

// ---- statements ------------------------------------------------------------------------------------------------

struct Statement;

/// A list of statements with a scope of its own. `early_cells` are the registers in which entering the block puts a
/// fresh cell without a value: those of variables that a closure captures before the statement that gives them their
/// first value (also the `as` of a timer that its own callback uses). That statement's Target then has `defines` unset.
/// Reading a cell (or a global) that has no value yet is a run-time error: use before definition.
struct Block {
  std::vector<Statement> statements;
  Span where;
  std::vector<std::uint32_t> early_cells;
  bool runs_through = false;  ///< nothing in it calls, waits, repeats or leaves: once begun it comes to its end
};

/// A delay or duration: known when the file is read, or computed (a duration, a number of ms, text).
struct Delay {
  std::optional<Range> fixed;
  ExpressionPtr computed;  ///< null when `fixed` is set
  bool range_allowed = false;
};

/// What to do with the beats of an interval that a stall has passed.
enum class Missed : std::uint8_t { burst, delay, skip };

struct Log {
  ExpressionPtr text;
};
/// `set_timeout`, `set_interval`.
struct SetTimer {
  bool repeats = false;
  Delay delay;
  ExpressionPtr callback;  ///< a FunctionLiteral, or an expression that gives a function value
  std::vector<ExpressionPtr> arguments;
  bool background = false;
  Missed missed = Missed::burst;
  std::optional<Target> as;
};
/// `clear_*`, `cancel_*`, `cancel`.
struct Clear {
  enum class What : std::uint8_t { timer, immediate, frame, idle, load };
  What what{};
  ExpressionPtr handle;
};
/// `post`, `queue_microtask`, `next_tick`, `set_immediate`, `request_animation_frame`, `request_idle_callback`.
struct Queue {
  enum class Where : std::uint8_t { post, microtask, tick, immediate, frame, idle };
  Where where{};
  ExpressionPtr callback;
  std::optional<Delay> timeout;  ///< of an idle callback
  std::optional<Target> as;
};
struct Call {
  ExpressionPtr function;
  std::vector<ExpressionPtr> arguments;
  std::optional<Target> into;
};
struct Return {
  ExpressionPtr value;  ///< null: nothing, which is null
};
/// `let` and `set`: the targets tell which.
struct Assign {
  std::vector<std::pair<Target, ExpressionPtr>> assignments;
};
struct If {
  ExpressionPtr condition;
  Block then;
  std::optional<Block> otherwise;
};
struct While {
  ExpressionPtr condition;
  Block body;
};
struct Repeat {
  ExpressionPtr count;
  Block body;
  std::optional<Target> as;
};
struct ForEach {
  ExpressionPtr list;
  Block body;
  std::optional<Target> as;
};
struct Break {};
struct Continue {};
struct Throw {
  ExpressionPtr value;
};
struct Catch {
  Target error;
  Block body;
};
/// Its parts lie elsewhere, so that a statement takes no more memory for the sake of a rare one.
struct Try {
  Block body;
  std::unique_ptr<Catch> handler;  ///< may be null
  std::unique_ptr<Block> finally;  ///< may be null
};
/// `on`, `once`.
struct Listen {
  ExpressionPtr event;
  ExpressionPtr callback;
  bool once = false;
  std::optional<Target> as;
};
struct Unlisten {
  ExpressionPtr event;
  ExpressionPtr listener;  ///< null: all of the event's
};
struct Emit {
  ExpressionPtr event;
  std::vector<ExpressionPtr> arguments;
};
struct Load {
  ExpressionPtr resource;  ///< its name
  ExpressionPtr on_result;
  ExpressionPtr on_error;  ///< both null: the handle is a promise
  std::vector<ExpressionPtr> arguments;
  std::optional<Target> as;
};
struct MakePromise {
  Target name;
  std::unique_ptr<Function> executor;  ///< may be null
};
struct Settle {
  ExpressionPtr promise;
  bool rejects = false;
  ExpressionPtr value;  ///< may be null
};
struct Then {
  ExpressionPtr promise;
  ExpressionPtr on_result;
  ExpressionPtr on_error;
  ExpressionPtr on_settled;  ///< `finally`, chained behind
  std::optional<Target> as;
};
struct Async {
  std::unique_ptr<Function> body;
  std::optional<Target> as;
};
struct Await {
  ExpressionPtr promise;
  std::optional<Target> into;
};
struct Sleep {
  Delay delay;
};
struct Combine {
  enum class How : std::uint8_t { all, race, any, all_settled };
  How how{};
  ExpressionPtr list;
  std::optional<Target> as;
};
struct SetWallClock {
  ExpressionPtr time;
};
struct ShiftWallClock {
  Delay by;
};
/// `block`: busy work that moves the clock.
struct BlockFor {
  Delay delay;
};
struct Choose {
  std::vector<Block> branches;
};
struct Assert {
  ExpressionPtr condition;
  std::string source;     ///< the condition as written
  ExpressionPtr message;  ///< may be null
};

struct Statement {
  using Form = std::variant<Log, SetTimer, Clear, Queue, Call, Return, Assign, If, While, Repeat, ForEach, Break,
                            Continue, Throw, Try, Listen, Unlisten, Emit, Load, MakePromise, Settle, Then, Async, Await,
                            Sleep, Combine, SetWallClock, ShiftWallClock, BlockFor, Choose, Assert>;
  Form form;
  Place place;            ///< of the statement's verb
  std::string label;      ///< how reports name what it starts: the `as` name, else `line N`
  const char* verb = "";  ///< as written: a literal
};

// ---- functions and the program ---------------------------------------------------------------------------------

struct Function {
  std::string name;  ///< "" for a body
  std::vector<Target> parameters;
  bool is_async = false;
  bool is_host = false;  ///< bound by the host program: no body
  Block body;
  Place place;
  std::uint32_t frame_size = 0;  ///< registers
  std::vector<Slot> captures;    ///< slots of the enclosing function whose cells a closure takes along
};

struct Response {
  std::optional<Range> latency;  ///< none: the resource's
  bool fails = false;
  ExpressionPtr value;  ///< constants only
};

struct Resource {
  std::string name;
  Range latency;
  std::vector<Response> responses;  ///< used up in order, the last one repeats
  std::uint32_t concurrency = 0;    ///< 0: no bound
  Place place;
};

struct TimelineEntry {
  Duration at{};
  std::unique_ptr<Function> body;
  Place place;
};

struct Program {
  std::vector<Resource> resources;
  std::vector<std::unique_ptr<Function>> functions;
  std::unique_ptr<Function> script;
  std::vector<TimelineEntry> timeline;
  std::vector<std::string> globals;       ///< names of the global variables, by slot
  std::vector<const Literal*> constants;  ///< by Constant::index
};

}  // namespace vtime::scenario
