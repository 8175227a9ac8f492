// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace strata {

/// `removed` characters from `position` on give way to `text`.
struct TextReplacement
{
    int position = 0;
    int removed = 0;
    QString text;
};

/// What makes `after` of `before`, from the last place to the first, so that each position is right when its turn comes.
/// Lines are compared with Myers' algorithm ("An O(ND) Difference Algorithm", 1986), and what differs in a run of lines
/// is cut down to the characters that do. Texts that have more than `limit` lines to take out or to put in are taken as
/// different from the first differing line to the last.
QList<TextReplacement> textDifferences(const QString &before, const QString &after, int limit = 1000);

} // namespace strata
