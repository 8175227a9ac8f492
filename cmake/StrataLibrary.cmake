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
    strata_target(strata_${name} ${arg_WIDGETS})
endfunction()

# strata_target(TARGET WIDGETS|"")
#
# What makes a target quick to build. All targets share two precompiled headers, one without and one with Qt Widgets:
# making one takes longer than any file. A program is a main() around a library, so moc has nothing to do there.
function(strata_target target widgets)
    set_target_properties(${target} PROPERTIES
        AUTOMOC_EXECUTABLE ${CMAKE_BINARY_DIR}/moc
        UNITY_BUILD ${STRATA_UNITY} UNITY_BUILD_BATCH_SIZE 24)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL EXECUTABLE)
        set_target_properties(${target} PROPERTIES AUTOMOC OFF)
    endif()
    # A class of a .cpp may hold what is in an anonymous namespace: nobody includes it.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
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

# strata_tests(FOLDER [WIDGETS] LINKS targets… [LABEL label] [TIMEOUT seconds])
#
# One program FOLDER_tests of all tst_*.cpp below the folder (support/testprogram.h), and a ctest for each of them, on the
# offscreen platform. A test that asks a real engine has one to itself; there are two (scripts/lib/engines.json).
function(strata_tests folder)
    cmake_parse_arguments(arg "WIDGETS" "LABEL;TIMEOUT" "LINKS" ${ARGN})
    set(program ${folder}_tests)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS tst_*.cpp)
    add_executable(${program} ${sources})
    target_link_libraries(${program} PRIVATE strata_flags strata_test_program ${arg_LINKS})
    strata_target(${program} ${arg_WIDGETS})
    set_target_properties(${program} PROPERTIES AUTOMOC ON UNITY_BUILD_BATCH_SIZE 16)
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 240)
    endif()
    if(STRATA_SANITIZE) # several times as slow
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 3")
    endif()
    foreach(source ${sources})
        cmake_path(GET source STEM name)
        add_test(NAME ${name} COMMAND ${program} ${name})
        set_tests_properties(${name} PROPERTIES
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen"
            TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABEL}")
        file(STRINGS ${source} real REGEX "realengine\\.h|realobjects\\.h|STRATA_TEST_SOCKET" LIMIT_COUNT 1)
        if(real)
            set_tests_properties(${name} PROPERTIES RESOURCE_GROUPS engines:1 COST 100)
        endif()
        file(STRINGS ${source} podman REGEX "STRATA_TEST_PODMAN" LIMIT_COUNT 1)
        if(podman)
            set_tests_properties(${name} PROPERTIES RESOURCE_LOCK podman COST 200)
        endif()
    endforeach()
endfunction()
