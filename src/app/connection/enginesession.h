// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "engine/inventory/inventory.h"
#include "engine/transport/discovery.h"

#include <QObject>

namespace strata {

/// One engine that the window is looking at: the client and its live picture, made and dropped together when the
/// person switches engines.
class EngineSession : public QObject
{
    Q_OBJECT

public:
    EngineSession(EngineCandidate candidate, const Endpoint &endpoint, QObject *parent = nullptr);

    const EngineCandidate &candidate() const { return m_candidate; }
    Engine &engine() { return m_engine; }
    Inventory &inventory() { return m_inventory; }

private:
    EngineCandidate m_candidate;
    Engine m_engine;
    Inventory m_inventory;
};

} // namespace strata
