// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/slowness.h"

#include <QTest>

/// The tests of a folder are one program, which runs one of them at a time:
///
///     engine_tests                              says which there are
///     engine_tests tst_endpoint [FUNCTION…]     what follows the name is for Qt Test
///
/// A test tst_NAME.cpp ends with STRATA_TEST(Class), or with STRATA_WINDOW_TEST(Class) if it needs a QApplication, where
/// others have QTEST_GUILESS_MAIN and QTEST_MAIN.
namespace strata::test {

class RegisteredTest
{
public:
    using Main = int (*)(int argc, char **argv);

    /// Called before main(), once for each test. The test's name is that of the file.
    RegisteredTest(const char *file, Main main);
};

} // namespace strata::test

// They wait for five seconds otherwise.
#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT(expression, strata::test::patience)
#define QTRY_VERIFY2(expression, message) QTRY_VERIFY2_WITH_TIMEOUT(expression, message, strata::test::patience)
#define QTRY_COMPARE(expression, expected) QTRY_COMPARE_WITH_TIMEOUT(expression, expected, strata::test::patience)

// As QTEST_MAIN does it.
#define STRATA_REGISTER_TEST(Class, Application)                                                                       \
    static const strata::test::RegisteredTest registered##Class(__FILE__, [](int argc, char **argv) {                  \
        QTest::Internal::callInitMain<Class>();                                                                        \
        Application application(argc, argv);                                                                           \
        application.setAttribute(Qt::AA_Use96Dpi);                                                                     \
        Class test;                                                                                                    \
        QTEST_SET_MAIN_SOURCE_PATH                                                                                     \
        return QTest::qExec(&test, argc, argv);                                                                        \
    });

#define STRATA_TEST(Class) STRATA_REGISTER_TEST(Class, QCoreApplication)
#define STRATA_WINDOW_TEST(Class) STRATA_REGISTER_TEST(Class, QApplication)
