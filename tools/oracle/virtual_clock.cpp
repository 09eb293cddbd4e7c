// A preload library that gives a real Node.js a virtual clock, so that what its event loop does can be recorded
// exactly and without waiting.
//
// Every clock of the process stands still at a whole millisecond. Only two things move it: the event loop's wait, by
// exactly the time-out it asks for (or up to the next completion of simulated I/O), and the program itself, which
// tells this library what it wants by calling access() on paths below /vtime/:
//
//     /vtime/advance/NS                busy work: the clock moves on by NS
//     /vtime/complete/RANK/NS/PORT/FD  I/O that completes at NS (since the start); of those due together the lowest
//                                      RANK first, then the first asked for
//     /vtime/cancel/PORT               forget it
//
// A completion arrives as a datagram on the loopback socket with that port: a real event of the poll phase, with a
// callback scope of its own. Only the main thread's waits are virtual; the threads of V8 keep theirs.

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <map>
#include <tuple>

namespace {

using Nanoseconds = std::int64_t;

constexpr Nanoseconds per_millisecond = 1'000'000;
constexpr Nanoseconds per_second = 1'000'000'000;
constexpr Nanoseconds monotonic_start = 1'000 * per_second;
constexpr Nanoseconds epoch = 0;  // what the wall clock reads at the start

/// Completions in the order in which they are to arrive: by time, rank and order of asking.
using Key = std::tuple<Nanoseconds, int, std::uint64_t>;

struct State {
  Nanoseconds elapsed = 0;
  struct Completion {
    int port;
    int descriptor;
  };
  std::map<Key, Completion> completions;
  std::map<int, std::uint64_t> delivered;  // by descriptor: the how-manieth delivery it was
  std::uint64_t deliveries = 0;
  std::uint64_t asked = 0;
};

State& state() {
  static State instance;
  return instance;
}

bool on_main_thread() { return syscall(SYS_gettid) == getpid(); }

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// A datagram to the loopback has arrived when sendto() returns.
void send_to(int port) {
  static const int sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sendto(sender, "", 1, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

/// Sends what is due by now.
void deliver_due() {
  auto& completions = state().completions;
  while (!completions.empty() && std::get<0>(completions.begin()->first) <= state().elapsed) {
    const auto [port, descriptor] = completions.begin()->second;
    send_to(port);
    state().delivered[descriptor] = ++state().deliveries;
    completions.erase(completions.begin());
  }
}

/// The kernel lists a socket that was ready before ahead of those that have become ready earlier: puts completions in
/// the order of their delivery.
void sort_by_delivery(epoll_event* events, int count) {
  const auto delivery = [](const epoll_event& event) {
    const auto found = state().delivered.find(event.data.fd);
    return found == state().delivered.end() ? 0 : found->second;
  };
  std::stable_sort(events, events + count,
                   [&](const epoll_event& left, const epoll_event& right) { return delivery(left) < delivery(right); });
}

/// Carries out what the program asks for below /vtime/.
int command(const char* text) {
  long long nanoseconds = 0;
  int rank = 0;
  int port = 0;
  int descriptor = 0;
  if (std::sscanf(text, "advance/%lld", &nanoseconds) == 1) {
    state().elapsed += nanoseconds;
  } else if (std::sscanf(text, "complete/%d/%lld/%d/%d", &rank, &nanoseconds, &port, &descriptor) == 4) {
    state().completions.emplace(Key{nanoseconds, rank, state().asked++}, State::Completion{port, descriptor});
  } else if (std::sscanf(text, "cancel/%d", &port) == 1) {
    std::erase_if(state().completions, [&](const auto& completion) { return completion.second.port == port; });
  } else {
    errno = ENOENT;
    return -1;
  }
  return 0;
}

/// The wait of the event loop: nothing is waited for, the clock is moved instead.
template <typename Poll>
int wait(int timeout, Poll poll) {
  deliver_due();
  const int ready = poll(0);
  if (ready != 0 || timeout == 0) return ready;
  const auto& completions = state().completions;
  const bool for_ever = timeout < 0;
  const Nanoseconds until = state().elapsed + timeout * per_millisecond;
  if (!completions.empty() && (for_ever || std::get<0>(completions.begin()->first) <= until)) {
    state().elapsed = std::get<0>(completions.begin()->first);
    deliver_due();
    return poll(0);
  }
  if (for_ever) return poll(timeout);  // something real: a signal, a thread of the pool
  state().elapsed = until;
  return 0;
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* result) {
  static const auto original = real<int (*)(clockid_t, timespec*)>("clock_gettime");
  const bool monotonic = clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_MONOTONIC_RAW ||
                         clock == CLOCK_BOOTTIME;
  const bool wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
  if (!monotonic && !wall) return original(clock, result);
  const Nanoseconds now = state().elapsed + (monotonic ? monotonic_start : epoch);
  result->tv_sec = now / per_second;
  result->tv_nsec = now % per_second;
  return 0;
}

int gettimeofday(timeval* result, void*) noexcept {
  const Nanoseconds now = state().elapsed + epoch;
  result->tv_sec = now / per_second;
  result->tv_usec = now % per_second / 1000;
  return 0;
}

int access(const char* path, int mode) noexcept {
  static const auto original = real<int (*)(const char*, int)>("access");
  constexpr char prefix[] = "/vtime/";
  if (std::strncmp(path, prefix, sizeof prefix - 1) == 0) return command(path + sizeof prefix - 1);
  return original(path, mode);
}

int epoll_pwait(int epoll, epoll_event* events, int count, int timeout, const sigset_t* mask) {
  static const auto original = real<int (*)(int, epoll_event*, int, int, const sigset_t*)>("epoll_pwait");
  const auto poll = [&](int milliseconds) {
    const int ready = original(epoll, events, count, milliseconds, mask);
    if (ready > 1 && on_main_thread()) sort_by_delivery(events, ready);
    return ready;
  };
  return on_main_thread() ? wait(timeout, poll) : poll(timeout);
}

int epoll_wait(int epoll, epoll_event* events, int count, int timeout) {
  return epoll_pwait(epoll, events, count, timeout, nullptr);
}
}
