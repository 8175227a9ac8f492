// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/instructions.h"

/// Takes apart what builders put together for histories.
namespace strata {

/// `["a" "b\n"]` with quotes as Go writes them; none when the text is something else.
std::optional<QStringList> quotedWords(QStringView text);
/// `[a b]`: words without quotes, which may have been fewer.
std::optional<QStringList> bracketedWords(QStringView text);
/// `map[80/tcp:{} 443/tcp:{}]`, `[80/tcp]` or plain words.
QStringList portWords(const QString &text);
/// `a=1 b=two words`: begins a pair at each of `names`, or at any name when there are none.
QList<std::pair<QString, QString>> pairsIn(const QString &text, const QStringList &names);
/// `&{["CMD-SHELL" "x"] "30s" "0s" "0s" "0s" '\x03'}`, also with three times, or `{Test:[CMD-SHELL x] Interval:30s …}`.
std::optional<HealthcheckInstruction> healthcheckIn(const QString &text);

/// The text of a RUN.
struct RunText
{
    QList<std::pair<QString, QString>> arguments = {};
    bool hasArguments = false; ///< it begins with `|N`
    bool isCertain = true;     ///< false: there may be other arguments
    QStringList shell = {};    ///< in front of the command; none when it is not the shell form
    QString command = {};

    bool hasShell() const { return !shell.isEmpty(); }
};

/// `|2 A=1 B=x y /bin/sh -c make`, with a shell that is known or one of the usual ones.
RunText runTextIn(const QString &text, const QStringList &shell);

} // namespace strata
