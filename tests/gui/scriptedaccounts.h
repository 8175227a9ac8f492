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
    void find(const QString &registry, QObject *context, Answer answer) override
    {
        reply(kept.contains(registry) ? std::optional(kept.value(registry)) : std::nullopt, context, std::move(answer));
    }

    void ask(const QString &registry, const QString &, QWidget *, QObject *context, Answer answer) override
    {
        asked.append(registry);
        reply(given, context, std::move(answer));
    }

    QHash<QString, Credential> kept;
    std::optional<Credential> given;
    QStringList asked;

private:
    static void reply(const std::optional<Credential> &account, QObject *context, Answer answer)
    {
        QTimer::singleShot(0, context, [account, answer = std::move(answer)] { answer(account); });
    }
};

} // namespace strata::test
