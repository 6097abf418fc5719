# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Copies PREFIX elsewhere, and configures, builds and tests PROJECT against the copy. Nothing in the copy may name the
# place it was installed to, so that the original need not exist.
cmake_minimum_required(VERSION 3.25)

set(copy "${WORK}/moved here")
file(REMOVE_RECURSE "${WORK}")
file(COPY "${PREFIX}/" DESTINATION "${copy}")
file(GLOB_RECURSE files "${copy}/*.cmake" "${copy}/*.pc" "${copy}/*.h")
list(LENGTH files count)
if(count EQUAL 0)
    message(FATAL_ERROR "Nothing is installed in ${PREFIX}")
endif()
foreach(file IN LISTS files)
    file(READ "${file}" text)
    string(FIND "${text}" "${PREFIX}" at)
    if(NOT at EQUAL -1)
        message(FATAL_ERROR "${file} names the folder it was installed to")
    endif()
endforeach()
set(PREFIX "${copy}")
set(WORK "${WORK}/build")
set(TESTS ON)
include("${CMAKE_CURRENT_LIST_DIR}/consume.cmake")
