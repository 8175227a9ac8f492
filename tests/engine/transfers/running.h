// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"

#include <QTest>

namespace strata::test {

/// Starts an operation and waits for its end; a failure of kind Timeout when there is none.
inline Outcome performed(Operation &operation, std::chrono::seconds limit = std::chrono::seconds(60))
{
    int ends = 0;
    const auto counter = QObject::connect(&operation, &Operation::finished, &operation, [&ends] { ++ends; });
    operation.start();
    const bool ended = QTest::qWaitFor([&] { return ends > 0; }, QDeadlineTimer(limit));
    QObject::disconnect(counter);
    return ended && ends == 1 ? operation.outcome() : Outcome::failure({Error::Kind::Timeout, {}, {}});
}

/// What a failed test prints.
inline QByteArray told(const Outcome &outcome)
{
    return (outcome.error ? outcome.error->message + u' ' + outcome.error->detail : outcome.summary).toUtf8();
}

} // namespace strata::test

#define STRATA_SUCCEEDS(operation)                                                                                     \
    do {                                                                                                               \
        const strata::Outcome outcome_ = strata::test::performed(operation);                                           \
        QVERIFY2(outcome_.kind == strata::Outcome::Kind::Success, strata::test::told(outcome_).constData());           \
    } while (false)

#define STRATA_FAILS(operation, wanted)                                                                                \
    do {                                                                                                               \
        const strata::Outcome outcome_ = strata::test::performed(operation);                                           \
        QVERIFY2(outcome_.kind == strata::Outcome::Kind::Failure, strata::test::told(outcome_).constData());           \
        QVERIFY2(outcome_.error->kind == (wanted), strata::test::told(outcome_).constData());                          \
    } while (false)
