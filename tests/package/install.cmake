# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Builds only the library and the test kit, and installs them: KIND (shared or static), SOURCE, WORK, SANITIZER (as
# RELAY_SANITIZER; may be left out). Configured for /usr, as distributions do, and installed elsewhere.
cmake_minimum_required(VERSION 3.25)

set(shared OFF)
set(build_type Debug)
if(KIND STREQUAL "shared") # what packages are made of
    set(shared ON)
    set(build_type Release)
endif()
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_COMMAND}" -G Ninja -S "${SOURCE}" -B "${WORK}/build"
    -D "CMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" -D "CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}"
    -D CMAKE_INSTALL_PREFIX=/usr -D BUILD_SHARED_LIBS=${shared} -D CMAKE_BUILD_TYPE=${build_type}
    -D CMAKE_CXX_FLAGS_DEBUG=-O0 -D RELAY_BUILD_TESTS=OFF -D RELAY_BUILD_INSPECTOR=OFF -D RELAY_WARNINGS_AS_ERRORS=ON
    -D "RELAY_SANITIZER=${SANITIZER}")
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_COMMAND}" --build "${WORK}/build" --parallel 2)
file(REMOVE_RECURSE "${WORK}/prefix")
execute_process(COMMAND_ERROR_IS_FATAL ANY
    COMMAND "${CMAKE_COMMAND}" --install "${WORK}/build" --prefix "${WORK}/prefix")
