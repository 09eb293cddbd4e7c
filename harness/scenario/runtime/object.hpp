/// What lives in a run's heap: counted references to it, and the heap that owns it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace vtime::scenario {

class Heap;

/// The base of everything a program's values refer to. Counted, but not atomically: a run belongs to one thread.
/// Cycles (a closure that captures its own handle) are freed with the heap.
class Object {
 public:
  virtual ~Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  /// Drops the references that it holds: what breaks cycles when the heap goes away.
  virtual void clear() noexcept = 0;

  void retain() noexcept { ++references_; }
  void release() noexcept {
    if (--references_ == 0) retire();
  }
  bool is_shared() const { return references_ > 1; }
  Heap& heap() const { return *heap_; }

 protected:
  Object() = default;
  /// Tells the heap that this object has grown to take `bytes` in all; throws a Fault when that is too much.
  void resize(std::size_t bytes);

 private:
  friend class Heap;
  void retire() noexcept;

  Heap* heap_ = nullptr;
  Object* previous_ = nullptr;
  Object* next_ = nullptr;
  std::size_t bytes_ = 0;
  std::uint32_t references_ = 0;
  std::uint32_t size_ = 0;  ///< of the block of memory that it lies in
};

/// A counted reference to a `T`; may be null.
template <typename T>
class Ref {
 public:
  Ref() = default;
  explicit Ref(T* object) noexcept : object_(object) {
    if (object_) object_->retain();
  }
  Ref(const Ref& other) noexcept : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() {
    if (object_) object_->release();
  }

  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  friend bool operator==(const Ref& a, const Ref& b) { return a.object_ == b.object_; }

 private:
  T* object_ = nullptr;
};

}  // namespace vtime::scenario
