# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Compiles and links one of the EXAMPLES, and a program with the test kit, with nothing but pkg-config against PREFIX:
# KIND (shared or static), VERSION, WORK.
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE pc_file "${PREFIX}/relaycore.pc")
get_filename_component(pc_folder "${pc_file}" DIRECTORY)
get_filename_component(lib_folder "${pc_folder}" DIRECTORY)
set(ENV{PKG_CONFIG_PATH} "${pc_folder}")
set(static "")

# ask_pkg_config(<variable> <argument>...)
function(ask_pkg_config variable)
    execute_process(COMMAND "${PKG_CONFIG}" ${ARGN} OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE
        COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(answer UNIX_COMMAND "${answer}")
    set(${variable} "${answer}" PARENT_SCOPE)
endfunction()

# compile(<program> <source> <package>)   with nothing but what pkg-config says, the language's version included
function(compile program source package)
    ask_pkg_config(flags --cflags --libs ${static} ${package})
    execute_process(COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY
        COMMAND "${CMAKE_CXX_COMPILER}" -Wall -Wextra -Werror -o "${WORK}/${program}" "${source}" ${flags})
endfunction()

ask_pkg_config(version --modversion relaycore relaycore-testkit)
if(NOT version MATCHES "^${VERSION}[\n;]${VERSION}$")
    message(FATAL_ERROR "pkg-config says version '${version}', not ${VERSION}")
endif()
compile(with-pkg-config "${EXAMPLES}/token/main.cpp" relaycore)
compile(testkit-with-pkg-config "${CMAKE_CURRENT_LIST_DIR}/testkit.cpp" relaycore-testkit)
if(KIND STREQUAL "static") # also for who asks for the libraries behind a static one
    set(static --static)
    compile(with-static-pkg-config "${EXAMPLES}/token/main.cpp" relaycore)
endif()
set(ENV{LD_LIBRARY_PATH} "${lib_folder}")
execute_process(COMMAND "${WORK}/testkit-with-pkg-config" COMMAND_ERROR_IS_FATAL ANY TIMEOUT 60)
