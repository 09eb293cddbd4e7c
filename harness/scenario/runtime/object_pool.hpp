/// The memory of a run's objects.
#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <new>
#include <utility>

namespace vtime::scenario {

/// Blocks of a few sizes that are used again: a program makes and drops closures, cells and promises all the time, and
/// the allocator of the C library was a quarter of what that cost. All memory goes back when the run is over.
class ObjectPool {
 public:
  template <typename T, typename... Arguments>
  T* make(Arguments&&... arguments) {
    void* const block = take(sizeof(T));
    try {
      return ::new (block) T(std::forward<Arguments>(arguments)...);
    } catch (...) {
      give_back(block, sizeof(T));
      throw;
    }
  }
  /// The memory of an object of that size, which has been destroyed.
  void give_back(void* block, std::size_t bytes) noexcept {
    if (bytes > largest) return ::operator delete(block);
    Free*& first = free_[class_of(bytes)];
    first = ::new (block) Free{first};
  }

 private:
  struct Free {
    Free* next;
  };

  void* take(std::size_t bytes) {
    if (bytes > largest) return ::operator new(bytes);
    const std::size_t size_class = class_of(bytes);
    Free*& first = free_[size_class];
    if (first == nullptr) return pieces_.allocate(size_class * granule, granule);
    return std::exchange(first, first->next);
  }

  static constexpr std::size_t granule = 16;
#ifdef __SANITIZE_ADDRESS__
  static constexpr std::size_t largest = 0;  // each by itself, so that the sanitizer sees what is used too late
#else
  static constexpr std::size_t largest = 256;
#endif
  static std::size_t class_of(std::size_t bytes) { return (bytes + granule - 1) / granule; }

  std::array<Free*, largest / granule + 1> free_{};  ///< by size class
  std::pmr::monotonic_buffer_resource pieces_;
};

}  // namespace vtime::scenario
