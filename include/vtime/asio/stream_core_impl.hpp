/// How an end of a stream does what it does. Included by stream_core.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "vtime/asio/stream_core.hpp"

namespace vtime::asio {

/// Both ends.
class StreamConnection : public std::enable_shared_from_this<StreamConnection> {
 public:
  explicit StreamConnection(Context& context) : first_(*this, context), second_(*this, context) {}

  StreamCore& first() noexcept { return first_; }
  StreamCore& other(const StreamCore& end) noexcept { return &end == &first_ ? second_ : first_; }

 private:
  StreamCore first_;
  StreamCore second_;
};

inline std::shared_ptr<StreamCore> StreamCore::make(Context& context) {
  return std::make_shared<StreamConnection>(context)->first().self();
}

inline StreamCore::StreamCore(StreamConnection& connection, Context& context)
    : connection_(connection),
      loop_(context.loop()),
      end_of_time_(TimePoint::max() - (context.now() - context.loop().moment().at)),
      context_(&context) {}

inline StreamCore::~StreamCore() { lose_arriving(); }

inline StreamCore& StreamCore::other() noexcept { return connection_.other(*this); }
inline std::shared_ptr<StreamCore> StreamCore::self() noexcept { return {connection_.shared_from_this(), this}; }
inline std::shared_ptr<StreamCore> StreamCore::peer() noexcept { return other().self(); }

// ---- connecting ------------------------------------------------------------------------------------------------

inline void StreamCore::set_links(const LinkOptions& to_peer, const LinkOptions& from_peer) {
  sending_ = to_peer;
  fragments_ = FragmentSizes(from_peer);
  other().sending_ = from_peer;
  other().fragments_ = FragmentSizes(to_peer);
}

inline void StreamCore::connect_at_once(Context& context, const LinkOptions& to_peer, const LinkOptions& from_peer) {
  set_links(to_peer, from_peer);
  other().context_ = &context;
  state_ = other().state_ = State::connected;
}

inline void StreamCore::connect(StreamOperation& operation, const LinkOptions& to_peer, const LinkOptions& from_peer,
                                Knock knock) {
  if (state_ != State::closed) {
    line_up(writes_, operation, net::error::already_connected);
    return;
  }
  set_links(to_peer, from_peer);
  other().knock_ = std::move(knock);
  state_ = State::connecting;
  if (!line_up(writes_, operation, error_code())) return;
  transmit(Kind::request, {}, operation.place());
  watch(writes_);
}

inline void StreamCore::establish(Context& context) {
  context_ = &context;
  state_ = State::connected;
  transmit(Kind::answer);
}

inline void StreamCore::refuse() { transmit(Kind::refusal); }

inline void StreamCore::take_answer(const error_code& error) {
  if (state_ != State::connecting) return;
  state_ = error ? State::closed : State::connected;
  writes_.finish_all(*context_, error);
}

inline error_code StreamCore::connection_error() const {
  switch (state_) {
    case State::closed:
      return net::error::bad_descriptor;
    case State::connecting:
      return net::error::not_connected;
    case State::connected:
      break;
  }
  return failure_;
}

// ---- operations ------------------------------------------------------------------------------------------------

/// Whether the operation waits now; if not, it has come to its end.
inline bool StreamCore::line_up(StreamQueue& queue, StreamOperation& operation, const error_code& refusal) {
  const bool is_late = queue.deadline() <= context_->now();
  queue.push(*context_, operation, next_operation_++);
  if (refusal) {
    queue.finish(*context_, operation, refusal);
  } else if (is_late) {
    time_out();
  } else {
    return true;
  }
  return false;
}

inline void StreamCore::watch(StreamQueue& queue) {
  const auto late = [this, weak = connection_.weak_from_this()] {
    const auto connection = weak.lock();
    if (connection != nullptr) time_out();
  };
  queue.watch(loop_, late, context_->now());
}

inline void StreamCore::time_out() {
  for (StreamQueue* queue : {&reads_, &writes_}) {
    if (queue->deadline() <= context_->now()) queue->finish_all(*context_, late_);
  }
  close();
}

inline void StreamCore::read(StreamOperation& operation) {
  if (!line_up(reads_, operation, connection_error())) return;
  if (operation.size() == 0) return reads_.finish(*context_, operation, error_code());
  pull();
  watch(reads_);
}

inline void StreamCore::write(StreamOperation& operation) {
  error_code refusal = connection_error();
  if (!refusal && sent_end_ && operation.size() > 0) refusal = net::error::broken_pipe;
  if (!line_up(writes_, operation, refusal)) return;
  if (operation.size() == 0) return writes_.finish(*context_, operation, error_code());
  push();
  watch(writes_);
}

inline void StreamCore::cancel_operation(std::uint64_t number) {
  const error_code aborted = net::error::operation_aborted;
  if (reads_.finish_number(*context_, number, aborted)) return;
  if (writes_.finish_number(*context_, number, aborted) && state_ == State::connecting) close();
}

inline void StreamCore::cancel() {
  reads_.finish_all(*context_, net::error::operation_aborted);
  writes_.finish_all(*context_, net::error::operation_aborted);
  if (state_ == State::connecting) close();
}

inline void StreamCore::set_deadline(TimePoint time, const error_code& late) {
  late_ = late;
  reads_.set_deadline(time);
  writes_.set_deadline(time);
}

inline void StreamCore::take_deadlines(const StreamCore& other) {
  late_ = other.late_;
  reads_.set_deadline(other.reads_.deadline());
  writes_.set_deadline(other.writes_.deadline());
}

// ---- sending ---------------------------------------------------------------------------------------------------

/// Ends the writes that there is room for.
inline void StreamCore::push() {
  while (!writes_.empty() && state_ == State::connected) {
    StreamOperation& write = writes_.front();
    const std::size_t count = std::min(write.size(), sending_.buffer() - ahead_);
    if (count == 0) return;
    std::string bytes(count, '\0');
    write.move(bytes.data(), count);
    send(bytes, write.place());
    writes_.finish(*context_, write, error_code(), count);
  }
}

inline void StreamCore::send(const std::string& bytes, Place place) {
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t size = std::min(sending_.segment(), bytes.size() - begin);
    transmit(Kind::data, bytes.substr(begin, size), place);
    ahead_ += size;
    begin += size;
  }
}

