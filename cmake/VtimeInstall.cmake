# What `cmake --install` puts where: one component for each part that can be used alone, so that a user of the core
# needs nothing but fmt. Each comes with its headers, its targets for find_package, and its file for pkg-config.
include(CMakePackageConfigHelpers)

set(VTIME_CONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/vtime)
set(VTIME_PKG_CONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# Installs targets as the component of that name, with an export file that the package loads on demand.
function(vtime_install_component component)
  install(TARGETS ${ARGN} EXPORT vtime-${component} COMPONENT ${component})
  install(EXPORT vtime-${component} NAMESPACE vtime:: DESTINATION ${VTIME_CONFIG_DIR} COMPONENT ${component})
endfunction()

# Installs vtime-<component>.pc: vtime_install_pkg_config(gtest REQUIRES vtime-core gmock LIBRARIES vtime_gtest).
function(vtime_install_pkg_config component)
  cmake_parse_arguments(ARG "" "DESCRIPTION" "REQUIRES;LIBRARIES" ${ARGN})
  set(description ${ARG_DESCRIPTION})
  list(JOIN ARG_REQUIRES ", " requires)
  set(libs)
  if(ARG_LIBRARIES)
    list(TRANSFORM ARG_LIBRARIES PREPEND "-l")
    list(JOIN ARG_LIBRARIES " " libs)
    string(PREPEND libs "-L\${prefix}/${CMAKE_INSTALL_LIBDIR} ")
  endif()
  file(RELATIVE_PATH to_prefix /${VTIME_PKG_CONFIG_DIR} /)
  string(REGEX REPLACE "/$" "" to_prefix ${to_prefix})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/vtime.pc.in ${PROJECT_BINARY_DIR}/vtime-${component}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/vtime-${component}.pc DESTINATION ${VTIME_PKG_CONFIG_DIR} COMPONENT ${component})
endfunction()

# Installs the headers below include/vtime that belong to a part of the library alone.
function(vtime_install_headers component)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/vtime DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT ${component}
          FILES_MATCHING REGEX "/include/vtime/${component}(/.*)?[.]hpp$")
endfunction()

vtime_install_component(core vtime_core)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/vtime ${PROJECT_BINARY_DIR}/include/vtime
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT core
        FILES_MATCHING PATTERN "*.hpp"
        REGEX "/include/vtime/(gtest|asio)([.]hpp)?$" EXCLUDE)
vtime_install_pkg_config(core DESCRIPTION "Virtual-time event loop" REQUIRES fmt LIBRARIES vtime_core)

vtime_install_component(asio vtime_asio)
vtime_install_headers(asio)
vtime_install_pkg_config(asio DESCRIPTION "Asio in virtual time" REQUIRES vtime-core)

if(VTIME_BUILD_SCENARIO)
  vtime_install_component(scenario vtime_scenario vtime_plugin)
  vtime_install_pkg_config(scenario DESCRIPTION "The scenario language of vtime" REQUIRES vtime-core yaml-cpp re2
                           LIBRARIES vtime_scenario)
endif()
if(TARGET vtime_gtest)
  vtime_install_component(gtest vtime_gtest)
  vtime_install_headers(gtest)
  vtime_install_pkg_config(gtest DESCRIPTION "GoogleTest matchers for vtime" REQUIRES vtime-core gmock
                           LIBRARIES vtime_gtest)
  install(FILES ${PROJECT_SOURCE_DIR}/cmake/VtimeScenarios.cmake DESTINATION ${VTIME_CONFIG_DIR} COMPONENT gtest)
endif()
# The part of vtime::gtest that is there where vtime::scenario is, too.
if(TARGET vtime_gtest_scenarios)
  vtime_install_component(gtest_scenarios vtime_gtest_scenarios)
  vtime_install_pkg_config(gtest-scenarios DESCRIPTION "Scenario files of vtime as GoogleTest tests"
                           REQUIRES vtime-gtest vtime-scenario LIBRARIES vtime_gtest_scenarios)
endif()
if(VTIME_BUILD_TOOLS)
  set_target_properties(vtime PROPERTIES EXPORT_NAME command)
  vtime_install_component(command vtime)
  install(FILES ${PROJECT_SOURCE_DIR}/cmake/VtimeScenarios.cmake DESTINATION ${VTIME_CONFIG_DIR} COMPONENT command)
endif()

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/vtime-config.cmake.in ${PROJECT_BINARY_DIR}/vtime-config.cmake
                              INSTALL_DESTINATION ${VTIME_CONFIG_DIR} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/vtime-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/vtime-config.cmake ${PROJECT_BINARY_DIR}/vtime-config-version.cmake
        DESTINATION ${VTIME_CONFIG_DIR} COMPONENT core)
