#include "interrupt.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>

namespace vtime::tool {
namespace {

// A signal handler has nothing but globals.
std::atomic<int> received{0};
std::atomic<Wakeup*> to_wake{nullptr};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<Wakeup*>::is_always_lock_free);

extern "C" void note_signal(int signal) {
  const int saved = errno;
  received.store(signal);
  if (Wakeup* wakeup = to_wake.load()) wakeup->post();
  errno = saved;
}

/// A signal that is ignored (a job in the background of a script) stays ignored.
void handle(int signal, void (*handler)(int), unsigned flags) {
  struct sigaction before {};
  sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = static_cast<int>(flags);
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt(Wakeup& wakeup) {
  received.store(0);
  to_wake.store(&wakeup);
  for (const int signal : {SIGINT, SIGTERM}) handle(signal, note_signal, SA_RESETHAND | SA_RESTART);
}

Interrupt::~Interrupt() {
  for (const int signal : {SIGINT, SIGTERM}) handle(signal, SIG_DFL, 0);
  to_wake.store(nullptr);
}

int Interrupt::signal() const { return received.load(); }

}  // namespace vtime::tool
