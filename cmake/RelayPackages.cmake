# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Licence and documentation, and the Debian packages that CPack makes of the install components (scripts/package):
#   librelaycore0    the shared library
#   qml6-module-relaycore  the QML module RelayCore
#   librelaycore-dev headers, the test kit, CMake package, pkg-config files
#   relay-tools      Relay Inspector and relayctl; not where they are not built
include_guard(GLOBAL)

set(relay_docs guide qml protocol server testing)
set(relay_tools_docs capture operating relayctl scale)
list(TRANSFORM relay_docs REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/docs/\\1.md")
list(TRANSFORM relay_tools_docs REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/docs/\\1.md")
set(relay_docdir "${CMAKE_INSTALL_DATADIR}/doc/relaycore")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/CHANGELOG.md" ${relay_docs}
    COMPONENT development DESTINATION "${relay_docdir}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/examples" COMPONENT development DESTINATION "${relay_docdir}")

set(relay_components development)
get_target_property(relay_type RelayCore TYPE)
if(relay_type STREQUAL "SHARED_LIBRARY")
    list(PREPEND relay_components library)
    if(RELAY_BUILD_QML)
        list(APPEND relay_components qml)
    endif()
endif()
if(RELAY_BUILD_INSPECTOR)
    list(APPEND relay_components tools)
    install(FILES ${relay_tools_docs} COMPONENT tools DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/relay-tools")
    install(FILES "${PROJECT_SOURCE_DIR}/resources/grafana/relayctl.json" COMPONENT tools
        DESTINATION "${CMAKE_INSTALL_DATADIR}/relaycore/grafana")
    # Below the prefix, as units of packages are: /usr/lib/systemd/system.
    install(FILES "${PROJECT_SOURCE_DIR}/resources/systemd/relayctl-serve.service"
        "${PROJECT_SOURCE_DIR}/resources/systemd/relayctl-proxy.service" COMPONENT tools
        DESTINATION "lib/systemd/system")
endif()

# find_package(RelayCore COMPONENTS Qml) names the library of that package.
set(relay_dev_qml "")
if("qml" IN_LIST relay_components)
    set(relay_dev_qml "qml6-module-relaycore (= ${PROJECT_VERSION}), ")
endif()

# relay_debian_package(<component> <name> SECTION <section> SUMMARY <line> TEXT <paragraph> [key value]...)
#
# Further pairs are CPACK_DEBIAN_<COMPONENT>_<key>.
macro(relay_debian_package component name)
    cmake_parse_arguments(DEB "" "SECTION;SUMMARY;TEXT" "" ${ARGN})
    string(TOUPPER ${component} upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name})
    set(CPACK_DEBIAN_${upper}_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${DEB_SECTION})
    set(CPACK_COMPONENT_${upper}_DESCRIPTION "${DEB_SUMMARY}\n${DEB_TEXT}")
    set(pairs ${DEB_UNPARSED_ARGUMENTS})
    while(pairs)
        list(POP_FRONT pairs key value)
        set(CPACK_DEBIAN_${upper}_${key} "${value}")
    endwhile()
    # Debian's packages have the licence here; no others.
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" COMPONENT ${component} EXCLUDE_FROM_ALL
        DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${name}" RENAME copyright)
endmacro()

relay_debian_package(library librelaycore0
    SECTION libs
    SUMMARY "ProxyStore relay client for Qt applications"
    TEXT "RelayCore keeps a registered connection to a ProxyStore relay, reconnects with backoff, and ends every message with exactly one outcome. This is the shared library."
    PACKAGE_SHLIBDEPS ON)
relay_debian_package(qml qml6-module-relaycore
    SECTION libs
    SUMMARY "ProxyStore relay client for Qt applications (QML module)"
    TEXT "The QML module RelayCore: the relay client as a QML type, with its options as properties, and models of messages and peers."
    PACKAGE_SHLIBDEPS ON
    PACKAGE_DEPENDS "librelaycore0 (= ${PROJECT_VERSION})")
relay_debian_package(development librelaycore-dev
    SECTION libdevel
    SUMMARY "ProxyStore relay client for Qt applications (development files)"
    TEXT "Headers, the CMake package and the pkg-config files of RelayCore, and its test kit: a manual clock and a scripted relay for the tests of applications."
    PACKAGE_DEPENDS "librelaycore0 (= ${PROJECT_VERSION}), ${relay_dev_qml}qt6-base-dev (>= 6.4), qt6-websockets-dev (>= 6.4)")
relay_debian_package(tools relay-tools
    SECTION devel
    SUMMARY "Debugger for the traffic of ProxyStore relays"
    TEXT "Relay Inspector shows connections, handshakes and messages between ProxyStore relay clients and their relay, and says what went wrong. relayctl does the same in a terminal, one JSON line per event."
    PACKAGE_SHLIBDEPS ON
    PACKAGE_DEPENDS "librelaycore0 (= ${PROJECT_VERSION}), libqt6sql6-sqlite, qml6-module-qtquick"
    PACKAGE_RECOMMENDS libqt6sql6-psql)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME relaycore)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_NAME} built using CMake") # the default: each package has its own
set(CPACK_PACKAGE_VENDOR "The RelayCore authors")
set(CPACK_PACKAGE_CONTACT "The RelayCore authors <noreply@relaycore.github.io>")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_COMPONENTS_ALL ${relay_components})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# relay-tools and the QML module need the library of another of these packages. There is no such variable for a component.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/relaycore" "${PROJECT_BINARY_DIR}/relaycore/qml")
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
include(CPack)
