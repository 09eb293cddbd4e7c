# What `cmake --install` puts where: one component for each part that can be used alone, so that a user of the core
# needs nothing but fmt.
include(CMakePackageConfigHelpers)

set(VTIME_CONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/vtime)

# Installs a target as the component of that name, with an export file that the package loads on demand.
function(vtime_install_component component target)
  install(TARGETS ${target} EXPORT vtime-${component} COMPONENT ${component})
  install(EXPORT vtime-${component} NAMESPACE vtime:: DESTINATION ${VTIME_CONFIG_DIR} COMPONENT ${component})
endfunction()

vtime_install_component(core vtime_core)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/vtime DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT core
        FILES_MATCHING PATTERN "*.hpp")
if(VTIME_BUILD_SCENARIO)
  vtime_install_component(scenario vtime_scenario)
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
