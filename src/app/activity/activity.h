// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"

#include <QList>
#include <QObject>

namespace strata {

/// Every operation of this run of the program, newest last. Owns them; knows nothing of their kinds.
class Activity : public QObject
{
    Q_OBJECT

public:
    explicit Activity(QObject *parent = nullptr);

    /// Takes the operation over and starts it.
    void run(Operation *operation);
    /// Lists what was to be done and is not, as a failure that says why.
    void refuse(const QString &title, const CommandLine &commandLine, const Error &why);

    const QList<Operation *> &operations() const { return m_operations; }
    int runningCount() const;
    void forgetFinished();
    void forget(Operation *operation); ///< a finished one, for which another one stands now

Q_SIGNALS:
    void added(strata::Operation *operation);
    void changed(strata::Operation *operation); ///< progress, log or state
    void finished(strata::Operation *operation);
    void forgotten(); ///< finished ones were dropped: read operations() again

private:
    QList<Operation *> m_operations;
};

} // namespace strata
