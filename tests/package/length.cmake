# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# People read examples from top to bottom: none of EXAMPLES has more than 80 lines of C++ and QML.
cmake_minimum_required(VERSION 3.25)

file(GLOB folders LIST_DIRECTORIES ON "${EXAMPLES}/*/")
set(seen 0)
foreach(folder IN LISTS folders)
    if(NOT IS_DIRECTORY "${folder}")
        continue()
    endif()
    math(EXPR seen "${seen} + 1")
    set(lines 0)
    file(GLOB_RECURSE sources "${folder}/*.cpp" "${folder}/*.h" "${folder}/*.qml")
    foreach(source IN LISTS sources)
        file(READ "${source}" text)
        string(REGEX MATCHALL "\n" ends "${text}")
        list(LENGTH ends count)
        math(EXPR lines "${lines} + ${count}")
    endforeach()
    message(STATUS "${folder}: ${lines} lines")
    if(lines EQUAL 0 OR lines GREATER 80)
        message(SEND_ERROR "An example has between 1 and 80 lines.")
    endif()
endforeach()
if(NOT seen EQUAL 8)
    message(SEND_ERROR "${seen} examples, not eight: say here how many there are, so that none is lost.")
endif()
