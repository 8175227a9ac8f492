// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"

#include <QObject>

namespace strata {

/// What stratactl's commands share: the engine, the output format, and how to end.
/// Output goes to standard output, errors as one line to standard error with exit status 1.
class Commands : public QObject
{
    Q_OBJECT

public:
    Commands(Engine &engine, bool json, QObject *parent = nullptr);

    void ping();
    void images();
    void containers();
    void events();

private:
    Engine &m_engine;
    bool m_json;
    Subscription m_events;
};

} // namespace strata
