# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed, and the Debian package: cpack --preset deb
if(NOT STRATA_WIDGETS)
    return()
endif()

# A package that is published needs a real address here.
set(STRATA_MAINTAINER "The Strata authors <maintainers@strata.example>" CACHE STRING "Who answers for the package")

set(from ${CMAKE_CURRENT_LIST_DIR})
set(made ${CMAKE_BINARY_DIR}/installer)

install(TARGETS strata stratactl docker-credential-strata RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${CMAKE_SOURCE_DIR}/resources/io.github.strata.Strata.desktop
    DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${CMAKE_SOURCE_DIR}/resources/io.github.strata.Strata.metainfo.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/strata.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)

# Manual pages and the changelog are compressed, as Debian wants them.
find_program(STRATA_GZIP gzip)
if(STRATA_GZIP)
    configure_file(${from}/changelog.in ${made}/changelog @ONLY)
    foreach(page strata.1 stratactl.1 docker-credential-strata.1)
        configure_file(${from}/man/${page} ${made}/${page} COPYONLY)
    endforeach()
    foreach(page changelog strata.1 stratactl.1 docker-credential-strata.1)
        execute_process(COMMAND ${STRATA_GZIP} -9nkf ${made}/${page} COMMAND_ERROR_IS_FATAL ANY)
    endforeach()
    install(FILES ${made}/strata.1.gz ${made}/stratactl.1.gz ${made}/docker-credential-strata.1.gz
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${made}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()
install(FILES ${from}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME strata)
set(CPACK_PACKAGE_VENDOR "The Strata authors")
set(CPACK_PACKAGE_CONTACT "${STRATA_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "native desktop application for Docker images and containers")
set(CPACK_PACKAGE_DESCRIPTION
"Strata shows the images and containers of a Docker or Podman engine live in a
native Qt window: states, health, ports, processor and memory use, compose
projects, and what every image is made of.
.
It talks to the engine that is already there, and has no daemon and no virtual
machine of its own. Every action shows the docker command that does the same.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-svg-plugins, hicolor-icon-theme")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
    "breeze-icon-theme, docker.io | docker-ce | podman, libsecret-1-0, qt6-translations-l10n, qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "docker-cli | docker-ce-cli")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
