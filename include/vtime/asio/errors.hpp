/// What the adapter refuses, and what it ends.
#pragma once

#include "vtime/error.hpp"

namespace vtime::asio {

/// Work is outstanding, but no handler is ready and no timer will be due: a program that would hang in real time.
class Stalled : public Error {
 public:
  using Error::Error;
};

/// A timer of virtual time was made on an execution context of real time.
class ForeignContext : public Error {
 public:
  using Error::Error;
};

/// Another thread gave the context something to run.
class ForeignThread : public Error {
 public:
  using Error::Error;
};

}  // namespace vtime::asio
