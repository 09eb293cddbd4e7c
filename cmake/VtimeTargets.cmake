# Settings shared by every target of the project.

# The language level, warnings and sanitizers of our own code; they are not passed on to users.
add_library(vtime_settings INTERFACE)
target_compile_features(vtime_settings INTERFACE cxx_std_20)
target_compile_options(vtime_settings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# GCC 12 sees overlaps in operator+(const char*, std::string&&) that are none (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(vtime_settings INTERFACE -Wno-restrict)
endif()
# Code that may become part of a shared library calls its own functions by way of a table, and never inlines them, unless
# GCC is told that nobody replaces them. Clang takes that for granted.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(vtime_settings INTERFACE $<$<CONFIG:Release>:-fno-semantic-interposition>)
endif()
# GCC takes what is local to one of several files that it compiles in one piece for part of a header.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND (CMAKE_UNITY_BUILD OR VTIME_UNITY_TESTS))
  target_compile_options(vtime_settings INTERFACE -Wno-subobject-linkage)
endif()
if(VTIME_WERROR)
  target_compile_options(vtime_settings INTERFACE -Werror)
endif()
if(VTIME_SANITIZE)
  target_compile_options(vtime_settings INTERFACE -fsanitize=${VTIME_SANITIZE} -fno-omit-frame-pointer
                                                  -fno-sanitize-recover=all)
  target_link_options(vtime_settings INTERFACE -fsanitize=${VTIME_SANITIZE})
endif()

find_program(VTIME_CCACHE ccache)
if(VTIME_CCACHE AND PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What it wants to be told before it keeps what was compiled with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${VTIME_CCACHE})
endif()

# A library of the project: vtime_library(scenario) makes vtime_scenario with the alias vtime::scenario.
function(vtime_library name)
  add_library(vtime_${name} STATIC)
  add_library(vtime::${name} ALIAS vtime_${name})
  set_target_properties(vtime_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
  target_compile_features(vtime_${name} PUBLIC cxx_std_20)
  target_link_libraries(vtime_${name} PRIVATE $<BUILD_INTERFACE:vtime_settings>)
  target_include_directories(
    vtime_${name}
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
           $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR}/harness)
  # Half of the time of a source file is for headers of other libraries. Only with sanitizers, which take longest: tools
  # of clang (clangd, clang-tidy) can't read what GCC has precompiled, so it stays away from the builds they look into.
  if(PROJECT_IS_TOP_LEVEL AND VTIME_SANITIZE)
    target_precompile_headers(
      vtime_${name}
      PRIVATE
      <algorithm>
      <chrono>
      <functional>
      <map>
      <memory>
      <optional>
      <span>
      <string>
      <string_view>
      <unordered_map>
      <utility>
      <variant>
      <vector>
      <fmt/format.h>)
  endif()
endfunction()

# What all tests are compiled with. They are optimised less than what they test, which takes less time: with sanitizers
# half of it.
add_library(vtime_test_settings INTERFACE)
target_link_libraries(vtime_test_settings INTERFACE vtime_settings)
target_compile_options(vtime_test_settings INTERFACE $<$<CONFIG:Release>:-O2>)
if(VTIME_SANITIZE)
  target_compile_options(vtime_test_settings INTERFACE -O0)
endif()
# GCC 12 sees copies of impossible lengths in inlined std::string operations (its bugs 105329 and 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(vtime_test_settings INTERFACE -Wno-stringop-overflow -Wno-array-bounds)
endif()

# The headers that every test includes, compiled once for all test programs.
function(vtime_test_headers)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/test_headers.cpp CONTENT "")
  add_library(vtime_test_headers OBJECT ${CMAKE_CURRENT_BINARY_DIR}/test_headers.cpp)
  target_link_libraries(vtime_test_headers PRIVATE vtime_test_settings vtime_core GTest::gmock)
  target_precompile_headers(vtime_test_headers PRIVATE <fmt/format.h> <gmock/gmock.h> <gtest/gtest.h> <string> <vector>)
endfunction()

# A test program of one folder of tests/: vtime_test(loop SOURCES a.cpp b.cpp LIBRARIES vtime_core). With PRECOMPILE it
# precompiles headers of its own beside those of all tests.
function(vtime_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;PRECOMPILE" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/harness ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${name} PRIVATE vtime_test_settings vtime_core ${ARG_LIBRARIES} GTest::gmock GTest::gtest_main)
  if(ARG_PRECOMPILE)
    target_precompile_headers(test_${name} PRIVATE <gmock/gmock.h> <gtest/gtest.h> <string> <vector> ${ARG_PRECOMPILE})
  else()
    target_precompile_headers(test_${name} REUSE_FROM vtime_test_headers)
  endif()
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60)
endfunction()

# A C++ example of the documentation, compiled and run as the test `example.<name>`; it ends with 0 if all is as it says:
# vtime_example(seams FILE seams.cpp LIBRARIES vtime_core). GTest::gtest_main among the libraries makes it a test program.
function(vtime_example name)
  cmake_parse_arguments(ARG "" "FILE" "LIBRARIES" ${ARGN})
  add_executable(example_${name} ${ARG_FILE})
  target_link_libraries(example_${name} PRIVATE vtime_test_settings ${ARG_LIBRARIES})
  add_test(NAME example.${name} COMMAND example_${name})
  set_tests_properties(example.${name} PROPERTIES TIMEOUT 60)
endfunction()

# Says when configuring, and as a test that is skipped, that tests cannot be built here:
# vtime_skipped_test(asio_boost_181 "there are no headers of Boost 1.81 in ...").
function(vtime_skipped_test name reason)
  message(STATUS "Tests skipped: ${name}: ${reason}")
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E echo "skipped: ${reason}")
  set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
endfunction()
