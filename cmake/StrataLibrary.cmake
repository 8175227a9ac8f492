# SPDX-License-Identifier: GPL-3.0-or-later
# strata_library(NAME [PRECOMPILE headers…] LINKS targets…)
#
# Declares src/NAME as the static library strata_NAME. Its headers are included as "NAME/…", and only by targets
# that link it: each library's include root holds nothing but a link to its own folder.
function(strata_library name)
    cmake_parse_arguments(arg "" "" "LINKS;PRIVATE_LINKS;PRECOMPILE" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp *.h *.qrc)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/main/") # a folder main/ holds a program's main()
    add_library(strata_${name} STATIC ${sources})

    set(root ${CMAKE_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
    target_include_directories(strata_${name} PUBLIC ${root})

    target_link_libraries(strata_${name} PUBLIC strata_flags ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
    if(arg_PRECOMPILE)
        target_precompile_headers(strata_${name} PRIVATE ${arg_PRECOMPILE})
    endif()
endfunction()

# strata_test(NAME [SOURCES …] LINKS targets… [LABELS …])
#
# A Qt Test program tests/…/NAME.cpp, run by ctest on the offscreen platform.
function(strata_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "LINKS;SOURCES;LABELS" ${ARGN})
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE strata_flags Qt6::Test ${arg_LINKS})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen"
        TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()
