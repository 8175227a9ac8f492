// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transfers/accountsource.h"

#include <QHash>
#include <QTimer>

namespace strata::test {

/// Accounts without a keychain: what is in `kept` is found, and who is asked gives what is in `given`.
class ScriptedAccounts : public AccountSource
{
public:
    void find(const QString &registry, QObject *context, std::function<void(const FoundCredential &)> answer) override
    {
        FoundCredential found;
        if (problem)
            found = std::unexpected(*problem);
        else if (kept.contains(registry))
            found = kept.value(registry);
        if (!isSilent)
            QTimer::singleShot(0, context, [found, answer = std::move(answer)] { answer(found); });
    }

    void user(const QString &registry, QObject *context, std::function<void(QString)> answer) override
    {
        const QString name = kept.value(registry).user;
        QTimer::singleShot(0, context, [name, answer = std::move(answer)] { answer(name); });
    }

    void ask(const QString &registry, const QString &, QWidget *, QObject *context, Answer answer) override
    {
        asked.append(registry);
        QTimer::singleShot(0, context, [this, answer = std::move(answer)] { answer(given); });
    }

    QHash<QString, Credential> kept;
    std::optional<Credential> given;
    std::optional<Error> problem; ///< why nothing can be found
    bool isSilent = false;        ///< the keychain waits for its password
    QStringList asked;
};

} // namespace strata::test
