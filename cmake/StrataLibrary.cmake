# SPDX-License-Identifier: GPL-3.0-or-later
# strata_library(NAME [WIDGETS] LINKS targets… [PRIVATE_LINKS targets…])
#
# Declares src/NAME as the static library strata_NAME. Its headers are included as "NAME/…", and only by targets
# that link it: each library's include root holds nothing but a link to its own folder.
function(strata_library name)
    cmake_parse_arguments(arg "WIDGETS" "" "LINKS;PRIVATE_LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp *.h *.qrc)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/main/") # a folder main/ holds a program's main()
    add_library(strata_${name} STATIC ${sources})

    set(root ${CMAKE_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
    target_include_directories(strata_${name} PUBLIC ${root})

    target_link_libraries(strata_${name} PUBLIC strata_flags ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
    strata_precompile(strata_${name} ${arg_WIDGETS})
    set_target_properties(strata_${name} PROPERTIES UNITY_BUILD ${STRATA_UNITY} UNITY_BUILD_BATCH_SIZE 12)
endfunction()

# strata_precompile(TARGET WIDGETS|"")
#
# All targets share two precompiled headers, one without and one with Qt Widgets: making one takes longer than any file.
function(strata_precompile target widgets)
    set(level core)
    if(widgets)
        set(level widgets)
    endif()
    if(NOT TARGET strata_precompiled_${level})
        set(empty ${CMAKE_BINARY_DIR}/precompiled_${level}.cpp)
        file(CONFIGURE OUTPUT ${empty} CONTENT "// Holds the precompiled header.\n")
        add_library(strata_precompiled_${level} OBJECT ${empty})
        target_link_libraries(strata_precompiled_${level} PRIVATE strata_flags Qt6::Core)
        target_precompile_headers(strata_precompiled_${level} PRIVATE
            <QtCore/QtCore> <expected> <functional> <memory> <optional> <vector>)
        if(widgets)
            target_link_libraries(strata_precompiled_${level} PRIVATE Qt6::Widgets)
            target_precompile_headers(strata_precompiled_${level} PRIVATE <QtWidgets/QtWidgets>)
        endif()
        set_target_properties(strata_precompiled_${level} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    endif()
    target_precompile_headers(${target} REUSE_FROM strata_precompiled_${level})
endfunction()

# strata_test([FOLDER/]NAME [WIDGETS] LINKS targets… [LABELS …] [TIMEOUT seconds])
#
# A Qt Test program tests/…/NAME.cpp, run by ctest on the offscreen platform. One test at a time has the real engines.
function(strata_test path)
    cmake_parse_arguments(arg "WIDGETS" "TIMEOUT" "LINKS;LABELS" ${ARGN})
    cmake_path(GET path FILENAME name)
    add_executable(${name} ${path}.cpp)
    target_link_libraries(${name} PRIVATE strata_flags Qt6::Test ${arg_LINKS})
    strata_precompile(${name} ${arg_WIDGETS})
    # A test includes its own moc; what is left over is empty.
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp PROPERTIES
        SKIP_PRECOMPILE_HEADERS ON)
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen"
        TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
    file(STRINGS ${path}.cpp real REGEX "realengine\\.h|realobjects\\.h|STRATA_TEST_(SOCKET|PODMAN)" LIMIT_COUNT 1)
    if(real)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK engine COST 100)
    endif()
endfunction()
