// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/activity/activity.h"

#include <algorithm>

namespace strata {

namespace {

class RefusedOperation final : public Operation
{
public:
    RefusedOperation(const QString &title, const CommandLine &commandLine, Error why)
        : Operation(title, commandLine), m_why(std::move(why))
    {}

protected:
    void doStart() override { finish(Outcome::failure(m_why)); }
    void doCancel() override {}

private:
    Error m_why;
};

} // namespace

Activity::Activity(QObject *parent) : QObject(parent) {}

void Activity::run(Operation *operation)
{
    operation->setParent(this);
    m_operations.append(operation);
    connect(operation, &Operation::progressChanged, this, [this, operation] { Q_EMIT changed(operation); });
    connect(operation, &Operation::logAppended, this, [this, operation] { Q_EMIT changed(operation); });
    connect(operation, &Operation::finished, this, [this, operation] {
        Q_EMIT changed(operation);
        Q_EMIT finished(operation);
    });
    Q_EMIT added(operation);
    operation->start();
    Q_EMIT changed(operation);
}

void Activity::refuse(const QString &title, const CommandLine &commandLine, const Error &why)
{
    run(new RefusedOperation(title, commandLine, why));
}

int Activity::runningCount() const
{
    return static_cast<int>(std::ranges::count(m_operations, Operation::State::Running, &Operation::state));
}

void Activity::forget(Operation *operation)
{
    if (operation->state() != Operation::State::Finished || !m_operations.removeOne(operation))
        return;
    Q_EMIT forgotten();
    operation->deleteLater();
}

void Activity::forgetFinished()
{
    QList<Operation *> finished;
    m_operations.removeIf([&](Operation *operation) {
        if (operation->state() != Operation::State::Finished)
            return false;
        finished.append(operation);
        return true;
    });
    Q_EMIT forgotten();
    qDeleteAll(finished);
}

} // namespace strata
