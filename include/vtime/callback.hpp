/// A callable without arguments and result, to be run later.
///
///     vtime::Callback callback = [connection = std::move(connection)] { connection->close(); };
///     callback();
#pragma once

#include <concepts>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace vtime {

/// Owns any callable `void()`, also one that can only be moved. Callables of up to `inline_size` bytes lie within,
/// larger ones on the heap. It may be called more than once; an empty one must not be called.
class Callback {
 public:
  static constexpr std::size_t inline_size = 48;

  Callback() noexcept = default;

  /// Null function pointers and empty std::functions make an empty callback.
  template <typename F>
  requires(!std::same_as<std::remove_cvref_t<F>, Callback> && std::invocable<std::decay_t<F>&>)
      Callback(F&& callable) {  // NOLINT: callables are meant to convert
    using Stored = std::decay_t<F>;
    if constexpr (requires(const Stored& stored) { stored == nullptr; }) {
      if (callable == nullptr) return;
    }
    if constexpr (fits<Stored>) {
      ::new (static_cast<void*>(storage_)) Stored(std::forward<F>(callable));
      operations_ = &inline_operations<Stored>;
    } else {
      auto owned = std::make_unique<Stored>(std::forward<F>(callable));
      ::new (static_cast<void*>(storage_)) Stored*(owned.release());
      operations_ = &heap_operations<Stored>;
    }
  }

  Callback(Callback&& other) noexcept { take(other); }
  Callback& operator=(Callback&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  ~Callback() { reset(); }

  /// Whether `F` is kept within as bytes: copying and destroying it runs nothing of the program. It can never be null;
  /// a lambda without captures can only be compared as the function pointer that it is not.
  template <typename F>
  static constexpr bool keeps_as_bytes = std::invocable<F&> && sizeof(F) <= inline_size &&
                                         alignof(F) <= alignof(void*) && std::is_trivially_copyable_v<F> &&
                                         (std::is_empty_v<F> || !requires(const F& callable) { callable == nullptr; });

  /// Takes the place of a callable of that kind, or of none.
  template <typename F>
  requires keeps_as_bytes<F>
  void replace_bytes(const F& callable) noexcept {
    ::new (static_cast<void*>(storage_)) F(callable);
    operations_ = &inline_operations<F>;
  }

  void operator()() { operations_->invoke(storage_); }
  explicit operator bool() const noexcept { return operations_ != nullptr; }

  /// As reset(), but one that is kept as bytes may stay: for a place where another one will be put. There must be one.
  void discard() noexcept {
    if (operations_->destroy != nullptr) [[unlikely]]
      reset();
  }
  void reset() noexcept {
    if (operations_ == nullptr) return;
    const Operations* operations = std::exchange(operations_, nullptr);
    if (operations->destroy != nullptr) operations->destroy(storage_);
  }

 private:
  struct Operations {
    void (*invoke)(void* storage);
    void (*relocate)(void* from, void* to) noexcept;  ///< null: copying the bytes does it
    void (*destroy)(void* storage) noexcept;          ///< null: nothing to do
  };

  template <typename F>
  static constexpr bool fits = sizeof(F) <= inline_size &&
                               alignof(F) <= alignof(void*) && std::is_nothrow_move_constructible_v<F>;

  template <typename F>
  static F* in(void* storage) noexcept {
    return std::launder(static_cast<F*>(storage));
  }

  template <typename F>
  static void invoke_inline(void* storage) {
    static_cast<void>((*in<F>(storage))());
  }
  template <typename F>
  static void relocate_inline(void* from, void* to) noexcept {
    ::new (to) F(std::move(*in<F>(from)));
    in<F>(from)->~F();
  }
  template <typename F>
  static void destroy_inline(void* storage) noexcept {
    in<F>(storage)->~F();
  }
  template <typename F>
  static void invoke_heap(void* storage) {
    static_cast<void>((**in<F*>(storage))());
  }
  template <typename F>
  static void destroy_heap(void* storage) noexcept {
    delete *in<F*>(storage);
  }

  template <typename F>
  static constexpr Operations inline_operations{
      &invoke_inline<F>,
      std::is_trivially_copyable_v<F> ? nullptr : &relocate_inline<F>,
      std::is_trivially_destructible_v<F> ? nullptr : &destroy_inline<F>,
  };
  template <typename F>
  static constexpr Operations heap_operations{&invoke_heap<F>, nullptr, &destroy_heap<F>};

  // Bytes that a small callable leaves unused are copied along, which GCC takes for a mistake.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
  template <std::size_t... I>
  void copy_words(const Callback& other, std::index_sequence<I...> /*numbers*/) noexcept {
    (copy_word(other.storage_ + I * sizeof(void*), storage_ + I * sizeof(void*)), ...);
  }
  /// Word by word, as it has just been written: wider reads would have to wait until those writes are done.
  static void copy_word(const std::byte* from, std::byte* to) noexcept {
    void* word = nullptr;
    std::memcpy(&word, from, sizeof(word));
    asm("" : "+r"(word));  // or the compiler would make one of several
    std::memcpy(to, &word, sizeof(word));
  }
  void take(Callback& other) noexcept {
    operations_ = std::exchange(other.operations_, nullptr);
    if (operations_ == nullptr) return;
    if (operations_->relocate != nullptr) {
      operations_->relocate(other.storage_, storage_);
    } else {
      copy_words(other, std::make_index_sequence<inline_size / sizeof(void*)>());
    }
  }
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

  alignas(void*) std::byte storage_[inline_size];
  const Operations* operations_ = nullptr;
};

}  // namespace vtime
