// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connection/enginesession.h"

namespace strata {

EngineSession::EngineSession(EngineCandidate candidate, const Endpoint &endpoint, QObject *parent)
    : QObject(parent), m_candidate(std::move(candidate)), m_engine(endpoint), m_inventory(m_engine)
{
    m_inventory.start();
}

} // namespace strata
