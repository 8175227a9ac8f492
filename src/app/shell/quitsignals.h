// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace strata {

/// SIGTERM, SIGINT and SIGHUP end the program as Quit does: what is to be remembered is saved. At most one, made before
/// the event loop; a signal that comes earlier counts when the loop begins.
class QuitSignals : public QObject
{
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
};

} // namespace strata
