# Scenario files as tests. Part of the installed package: find_package(vtime COMPONENTS command) brings it, too.

# vtime_add_scenarios(DIRECTORY <folder> [PREFIX <prefix>])
#
# Makes each scenario file below the folder a CTest of its own: `<prefix>/<path in the folder>`, the prefix being
# `scenario` unless told. A file that is added later is noticed by the next build.
function(vtime_add_scenarios)
  cmake_parse_arguments(ARG "" "DIRECTORY;PREFIX" "" ${ARGN})
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
  foreach(file IN LISTS files)
    add_test(NAME "${ARG_PREFIX}/${file}" COMMAND $<TARGET_FILE:vtime::command> run --color never "${file}"
             WORKING_DIRECTORY ${folder})
  endforeach()
endfunction()
