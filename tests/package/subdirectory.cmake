# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Builds a project that has the RelayCore of SOURCE as a subdirectory, installs it, and runs what was installed: WORK.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${WORK}/prefix")
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_COMMAND}" -G Ninja
    -S "${CMAKE_CURRENT_LIST_DIR}/subdirectory" -B "${WORK}/build" -D "RELAYCORE_SOURCE=${SOURCE}"
    -D "CMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" -D "CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}"
    -D "CMAKE_INSTALL_PREFIX=${WORK}/prefix" -D CMAKE_BUILD_TYPE=Debug -D CMAKE_CXX_FLAGS_DEBUG=-O0)
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_COMMAND}" --build "${WORK}/build" --parallel 2)
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${CMAKE_COMMAND}" --install "${WORK}/build")
file(GLOB_RECURSE installed RELATIVE "${WORK}/prefix" "${WORK}/prefix/*")
if(NOT installed STREQUAL "bin/host")
    message(FATAL_ERROR "Installed with the host project: ${installed}")
endif()
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND "${WORK}/prefix/bin/host" TIMEOUT 60)
