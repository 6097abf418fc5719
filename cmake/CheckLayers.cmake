# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Fails on an #include that no arrow of docs/architecture.md allows.
#   cmake -D ROOT=<source directory> -P CheckLayers.cmake
#
# Includes of the project are written from its root ("inspector/capture/capturereader.h"), so the module of the file and
# the module of what it includes can be read off the two paths.
cmake_minimum_required(VERSION 3.25)

# <module> may include <modules>; its own module and relaycore/export.h always.
set(values relaycore/protocol relaycore/wire) # plain values: no sockets, no threads, no files
set(may_relaycore/protocol "")
set(may_relaycore/wire relaycore/protocol)
set(may_relaycore/client ${values} relaycore/tap)
set(may_relaycore/server relaycore/protocol)
set(may_relaycore/qml ${values} relaycore/client)
set(may_relaycore/testkit ${values} relaycore/client)
set(may_relaycore/tap relaycore/wire)
set(may_inspector/frames relaycore/wire)
set(may_inspector/transport ${values} inspector/frames)
set(may_inspector/capture ${values})
set(may_inspector/sources ${values} relaycore/tap relaycore/client relaycore/server inspector/frames inspector/transport inspector/capture)
set(may_inspector/check ${values} relaycore/client inspector/frames inspector/transport)
set(may_inspector/setup ${values} relaycore/client inspector/sources)
set(may_inspector/run relaycore/wire inspector/sources inspector/setup)
set(may_inspector/replay ${values} relaycore/client inspector/transport inspector/capture inspector/setup)
set(may_inspector/serve relaycore/server inspector/setup)
set(may_inspector/metrics ${values} relaycore/server inspector/serve)
set(may_inspector/analysis ${values} inspector/capture)
set(may_inspector/filter ${values} inspector/capture inspector/analysis)
set(may_inspector/formats ${values} inspector/capture inspector/frames)
set(may_inspector/report ${values} inspector/capture inspector/analysis)
set(may_inspector/theme "")
set(may_inspector/models ${values} inspector/capture inspector/analysis inspector/filter inspector/theme)
set(may_inspector/views relaycore/tap inspector/filter inspector/models inspector/setup inspector/theme)
set(may_inspector/dialogs ${values} relaycore/client inspector/transport inspector/capture inspector/formats inspector/replay inspector/setup
    inspector/analysis inspector/theme inspector/models inspector/views)
set(may_inspector/cli ${values} relaycore/client relaycore/server relaycore/tap inspector/frames
    inspector/transport inspector/capture inspector/sources inspector/check inspector/setup
    inspector/run inspector/replay inspector/serve inspector/metrics inspector/analysis inspector/filter inspector/formats inspector/report)
set(may_inspector/app ${may_inspector/cli} inspector/theme inspector/models inspector/views inspector/dialogs)

if(NOT ROOT)
    message(FATAL_ERROR "Say where to look: cmake -D ROOT=<source directory> -P CheckLayers.cmake")
endif()

get_filename_component(ROOT "${ROOT}" ABSOLUTE)

set(violations 0)
set(checked 0)
file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/relaycore/*.h" "${ROOT}/relaycore/*.cpp" "${ROOT}/inspector/*.h"
    "${ROOT}/inspector/*.cpp")
foreach(file IN LISTS files)
    if(NOT file MATCHES "^([a-z]+/[a-z]+)/")
        continue() # relaycore/export.h belongs to no module
    endif()
    set(module "${CMAKE_MATCH_1}")
    if(NOT DEFINED may_${module})
        message(NOTICE "${file}: module '${module}' is not in cmake/CheckLayers.cmake. Add it with its arrows, here and in docs/architecture.md.")
        math(EXPR violations "${violations} + 1")
        continue()
    endif()
    math(EXPR checked "${checked} + 1")
    file(STRINGS "${ROOT}/${file}" includes REGEX "^[ \t]*#[ \t]*include[ \t]*[\"<](relaycore|inspector|tests)/")
    foreach(line IN LISTS includes)
        string(REGEX MATCH "[\"<]([^\">]+)" unused "${line}")
        set(target "${CMAKE_MATCH_1}")
        if(target STREQUAL "relaycore/export.h")
            continue()
        endif()
        string(REGEX MATCH "^[a-z]+/[a-z]+" target_module "${target}")
        if(NOT target_module STREQUAL module AND NOT target_module IN_LIST may_${module})
            message(NOTICE "${file} includes ${target}: no arrow leads from ${module} to ${target_module}")
            math(EXPR violations "${violations} + 1")
        endif()
    endforeach()
endforeach()

if(violations GREATER 0)
    message(FATAL_ERROR "${violations} violations of the layers in ${checked} files")
endif()
if(checked EQUAL 0)
    message(FATAL_ERROR "No sources below ${ROOT}: nothing was checked.")
endif()
message(STATUS "${checked} files keep to the layers")
