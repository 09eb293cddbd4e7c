/// One end of an in-memory connection, the same for all executors and handlers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "vtime/asio/byte_queue.hpp"
#include "vtime/asio/config.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/fragment_sizes.hpp"
#include "vtime/asio/link_options.hpp"
#include "vtime/asio/stream_operation.hpp"
#include "vtime/asio/stream_queue.hpp"
#include "vtime/timer.hpp"

namespace vtime::asio {

class StreamConnection;

/// Sends segments to its peer, and reads what has arrived from there. Made in pairs, which live as long as one of both
/// is referred to. What is under way between them ends with them: nobody is left to notice it.
class StreamCore {
 public:
  using Knock = std::function<void(const std::shared_ptr<StreamCore>&)>;

  /// A closed end with a closed peer.
  static std::shared_ptr<StreamCore> make(Context& context);

  StreamCore(StreamConnection& connection, Context& context);
  StreamCore(const StreamCore&) = delete;
  StreamCore& operator=(const StreamCore&) = delete;
  ~StreamCore();

  Context& context() const noexcept { return *context_; }
  std::shared_ptr<StreamCore> self() noexcept;
  std::shared_ptr<StreamCore> peer() noexcept;

  // ---- connecting --------------------------------------------------------------------------------------------------

  /// Both ends are connected from now on; the peer's handlers run on `context`.
  void connect_at_once(Context& context, const LinkOptions& to_peer, const LinkOptions& from_peer);
  /// Calls `knock` with the peer when the request arrives there, which answers it by establish() or refuse().
  void connect(StreamOperation& operation, const LinkOptions& to_peer, const LinkOptions& from_peer, Knock knock);
  void establish(Context& context);
  void refuse();
  bool is_open() const noexcept { return state_ != State::closed; }

  // ---- transfer ----------------------------------------------------------------------------------------------------

  void read(StreamOperation& operation);
  void write(StreamOperation& operation);
  /// The number of the next operation.
  std::uint64_t next_operation() const noexcept { return next_operation_; }
  void cancel_operation(std::uint64_t number);
  /// Ends all operations with operation_aborted.
  void cancel();

  /// For operations to come. Those that are not done in time end with `late`, and the stream is closed.
  void set_deadline(TimePoint time, const error_code& late);
  void take_deadlines(const StreamCore& other);

  // ---- ends --------------------------------------------------------------------------------------------------------

  /// Nothing more will be written: the peer reads the end of the stream behind what is under way.
  error_code shut_down_sending();
  /// Nothing more will be read: what arrives is dropped.
  error_code shut_down_receiving();
  /// Both, with all operations aborted. If something has arrived and was not read, the peer gets a reset instead of an
  /// end, as over TCP.
  void close();

  // ---- faults ------------------------------------------------------------------------------------------------------

  /// Nothing more arrives here until it is resumed.
  void stall() noexcept { stalled_ = true; }
  void resume();
  /// The connection is lost at this end, with all that is under way and all that was not read.
  void fail(const error_code& error);

 private:
  enum class State : std::uint8_t { closed, connecting, connected };
  enum class Kind : std::uint8_t { data, end, reset, request, answer, refusal };
  struct Segment {
    Kind kind;
    std::string bytes;
    Timer arrival;
    bool has_arrived = false;
  };

  StreamCore& other() noexcept;
  void set_links(const LinkOptions& to_peer, const LinkOptions& from_peer);
  void take_answer(const error_code& error);
  error_code connection_error() const;

  bool line_up(StreamQueue& queue, StreamOperation& operation, const error_code& refusal);
  void watch(StreamQueue& queue);
  void time_out();

  void push();
  void send(const std::string& bytes, Place place);
  void transmit(Kind kind, std::string bytes = {}, Place place = {});
  void send_reset();

  void arrive(std::uint64_t number);
  void deliver();
  void lose_arriving();
  void take(Segment segment);
  void take_data(std::string bytes);
  void pull();
  void acknowledge(std::size_t bytes);

  StreamConnection& connection_;
  EventLoop& loop_;       ///< outlives the context
  Duration end_of_time_;  ///< since the start of the loop
  Context* context_;
  State state_ = State::closed;
  error_code failure_;
  error_code late_;
  std::uint64_t next_operation_ = 0;
  Knock knock_;  ///< what a request does that arrives here

  LinkOptions sending_;
  StreamQueue writes_;     ///< a connect, too
  Duration line_free_{};   ///< when what was sent before has left, since the start of the loop
  std::size_t ahead_ = 0;  ///< sent, and not read by the peer
  bool sent_end_ = false;
  bool sent_reset_ = false;

  FragmentSizes fragments_;
  StreamQueue reads_;
  std::deque<Segment> arriving_;      ///< in the order in which they were sent
  std::uint64_t first_arriving_ = 0;  ///< the number of its first
  ByteQueue received_;
  bool at_end_ = false;
  bool drops_ = false;
  bool stalled_ = false;
};

}  // namespace vtime::asio

#include "vtime/asio/stream_core_impl.hpp"  // IWYU pragma: export
