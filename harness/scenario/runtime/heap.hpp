/// Everything that the values of one run refer to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "scenario/runtime/object.hpp"
#include "scenario/runtime/object_pool.hpp"

namespace vtime::scenario {

/// Owns the objects of a run, counts their bytes, and frees even those in cycles when it goes away. Nothing recurses:
/// a chain of a million objects is freed in a loop.
class Heap {
 public:
  /// The values and the transcript of one run may take this much.
  static constexpr std::size_t default_limit = std::size_t{1} << 30;

  explicit Heap(std::size_t limit = default_limit) : limit_(limit) {}
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  template <typename T, typename... Arguments>
  Ref<T> make(Arguments&&... arguments) {
    T* object = pool_.make<T>(std::forward<Arguments>(arguments)...);
    adopt(*object, sizeof(T));
    return Ref<T>(object);
  }

  /// Counts bytes that are kept outside of the objects (the transcript). Throws a Fault when it is too much.
  void account(std::size_t bytes);

  /// Work done on behalf of the program beyond its statements: elements copied, bytes joined.
  void work(std::size_t amount) { work_ += amount; }
  std::uint64_t take_work() { return std::exchange(work_, 0); }

 private:
  friend class Object;
  void adopt(Object& object, std::size_t size);
  void destroy(Object& object) noexcept;
  void retire(Object& object) noexcept;
  void unlink(Object& object) noexcept;

  ObjectPool pool_;
  std::size_t limit_;
  std::size_t bytes_ = 0;
  std::uint64_t work_ = 0;
  Object* first_ = nullptr;  ///< of all objects, linked through previous_ and next_
  Object* dead_ = nullptr;   ///< objects to be deleted, linked through next_
  bool deleting_ = false;    ///< a loop that empties dead_ is running
  bool closing_ = false;
};

}  // namespace vtime::scenario
