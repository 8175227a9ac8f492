// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realengine.h"

namespace strata::test {

RealEngine::RealEngine(const char *variable) : m_variable(variable), m_path(qEnvironmentVariable(variable)) {}

bool RealEngine::isRequired() const
{
    return qEnvironmentVariableIntValue("STRATA_REQUIRE_REAL") == 1;
}

QByteArray RealEngine::missing() const
{
    return "no real engine: " + m_variable + " is not set";
}

} // namespace strata::test
