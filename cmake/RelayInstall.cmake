# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# Where things go when they are installed. Four components, which CPack makes into four packages:
#   library      the shared library
#   qml          the QML module RelayCore: plugin, qmldir and type information
#   development  headers, static libraries, the CMake package, pkg-config files
#   tools        Relay Inspector and relayctl, with their desktop entries
include_guard(GLOBAL)
include(GNUInstallDirs)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)
# Where Qt of the distribution looks for QML modules, below the prefix.
set(RELAY_QML_INSTALL_DIR "${CMAKE_INSTALL_LIBDIR}/qt6/qml" CACHE STRING "Folder of QML modules below the prefix")

set(RELAY_TRANSLATIONS_INSTALL_DIR "${CMAKE_INSTALL_DATADIR}/relaycore/translations")

# relay_forward_headers(<target> COMPONENT <component> HEADERS <Name>=<path>...)
#
# `#include <RelayCore/RelayClient>`, as Qt has <QtCore/QObject>: each <Name> includes the header <path>, in the build tree
# and where RelayCore is installed.
function(relay_forward_headers target)
    cmake_parse_arguments(FORWARD "" "COMPONENT" "HEADERS" ${ARGN})
    set(folder "${PROJECT_BINARY_DIR}/include")
    foreach(header IN LISTS FORWARD_HEADERS)
        string(REGEX MATCH "^([^=]+)=(.+)$" unused "${header}")
        file(CONFIGURE OUTPUT "${folder}/RelayCore/${CMAKE_MATCH_1}" @ONLY
            CONTENT "#include \"${CMAKE_MATCH_2}\" // IWYU pragma: export\n")
        if(RELAY_INSTALL)
            install(FILES "${folder}/RelayCore/${CMAKE_MATCH_1}" COMPONENT ${FORWARD_COMPONENT}
                DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/RelayCore")
        endif()
    endforeach()
    target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${folder}>")
endfunction()

# relay_install_library(<target> <export> PC <name> DESCRIPTION <text> [REQUIRES ...] [REQUIRES_PRIVATE ...])
#
# The library, its headers, the export set <export> and the pkg-config file <name>.pc, which names for a static library
# also what that uses.
function(relay_install_library target export)
    cmake_parse_arguments(LIB "" "PC;DESCRIPTION" "REQUIRES;REQUIRES_PRIVATE" ${ARGN})
    if(NOT RELAY_INSTALL)
        return() # a subdirectory of another project
    endif()
    install(TARGETS ${target} EXPORT ${export}
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library NAMELINK_COMPONENT development
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT library
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development
        FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development)
    install(EXPORT ${export} NAMESPACE RelayCore:: COMPONENT development
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/RelayCore")

    get_target_property(type ${target} TYPE)
    set(pc_definitions "")
    if(type STREQUAL "STATIC_LIBRARY") # every program links what it uses, whether or not it asks for --static
        list(APPEND LIB_REQUIRES ${LIB_REQUIRES_PRIVATE})
    endif()
    list(JOIN LIB_REQUIRES ", " pc_requires)
    if(type STREQUAL "STATIC_LIBRARY")
        get_target_property(definitions ${target} INTERFACE_COMPILE_DEFINITIONS)
        if("RELAYCORE_STATIC" IN_LIST definitions)
            set(pc_definitions " -DRELAYCORE_STATIC")
        endif()
    endif()
    get_target_property(pc_library ${target} OUTPUT_NAME)
    if(NOT pc_library)
        set(pc_library ${target})
    endif()
    set(pc_name "${LIB_PC}")
    set(pc_description "${LIB_DESCRIPTION}")
    # Relative to the .pc file, so that the prefix may move.
    file(RELATIVE_PATH pc_prefix "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
    file(RELATIVE_PATH pc_libdir "${CMAKE_INSTALL_PREFIX}" "${CMAKE_INSTALL_FULL_LIBDIR}")
    file(RELATIVE_PATH pc_includedir "${CMAKE_INSTALL_PREFIX}" "${CMAKE_INSTALL_FULL_INCLUDEDIR}")
    string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
    configure_file("${PROJECT_SOURCE_DIR}/cmake/relaycore.pc.in" "${CMAKE_CURRENT_BINARY_DIR}/${LIB_PC}.pc" @ONLY)
    install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${LIB_PC}.pc" COMPONENT development
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endfunction()

# relay_install_tool(<target>)
#
# An executable that finds the shared library where it is installed, also after the prefix has moved. Below /usr the
# loader looks anyway, and distributions want nothing written into the executable.
function(relay_install_tool target)
    if(BUILD_SHARED_LIBS AND UNIX AND NOT APPLE AND NOT CMAKE_INSTALL_PREFIX STREQUAL "/usr")
        file(RELATIVE_PATH to_library "${CMAKE_INSTALL_FULL_BINDIR}" "${CMAKE_INSTALL_FULL_LIBDIR}")
        set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/${to_library}")
    endif()
    install(TARGETS ${target} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tools)
endfunction()

# relay_install_package()   what find_package(RelayCore) reads
function(relay_install_package)
    if(NOT RELAY_INSTALL)
        return()
    endif()
    include(CMakePackageConfigHelpers)
    set(destination "${CMAKE_INSTALL_LIBDIR}/cmake/RelayCore")
    get_target_property(type RelayCore TYPE)
    set(RELAYCORE_IS_STATIC OFF)
    if(type STREQUAL "STATIC_LIBRARY")
        set(RELAYCORE_IS_STATIC ON)
    endif()
    configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/RelayCoreConfig.cmake.in"
        "${CMAKE_CURRENT_BINARY_DIR}/RelayCoreConfig.cmake" INSTALL_DESTINATION "${destination}"
        PATH_VARS RELAY_QML_INSTALL_DIR RELAY_TRANSLATIONS_INSTALL_DIR
        NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
    file(GLOB translations "${PROJECT_SOURCE_DIR}/translations/relaycore_*.ts")
    install(FILES ${translations} COMPONENT development DESTINATION "${RELAY_TRANSLATIONS_INSTALL_DIR}")
    # Before 1.0 every minor version may break what the one before promised.
    write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/RelayCoreConfigVersion.cmake"
        COMPATIBILITY SameMinorVersion)
    install(FILES "${CMAKE_CURRENT_BINARY_DIR}/RelayCoreConfig.cmake"
            "${CMAKE_CURRENT_BINARY_DIR}/RelayCoreConfigVersion.cmake"
        COMPONENT development DESTINATION "${destination}")
endfunction()
