// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transport/endpoint.h"

#include <QByteArray>
#include <QString>

namespace strata::test {

/// The real engine of the test run, told by an environment variable that holds the path of its socket.
class RealEngine
{
public:
    /// STRATA_TEST_SOCKET is a dockerd, STRATA_TEST_PODMAN is Podman's compatible socket.
    explicit RealEngine(const char *variable = "STRATA_TEST_SOCKET");

    bool isThere() const { return !m_path.isEmpty(); }
    bool isRequired() const; ///< STRATA_REQUIRE_REAL=1: a test without its engine fails instead of skipping
    const QString &socketPath() const { return m_path; }
    Endpoint endpoint() const { return Endpoint::unixSocket(m_path); }
    QByteArray missing() const; ///< the sentence for QSKIP and QFAIL

private:
    QByteArray m_variable;
    QString m_path;
};

} // namespace strata::test

/// Leaves the test function when the engine is missing: skipped, or failed where it is required.
///
///     const RealEngine engine;
///     STRATA_NEED(engine);
#define STRATA_NEED(engine)                                                                                            \
    do {                                                                                                               \
        if (!(engine).isThere() && (engine).isRequired())                                                              \
            QFAIL((engine).missing().constData());                                                                     \
        if (!(engine).isThere())                                                                                       \
            QSKIP((engine).missing().constData());                                                                     \
    } while (false)