/// What would arrive beyond the end of time stays under way.
inline void StreamCore::transmit(Kind kind, std::string bytes, Place place) {
  const Duration now = loop_.moment().at;
  const Duration begin = std::max(now, line_free_);
  line_free_ = begin + std::min(sending_.leaving_time(bytes.size()), end_of_time_ - begin);
  StreamCore& target = other();
  const std::uint64_t number = target.first_arriving_ + target.arriving_.size();
  target.arriving_.push_back({kind, std::move(bytes), {}});
  const Range& latency = sending_.latency();
  if (latency.most >= end_of_time_ - line_free_) return;
  const auto arrival = [weak = connection_.weak_from_this(), &target, number] {
    const auto connection = weak.lock();
    if (connection != nullptr) target.arrive(number);
  };
  const Duration wait = line_free_ - now;
  const Label label = kind == Kind::data ? Label("stream data") : Label("stream signal");
  target.arriving_.back().arrival = loop_.schedule_after(Range{wait + latency.least, wait + latency.most, latency.unit},
                                                         arrival, {.label = label}, place);
}

inline void StreamCore::send_reset() {
  if (!std::exchange(sent_reset_, true)) transmit(Kind::reset);
}

// ---- receiving -------------------------------------------------------------------------------------------------

inline void StreamCore::arrive(std::uint64_t number) {
  if (number < first_arriving_) return;  // it was lost
  arriving_[static_cast<std::size_t>(number - first_arriving_)].has_arrived = true;
  deliver();
}

inline void StreamCore::deliver() {
  while (!stalled_ && !arriving_.empty() && arriving_.front().has_arrived) {
    Segment segment = std::move(arriving_.front());
    arriving_.pop_front();
    ++first_arriving_;
    take(std::move(segment));
  }
}

inline void StreamCore::take(Segment segment) {
  switch (segment.kind) {
    case Kind::data:
      return take_data(std::move(segment.bytes));
    case Kind::end:
      at_end_ = true;
      return pull();
    case Kind::reset:
      return fail(net::error::connection_reset);
    case Kind::request:
      return knock_(self());
    case Kind::answer:
      return take_answer(error_code());
    case Kind::refusal:
      return take_answer(net::error::connection_refused);
  }
}

inline void StreamCore::take_data(std::string bytes) {
  if (state_ == State::closed) return send_reset();
  if (drops_) return other().acknowledge(bytes.size());
  received_.append(std::move(bytes));
  pull();
}

/// Ends the reads that there is something for.
inline void StreamCore::pull() {
  while (!reads_.empty()) {
    StreamOperation& read = reads_.front();
    if (!received_.empty()) {
      const std::size_t count = read.move(received_.data(), std::min(fragments_.next(), received_.size()));
      received_.consume(count);
      reads_.finish(*context_, read, error_code(), count);
      other().acknowledge(count);
    } else if (at_end_) {
      reads_.finish(*context_, read, net::error::eof);
    } else {
      return;
    }
  }
}

/// So many bytes were read.
inline void StreamCore::acknowledge(std::size_t bytes) {
  ahead_ -= bytes;
  push();
}

// ---- ends ------------------------------------------------------------------------------------------------------

inline error_code StreamCore::shut_down_sending() {
  if (const error_code error = connection_error()) return failure_ ? error_code(net::error::not_connected) : error;
  if (sent_end_) return {};
  sent_end_ = true;
  writes_.finish_all(*context_, net::error::broken_pipe);
  transmit(Kind::end);
  return {};
}

inline error_code StreamCore::shut_down_receiving() {
  if (const error_code error = connection_error()) return failure_ ? error_code(net::error::not_connected) : error;
  drops_ = at_end_ = true;
  const std::size_t dropped = received_.size();
  received_.clear();
  pull();
  other().acknowledge(dropped);
  return {};
}

inline void StreamCore::close() {
  const State before = std::exchange(state_, State::closed);
  if (before == State::closed) return;
  reads_.finish_all(*context_, net::error::operation_aborted);
  writes_.finish_all(*context_, net::error::operation_aborted);
  const bool loses = !received_.empty();
  received_.clear();
  if (failure_) return;
  if (loses || before == State::connecting) return send_reset();
  if (!std::exchange(sent_end_, true)) transmit(Kind::end);
}

// ---- faults ----------------------------------------------------------------------------------------------------

inline void StreamCore::resume() {
  stalled_ = false;
  deliver();
}

inline void StreamCore::lose_arriving() {
  for (const Segment& segment : arriving_) segment.arrival.cancel();
  first_arriving_ += arriving_.size();
  arriving_.clear();
}

inline void StreamCore::fail(const error_code& error) {
  lose_arriving();
  received_.clear();
  if (state_ == State::closed) return;
  failure_ = error;
  if (state_ == State::connecting) state_ = State::closed;
  reads_.finish_all(*context_, error);
  writes_.finish_all(*context_, error);
}

}  // namespace vtime::asio
