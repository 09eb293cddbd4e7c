/// The errors of the library: each says what happened, when in virtual time, where in the source, and what to do.
///
///     try {
///       loop.run_until_idle();
///     } catch (const vtime::Error& error) {
///       std::puts(error.what());  // "at 5ms: ... (client.cpp:12)\n  help: ..."
///     }
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "vtime/duration.hpp"
#include "vtime/place.hpp"
#include "vtime/site.hpp"

namespace vtime {

/// What an error has to tell.
struct ErrorDetails {
  std::string message;              ///< what is wrong, one line without a full stop
  std::string help = {};            ///< what to do about it; may be empty
  std::optional<Duration> at = {};  ///< the virtual time since the start of the loop, where there is one
  Place place = {};                 ///< where it began; no file where that is not known
};

/// The base of all errors that the library throws. what() has all details in one text.
class Error : public std::runtime_error {
 public:
  explicit Error(ErrorDetails details);

  const std::string& message() const noexcept { return details_->message; }
  const std::string& help() const noexcept { return details_->help; }
  std::optional<Duration> at() const noexcept { return details_->at; }
  const Place& place() const noexcept { return details_->place; }

 private:
  std::shared_ptr<const ErrorDetails> details_;
};

/// A text that is no duration.
class InvalidDuration : public Error {
 public:
  using Error::Error;
};

/// A text that is no timestamp.
class InvalidTimestamp : public Error {
 public:
  using Error::Error;
};

/// A value that a function does not take: a negative delay, a period of zero, an empty callback.
class InvalidArgument : public Error {
 public:
  using Error::Error;
};

/// A deadline that has passed already.
class PastDeadline : public InvalidArgument {
 public:
  using InvalidArgument::InvalidArgument;
};

/// A time beyond what the clock can show. Nothing was scheduled and the clock has not moved.
class TimeOverflow : public Error {
 public:
  using Error::Error;
};

/// A callback tried to drive the loop that is running it.
class ReentrantDrive : public Error {
 public:
  using Error::Error;
};

/// A clock was read on a thread where no loop lives.
class NoCurrentLoop : public Error {
 public:
  using Error::Error;
};

/// Something that belongs to one thread was used on another.
class WrongThread : public Error {
 public:
  using Error::Error;
};

/// A chooser gave an answer that its question does not allow, or a replay met other questions than were recorded.
class InvalidChoice : public Error {
 public:
  using Error::Error;
};

/// A limit stopped work that seems to have no end.
class RunawayError : public Error {
 public:
  RunawayError(ErrorDetails details, std::vector<Site> cycle, std::uint64_t callbacks);

  /// The callbacks that arm one another for ever, in the order in which they do; the first arms itself again through
  /// the last. One only, where no cycle was found: the callback that was to run next, if there was one.
  const std::vector<Site>& cycle() const noexcept { return *cycle_; }
  /// How many callbacks had run in this run.
  std::uint64_t callbacks() const noexcept { return callbacks_; }

 private:
  std::shared_ptr<const std::vector<Site>> cycle_;
  std::uint64_t callbacks_;
};

}  // namespace vtime
