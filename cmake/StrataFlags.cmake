# SPDX-License-Identifier: GPL-3.0-or-later
# Every target links strata_flags: the language level, the warnings and Qt's strict switches in one place.
add_library(strata_flags INTERFACE)

target_compile_features(strata_flags INTERFACE cxx_std_23)
set(CMAKE_CXX_EXTENSIONS OFF)

target_compile_definitions(strata_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_UP_TO=0x060800
    STRATA_VERSION="${PROJECT_VERSION}")

target_compile_options(strata_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor
    -fno-omit-frame-pointer)
if(STRATA_WERROR)
    target_compile_options(strata_flags INTERFACE -Werror)
endif()

if(STRATA_SANITIZE)
    target_compile_options(strata_flags INTERFACE -fsanitize=${STRATA_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(strata_flags INTERFACE -fsanitize=${STRATA_SANITIZE})
    # A third of the time to compile; what is behind a null pointer the address sanitizer finds as well.
    if(STRATA_SANITIZE MATCHES undefined)
        target_compile_options(strata_flags INTERFACE -fno-sanitize=null,alignment)
    endif()
    # What sanitizers add makes gcc see uninitialized values where there are none.
    target_compile_options(strata_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

if(STRATA_FUZZ)
    target_compile_options(strata_flags INTERFACE -fsanitize=fuzzer-no-link) # the fuzzer sees what its inputs reach
endif()

if(STRATA_TIDY)
    find_program(STRATA_CLANG_TIDY NAMES clang-tidy-19 clang-tidy REQUIRED)
    set(CMAKE_CXX_CLANG_TIDY ${STRATA_CLANG_TIDY} --quiet)
endif()

find_program(STRATA_CCACHE ccache)
if(STRATA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_DEPEND=true ${STRATA_CCACHE})
endif()

# mold links in a fifth of the time. Packages are linked by the default linker.
find_program(STRATA_MOLD mold)
if(STRATA_MOLD AND STRATA_TESTS AND NOT CMAKE_BUILD_TYPE STREQUAL RelWithDebInfo)
    add_link_options(-fuse-ld=mold)
endif()
