# One consumer: installs what it needs into an empty folder, configures it, builds it and runs its tests.
file(REMOVE_RECURSE ${WORK})
set(prefix ${WORK}/installed)
set(project ${CMAKE_CURRENT_LIST_DIR}/core)
# Whoever uses the core needs none of these.
set(options -D CMAKE_DISABLE_FIND_PACKAGE_yaml-cpp=ON -D CMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON
            -D CMAKE_DISABLE_FIND_PACKAGE_Boost=ON -D CMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON)

function(do)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

if(CONSUMER STREQUAL "core_by_find_package")
  do(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} --component core)
elseif(CONSUMER STREQUAL "core_by_add_subdirectory")
  list(APPEND options -D VTIME_SOURCE=${SOURCE})
elseif(CONSUMER STREQUAL "command_by_find_package")
  do(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
  set(project ${CMAKE_CURRENT_LIST_DIR}/command)
  set(options)
else()
  message(FATAL_ERROR "no such consumer: ${CONSUMER}")
endif()

do(${CMAKE_COMMAND} -G ${GENERATOR} -S ${project} -B ${WORK}/build -D CMAKE_PREFIX_PATH=${prefix}
   -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER} ${options})
do(${CMAKE_COMMAND} --build ${WORK}/build)
do(${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/build --output-on-failure --no-tests=error)
