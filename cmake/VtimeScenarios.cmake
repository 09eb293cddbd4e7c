# Scenario files as tests. Part of the installed package: find_package(vtime COMPONENTS command) brings it, too, as does
# the component gtest.

# vtime_add_scenarios(DIRECTORY <folder> [PREFIX <prefix>] [TARGET <test program>])
#
# Makes each scenario file below the folder a CTest of its own: `<prefix>/<path in the folder>`, the prefix being
# `scenario` unless told. A file that is added later is noticed by the next build.
#
# Without TARGET the vtime command runs the files. With TARGET the program does, which has to call
# vtime::register_scenarios(VTIME_SCENARIO_DIRECTORY, ...): the macro is defined for it and holds the folder. One call
# for each program.
function(vtime_add_scenarios)
  cmake_parse_arguments(ARG "" "DIRECTORY;PREFIX;TARGET" "" ${ARGN})
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "vtime_add_scenarios: unknown arguments: ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT ARG_DIRECTORY)
    message(FATAL_ERROR "vtime_add_scenarios: DIRECTORY is missing")
  endif()
  if(NOT ARG_PREFIX)
    set(ARG_PREFIX scenario)
  endif()
  cmake_path(ABSOLUTE_PATH ARG_DIRECTORY BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*.yaml ${folder}/*.yml)
  if(NOT files)
    message(FATAL_ERROR "vtime_add_scenarios: no scenario file in ${folder}")
  endif()
  if(ARG_TARGET)
    vtime_scenarios_of_program(${ARG_TARGET})
  else()
    foreach(file IN LISTS files)
      add_test(NAME "${ARG_PREFIX}/${file}" COMMAND $<TARGET_FILE:vtime::command> run --color never "${file}"
               WORKING_DIRECTORY ${folder})
    endforeach()
  endif()
endfunction()

# The tests that `program` registers, by file: they are called scenario/<path without extension>.<title>, with `_` for
# what a name can't hold. A program that registers none of a file fails.
macro(vtime_scenarios_of_program program)
  get_target_property(definitions ${program} COMPILE_DEFINITIONS)
  if(definitions MATCHES "VTIME_SCENARIO_DIRECTORY=")
    message(FATAL_ERROR "vtime_add_scenarios: ${program} has its scenarios already; put them below one DIRECTORY")
  endif()
  target_compile_definitions(${program} PRIVATE VTIME_SCENARIO_DIRECTORY="${folder}")
  foreach(file IN LISTS files)
    string(REGEX REPLACE "[.][^./]*$" "" suite "${file}")
    string(REGEX REPLACE "[^A-Za-z0-9/]" "_" suite "${suite}")
    add_test(NAME "${ARG_PREFIX}/${file}" COMMAND ${program} --gtest_filter=scenario/${suite}.*)
    set_tests_properties("${ARG_PREFIX}/${file}" PROPERTIES FAIL_REGULAR_EXPRESSION "Running 0 tests")
  endforeach()
endmacro()
