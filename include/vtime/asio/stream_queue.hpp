/// Operations of one kind that wait at an end of a stream, with the deadline that Beast's streams have.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/stream_operation.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::asio {

/// First come, first served. The deadline counts for what waits, and for what comes later, until it is set anew.
class StreamQueue {
 public:
  static constexpr TimePoint never = TimePoint::max();

  bool empty() const noexcept { return operations_.empty(); }
  StreamOperation& front() const noexcept { return operations_.front<StreamOperation>(); }

  void push(Context& context, StreamOperation& operation, std::uint64_t number) {
    operation.number_ = number;
    context.start(operation);
    operations_.push_back(operation);
  }
  /// Ends one that waits here.
  void finish(Context& context, StreamOperation& operation, const error_code& error, std::size_t moved = 0) {
    operation.error_ = error;
    operation.moved_ = moved;
    operation.Link<StreamOperation>::unlink();
    if (empty()) alarm_.cancel();
    context.finish(operation);
  }
  /// Ends all of them.
  void finish_all(Context& context, const error_code& error) {
    while (!empty()) finish(context, front(), error);
  }
  /// Ends the one of this number; whether it was here.
  bool finish_number(Context& context, std::uint64_t number, const error_code& error) {
    const auto is_meant = [=](const StreamOperation& operation) { return operation.number_ == number; };
    StreamOperation* found = operations_.find<StreamOperation>(is_meant);
    if (found != nullptr) finish(context, *found, error);
    return found != nullptr;
  }

  TimePoint deadline() const noexcept { return deadline_; }
  /// For operations to come: those that wait keep theirs.
  void set_deadline(TimePoint time) {
    if (empty()) deadline_ = time;
  }
  /// Has `late` called at the deadline if operations wait then.
  void watch(EventLoop& loop, Callback late, TimePoint now) {
    if (empty() || deadline_ == never || alarm_.pending()) return;
    const Place place = front().place();
    alarm_ = loop.schedule_at(std::max(deadline_, now), std::move(late), {.label = "stream timeout"}, place);
  }

 private:
  LinkedList<StreamOperation> operations_;
  TimePoint deadline_ = never;
  Timer alarm_;
};

}  // namespace vtime::asio
