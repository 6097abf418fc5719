# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# What every target of this project has in common, in one place.
include_guard(GLOBAL)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

# Compiler settings; an interface library so that they never leak to users of the installed package.
add_library(relay_build_settings INTERFACE)
target_compile_definitions(relay_build_settings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(relay_build_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
        -Woverloaded-virtual -Wcast-align -Wunused -Wimplicit-fallthrough -Wswitch-enum)
    # Optimised, GCC (12 and 14) takes moving an empty std::optional of a std::variant for the use of an uninitialized value.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(relay_build_settings INTERFACE -Wno-maybe-uninitialized)
    endif()
    if(RELAY_WARNINGS_AS_ERRORS)
        target_compile_options(relay_build_settings INTERFACE -Werror)
    endif()
    if(RELAY_SANITIZER)
        target_compile_options(relay_build_settings INTERFACE "-fsanitize=${RELAY_SANITIZER}" -fno-omit-frame-pointer
            -fno-sanitize-recover=all)
        target_link_options(relay_build_settings INTERFACE "-fsanitize=${RELAY_SANITIZER}")
    endif()
endif()

# relay_add_module(<name> SOURCES file... [LINK target...])
#
# A module of the inspector: the static library inspector_<name>, known as Inspector::<name>. Which module may use which
# is written in docs/architecture.md and checked by cmake/CheckLayers.cmake.
function(relay_add_module name)
    cmake_parse_arguments(MODULE "" "" "SOURCES;LINK" ${ARGN})
    add_library(inspector_${name} STATIC ${MODULE_SOURCES})
    add_library(Inspector::${name} ALIAS inspector_${name})
    target_include_directories(inspector_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(inspector_${name} PUBLIC ${MODULE_LINK} PRIVATE relay_build_settings)
endfunction()

# relay_add_test(<name> SOURCES file... [LINK target...] [GUI] [LABELS label...] [TIMEOUT seconds])
#
# One Qt Test executable, one ctest row. Warnings of Qt at run time are fatal, windows are drawn off screen.
function(relay_add_test name)
    cmake_parse_arguments(TEST "GUI" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    add_executable(${name} ${TEST_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE relay_build_settings Qt6::Test ${TEST_LINK})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    add_test(NAME ${name} COMMAND ${name})
    # A GUI test warns, which is fatal, where the machine has no runtime directory of the user's own.
    set(runtime_dir "${CMAKE_BINARY_DIR}/tests/runtime")
    file(MAKE_DIRECTORY "${runtime_dir}")
    file(CHMOD "${runtime_dir}" DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} LABELS "${TEST_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_QUICK_BACKEND=software;LC_ALL=C.UTF-8;QT_FATAL_WARNINGS=1;XDG_RUNTIME_DIR=${runtime_dir};UBSAN_OPTIONS=print_stacktrace=1")
endfunction()
