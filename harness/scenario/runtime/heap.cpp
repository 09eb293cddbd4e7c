#include "scenario/runtime/heap.hpp"

#include "scenario/runtime/fault.hpp"

namespace vtime::scenario {

void Object::resize(std::size_t bytes) {
  if (heap_ == nullptr) {
    bytes_ = bytes;
    return;
  }
  if (bytes > bytes_) {
    heap_->account(bytes - bytes_);
  } else {
    heap_->bytes_ -= bytes_ - bytes;
  }
  bytes_ = bytes;
}

void Object::retire() noexcept { heap_->retire(*this); }

Heap::~Heap() {
  closing_ = true;
  for (Object* object = first_; object != nullptr; object = object->next_) object->clear();
  while (first_ != nullptr) {
    Object* object = first_;
    first_ = object->next_;
    destroy(*object);
  }
}

void Heap::account(std::size_t bytes) {
  if (bytes > limit_ - bytes_) {
    throw Fault::limit(
        "the values and the transcript of this run take more than " + std::to_string(limit_ >> 20) + " MiB",
        "something grows without end here; keep less of it");
  }
  bytes_ += bytes;
}

void Heap::adopt(Object& object, std::size_t size) {
  object.size_ = static_cast<std::uint32_t>(size);
  if (object.bytes_ == 0) object.bytes_ = size;
  try {
    account(object.bytes_);
  } catch (...) {
    destroy(object);
    throw;
  }
  object.heap_ = this;
  object.next_ = first_;
  if (first_ != nullptr) first_->previous_ = &object;
  first_ = &object;
}

void Heap::retire(Object& object) noexcept {
  if (closing_) return;
  unlink(object);
  object.next_ = dead_;
  dead_ = &object;
  if (deleting_) return;
  deleting_ = true;
  while (dead_ != nullptr) {
    Object* next = dead_;
    dead_ = next->next_;
    bytes_ -= next->bytes_;
    destroy(*next);
  }
  deleting_ = false;
}

void Heap::destroy(Object& object) noexcept {
  const std::size_t size = object.size_;
  void* const block = dynamic_cast<void*>(&object);
  object.~Object();
  pool_.give_back(block, size);
}

void Heap::unlink(Object& object) noexcept {
  if (object.previous_ != nullptr) {
    object.previous_->next_ = object.next_;
  } else {
    first_ = object.next_;
  }
  if (object.next_ != nullptr) object.next_->previous_ = object.previous_;
}

}  // namespace vtime::scenario
