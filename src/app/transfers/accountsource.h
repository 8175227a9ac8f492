// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/findcredential.h"

#include <QObject>

#include <functional>
#include <optional>

class QWidget;

namespace strata {

/// Where transfers get accounts from: what is kept, and the person. Answers come on the GUI thread, once, while
/// `context` lives.
class AccountSource
{
public:
    using Answer =
        std::function<void(std::optional<Credential> account)>; ///< nothing: there is none, or the person declined

    virtual ~AccountSource() = default;

    /// `registry` is a key as registryKey() gives it. Never asks the person, except for the keychain's own password.
    virtual void find(const QString &registry, QObject *context,
                      std::function<void(const FoundCredential &found)> answer) = 0;
    /// Who is logged in; empty: nobody, or it is not known. Asks nobody for anything.
    virtual void user(const QString &registry, QObject *context, std::function<void(QString)> answer) = 0;
    /// Asks the person to log in, saying `why`, in front of `window`.
    virtual void ask(const QString &registry, const QString &why, QWidget *window, QObject *context, Answer answer) = 0;
};

} // namespace strata
