/// Makes std::chrono::steady_clock::now() virtual on threads where an EventLoop lives: include this in exactly one
/// source file of a test program.
///
///     #include <vtime/asio/steady_clock.hpp>  // in main.cpp
///
/// It defines the function of the standard library anew, which works where that library is linked dynamically. Only
/// what asks for the time is changed: std::this_thread::sleep_until and the waits of condition variables still wait in
/// real time.
#pragma once

#include <chrono>
#include <ctime>

#include "vtime/current_loop.hpp"
#include "vtime/event_loop.hpp"

std::chrono::steady_clock::time_point std::chrono::steady_clock::now() noexcept {
  if (const vtime::EventLoop* loop = vtime::current_loop()) return time_point(loop->now().time_since_epoch());
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time_point(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}
