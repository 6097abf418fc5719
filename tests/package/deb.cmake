# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Makes the Debian packages that BUILD can make, and looks into them: VERSION, WORK.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${WORK}")
execute_process(COMMAND "${CMAKE_CPACK_COMMAND}" -G DEB --config "${BUILD}/CPackConfig.cmake" -B "${WORK}"
    COMMAND_ERROR_IS_FATAL ANY)

# look(<package> <field>=<regular expression> ... FILES <regular expression> ...)
function(look package)
    cmake_parse_arguments(LOOK "" "" "FIELDS;FILES;NO_FILES" ${ARGN})
    file(GLOB deb "${WORK}/${package}_${VERSION}_*.deb")
    list(LENGTH deb count)
    if(NOT count EQUAL 1)
        message(SEND_ERROR "Not one package ${package} of version ${VERSION}: '${deb}'")
        return()
    endif()
    foreach(field IN LISTS LOOK_FIELDS)
        string(REGEX MATCH "^([^=]+)=(.*)" unused "${field}")
        set(name "${CMAKE_MATCH_1}")
        set(expected "${CMAKE_MATCH_2}")
        execute_process(COMMAND dpkg-deb --field "${deb}" "${name}" OUTPUT_VARIABLE value COMMAND_ERROR_IS_FATAL ANY)
        if(NOT value MATCHES "${expected}")
            message(SEND_ERROR "${package}: field ${name} is '${value}', not like '${expected}'")
        endif()
    endforeach()
    execute_process(COMMAND dpkg-deb --contents "${deb}" OUTPUT_VARIABLE contents COMMAND_ERROR_IS_FATAL ANY)
    foreach(file IN LISTS LOOK_FILES)
        if(NOT contents MATCHES "${file}")
            message(SEND_ERROR "${package} has no '${file}':\n${contents}")
        endif()
    endforeach()
    foreach(file IN LISTS LOOK_NO_FILES)
        if(contents MATCHES "${file}")
            message(SEND_ERROR "${package} has '${file}':\n${contents}")
        endif()
    endforeach()
endfunction()

set(lib "[.]/usr/lib/[^\n]*")
look(librelaycore0
    FIELDS "Version=^${VERSION}" "Section=libs" "Depends=libqt6websockets6.*libsimdjson" "Description=^ProxyStore"
    FILES "${lib}/libRelayCore[.]so[.]0 -> " "${lib}/libRelayCore[.]so[.]${VERSION}\n" "doc/librelaycore0/copyright"
    NO_FILES "[.]h\n" "[.]so\n" "[.]a\n" "[.]cmake\n")
look(qml6-module-relaycore
    FIELDS "Depends=librelaycore0 \\(= ${VERSION}\\).*libqt6qml6"
    FILES "${lib}/qt6/qml/RelayCore/qmldir" "${lib}/qt6/qml/RelayCore/libRelayCoreQmlPlugin[.]so"
        "${lib}/qt6/qml/RelayCore/RelayCoreQml[.]qmltypes" "${lib}/libRelayCoreQml[.]so[.]0 -> "
    NO_FILES "[.]h\n" "[.]cmake\n")
look(librelaycore-dev
    FIELDS "Section=libdevel" "Depends=librelaycore0 \\(= ${VERSION}\\).*qt6-websockets-dev"
    FILES "[.]/usr/include/relaycore/client/relayclient[.]h" "${lib}/libRelayCore[.]so -> " "${lib}/libRelayCoreTestKit[.]a"
        "${lib}/RelayCoreConfig[.]cmake" "${lib}/relaycore[.]pc" "doc/librelaycore-dev/copyright"
    NO_FILES "libRelayCore[.]so[.]${VERSION}\n")
