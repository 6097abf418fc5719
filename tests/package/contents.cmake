# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# What is in PREFIX: KIND (shared or static), VERSION.
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE files RELATIVE "${PREFIX}" "${PREFIX}/*")
list(JOIN files "\n" listing)

# expect(<regular expression>...)   each matches one file or more
function(expect)
    foreach(pattern IN LISTS ARGN)
        if(NOT "\n${listing}\n" MATCHES "\n${pattern}\n")
            message(SEND_ERROR "Nothing like '${pattern}' was installed")
        endif()
    endforeach()
endfunction()

# refuse(<regular expression>...)   none matches any file
function(refuse)
    foreach(pattern IN LISTS ARGN)
        if("\n${listing}\n" MATCHES "\n${pattern}\n")
            message(SEND_ERROR "This does not belong into the package: '${CMAKE_MATCH_0}'")
        endif()
    endforeach()
endfunction()

set(lib "lib[^\n]*")
expect("include/relaycore/client/relayclient[.]h" "include/relaycore/server/relayserver[.]h"
    "include/relaycore/testkit/scriptedrelay[.]h" "include/relaycore/export[.]h"
    "${lib}/cmake/RelayCore/RelayCoreConfig[.]cmake" "${lib}/cmake/RelayCore/RelayCoreConfigVersion[.]cmake"
    "${lib}/cmake/RelayCore/RelayCoreTargets[.]cmake" "${lib}/cmake/RelayCore/RelayCoreTestKitTargets[.]cmake"
    "include/RelayCore/RelayClient" "include/RelayCore/ScriptedRelay" "include/relaycore/qml/qmlclient[.]h"
    "${lib}/cmake/RelayCore/RelayCoreQmlTargets[.]cmake" "${lib}/qt6/qml/RelayCore/qmldir"
    "${lib}/qt6/qml/RelayCore/RelayCoreQml[.]qmltypes"
    "${lib}/pkgconfig/relaycore[.]pc" "${lib}/pkgconfig/relaycore-testkit[.]pc" "${lib}/libRelayCoreTestKit[.]a"
    "share/relaycore/translations/relaycore_de[.]ts" "share/doc/[^\n]*/LICENSE" "share/doc/[^\n]*/guide[.]md")
refuse("include/[^\n]*_p[.]h" "include/[^\n]*[.]cpp" "include/tests/[^\n]*" "bin/[^\n]*")
if(KIND STREQUAL "shared")
    expect("${lib}/libRelayCore[.]so" "${lib}/libRelayCore[.]so[.]0" "${lib}/libRelayCore[.]so[.]${VERSION}")
    expect("${lib}/libRelayCoreQml[.]so" "${lib}/qt6/qml/RelayCore/libRelayCoreQmlPlugin[.]so")
    refuse("${lib}/libRelayCore[.]a")
else()
    expect("${lib}/libRelayCore[.]a" "${lib}/libRelayCoreQml[.]a")
    refuse("${lib}[.]so[^\n]*")
endif()

# A public header includes public headers only: what it needs is installed too.
file(GLOB_RECURSE headers "${PREFIX}/include/*.h")
foreach(header IN LISTS headers)
    file(STRINGS "${header}" includes REGEX "^#include \"relaycore/")
    foreach(line IN LISTS includes)
        string(REGEX REPLACE "^#include \"([^\"]+)\".*" "\\1" included "${line}")
        if(NOT EXISTS "${PREFIX}/include/${included}")
            message(SEND_ERROR "${header} includes ${included}, which is not installed")
        endif()
    endforeach()
endforeach()
