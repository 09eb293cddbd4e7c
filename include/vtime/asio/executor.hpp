/// Executors of a Context: what Asio code posts to, and what its timers and coroutines carry along.
///
///     vtime::asio::Executor executor = context.get_executor();
///     boost::asio::post(executor, [] { ... });
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"

namespace vtime::asio {

class Context;

/// Has the properties of the executors of an io_context: blocking (possibly, never), relationship, outstanding_work,
/// allocator, mapping, context. `tracked` is the property outstanding_work: while such an executor lives, the context
/// has work. Copies may be made on any thread; functions must be given on the thread of the context.
template <typename Allocator = std::allocator<void>, bool tracked = false>
class BasicExecutor {
  using blocking_t = net::execution::blocking_t;
  using relationship_t = net::execution::relationship_t;
  using outstanding_work_t = net::execution::outstanding_work_t;

 public:
  BasicExecutor(const BasicExecutor& other) noexcept
      : BasicExecutor(other.context_, other.allocator_, other.never_blocks_, other.continues_) {}
  BasicExecutor(BasicExecutor&& other) noexcept
      : context_(other.context_),
        allocator_(std::move(other.allocator_)),
        never_blocks_(other.never_blocks_),
        continues_(other.continues_) {
    if constexpr (tracked) other.context_ = nullptr;
  }
  BasicExecutor& operator=(BasicExecutor other) noexcept {
    std::swap(context_, other.context_);
    std::swap(allocator_, other.allocator_);
    std::swap(never_blocks_, other.never_blocks_);
    std::swap(continues_, other.continues_);
    return *this;
  }
  ~BasicExecutor();

  Context& context() const noexcept { return *context_; }
  /// Whether the caller is a handler of the context.
  bool running_in_this_thread() const noexcept;

  /// Calls a copy of `function`: at once, if that is allowed and a handler of the context is running; or else in its
  /// turn. An exception of what is called at once leaves the running handler's call after that handler has returned, as
  /// with an io_context.
  template <typename Function>
  void execute(Function&& function) const;

  // ---- properties: asked for through Asio's require, prefer and query ----------------------------------------------

  BasicExecutor require(blocking_t::possibly_t) const { return {context_, allocator_, false, continues_}; }
  BasicExecutor require(blocking_t::never_t) const { return {context_, allocator_, true, continues_}; }
  BasicExecutor require(relationship_t::fork_t) const { return {context_, allocator_, never_blocks_, false}; }
  BasicExecutor require(relationship_t::continuation_t) const { return {context_, allocator_, never_blocks_, true}; }
  BasicExecutor<Allocator, true> require(outstanding_work_t::tracked_t) const {
    return {context_, allocator_, never_blocks_, continues_};
  }
  BasicExecutor<Allocator, false> require(outstanding_work_t::untracked_t) const {
    return {context_, allocator_, never_blocks_, continues_};
  }
  template <typename Other>
  BasicExecutor<Other, tracked> require(net::execution::allocator_t<Other> property) const {
    return {context_, property.value(), never_blocks_, continues_};
  }
  BasicExecutor<std::allocator<void>, tracked> require(net::execution::allocator_t<void>) const {
    return {context_, std::allocator<void>(), never_blocks_, continues_};
  }

  static constexpr net::execution::mapping_t query(net::execution::mapping_t) noexcept {
    return net::execution::mapping.thread;
  }
  Context& query(net::execution::context_t) const noexcept { return *context_; }
  constexpr blocking_t query(blocking_t) const noexcept {
    return never_blocks_ ? blocking_t(net::execution::blocking.never) : blocking_t(net::execution::blocking.possibly);
  }
  constexpr relationship_t query(relationship_t) const noexcept {
    return continues_ ? relationship_t(net::execution::relationship.continuation)
                      : relationship_t(net::execution::relationship.fork);
  }
  static constexpr outstanding_work_t query(outstanding_work_t) noexcept {
    return tracked ? outstanding_work_t(net::execution::outstanding_work.tracked)
                   : outstanding_work_t(net::execution::outstanding_work.untracked);
  }
  template <typename Other>
  constexpr Allocator query(net::execution::allocator_t<Other>) const noexcept {
    return allocator_;
  }
  constexpr Allocator query(net::execution::allocator_t<void>) const noexcept { return allocator_; }

  // ---- the same by the older names, which strands and work guards call ---------------------------------------------

  void on_work_started() const noexcept;
  void on_work_finished() const noexcept;
  template <typename Function, typename Other>
  void dispatch(Function&& function, const Other& allocator) const {
    with(allocator, false, false).execute(std::forward<Function>(function));
  }
  template <typename Function, typename Other>
  void post(Function&& function, const Other& allocator) const {
    with(allocator, true, false).execute(std::forward<Function>(function));
  }
  template <typename Function, typename Other>
  void defer(Function&& function, const Other& allocator) const {
    with(allocator, true, true).execute(std::forward<Function>(function));
  }

  friend bool operator==(const BasicExecutor& left, const BasicExecutor& right) noexcept {
    return left.context_ == right.context_ && left.allocator_ == right.allocator_ &&
           left.never_blocks_ == right.never_blocks_ && left.continues_ == right.continues_;
  }
  friend bool operator!=(const BasicExecutor& left, const BasicExecutor& right) noexcept { return !(left == right); }

 private:
  friend class Context;
  template <typename, bool>
  friend class BasicExecutor;

  BasicExecutor(Context* context, const Allocator& allocator, bool never_blocks, bool continues) noexcept;

  template <typename Other>
  BasicExecutor<Other, false> with(const Other& allocator, bool never_blocks, bool continues) const noexcept {
    return {context_, allocator, never_blocks, continues};
  }

  Context* context_;
  [[no_unique_address]] Allocator allocator_;
  bool never_blocks_;
  bool continues_;
};

using Executor = BasicExecutor<>;

}  // namespace vtime::asio
