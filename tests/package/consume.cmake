# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Configures and builds PROJECT in WORK against the RelayCore in PREFIX, with warnings as errors, and runs its tests
# where TESTS says so.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_COMMAND}" -G Ninja --fresh -S "${PROJECT}" -B "${WORK}"
    -D "CMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" -D "CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}"
    -D "CMAKE_PREFIX_PATH=${PREFIX}" -D "CMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror")
file(STRINGS "${WORK}/CMakeCache.txt" found REGEX "^RelayCore_DIR:")
if(NOT found MATCHES "=${PREFIX}/") # another one may be installed on this machine
    message(FATAL_ERROR "Not the package that was to be tried: ${found}")
endif()
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_COMMAND}" --build "${WORK}" --parallel 2)
if(TESTS)
    execute_process(COMMAND_ERROR_IS_FATAL ANY WORKING_DIRECTORY "${WORK}"
        COMMAND "${CMAKE_CTEST_COMMAND}" --output-on-failure --no-tests=error --timeout 60)
endif()
