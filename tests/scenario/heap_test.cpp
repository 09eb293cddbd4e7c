// The heap of a run: who owns what, and until when.

#include <gtest/gtest.h>

#include <memory>

#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/function_object.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {
namespace {

/// Tells when it dies; holds another one.
class Mortal final : public Object {
 public:
  explicit Mortal(std::shared_ptr<int> counter) : deaths(std::move(counter)) {}
  ~Mortal() override { ++*deaths; }
  void clear() noexcept override { next = {}; }

  std::shared_ptr<int> deaths;
  Ref<Mortal> next;
};

TEST(Heap, AnObjectDiesWithItsLastReference) {
  const auto deaths = std::make_shared<int>(0);
  Heap heap;
  auto first = heap.make<Mortal>(deaths);
  auto second = first;
  first = {};
  EXPECT_EQ(*deaths, 0);
  second = {};
  EXPECT_EQ(*deaths, 1);
}

TEST(Heap, FreesCyclesWhenItGoesAway) {
  const auto deaths = std::make_shared<int>(0);
  {
    Heap heap;
    auto a = heap.make<Mortal>(deaths);
    auto b = heap.make<Mortal>(deaths);
    a->next = b;
    b->next = a;
  }
  EXPECT_EQ(*deaths, 2);
}

TEST(Heap, AChainOfAMillionObjectsIsFreedWithoutRecursion) {
  const auto deaths = std::make_shared<int>(0);
  Heap heap;
  Ref<Mortal> head;
  for (int i = 0; i < 1'000'000; ++i) {
    auto object = heap.make<Mortal>(deaths);
    object->next = head;
    head = object;
  }
  head = {};
  EXPECT_EQ(*deaths, 1'000'000);
}

TEST(Heap, WhatIsTooMuchIsALimitThatWasExceeded) {
  Heap heap(10'000);
  auto list = heap.make<ListObject>(std::vector<Value>());
  try {
    for (int i = 0; i < 10'000; ++i) list->append(Value::integer(i));
    FAIL() << "the list grew beyond the limit";
  } catch (const Fault& fault) {
    EXPECT_TRUE(fault.is_limit());
  }
  EXPECT_THROW(heap.make<StringObject>(std::string(20'000, 'x')), Fault);
}

TEST(Heap, AnObjectThatIsRefusedDies) {
  const auto deaths = std::make_shared<int>(0);
  Heap heap(sizeof(Mortal) - 1);
  EXPECT_THROW(heap.make<Mortal>(deaths), Fault);
  EXPECT_EQ(*deaths, 1);
}

TEST(Heap, WhatIsFreedMayBeTakenAgain) {
  Heap heap(10'000);
  for (int i = 0; i < 1000; ++i) heap.make<StringObject>(std::string(5'000, 'x'));
}

}  // namespace
}  // namespace vtime::scenario
