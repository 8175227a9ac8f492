// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>
#include <QTextLayout>

namespace strata {

/// A line that a program wrote for a terminal, made fit to be looked at: of its escape sequences (ECMA-48) only colours and
/// weights are kept, as formats, all others are left out. Control characters become their pictures (U+2400 and up), marks
/// that turn the reading direction and bytes that are no UTF-8 become U+FFFD. Nothing is obeyed.
struct AnsiText
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
    qsizetype left = 0; ///< bytes that were not looked at, because the text became too long
};

/// Colours are made readable on the palette's base. At most `limit` characters. For any thread.
AnsiText ansiText(QByteArrayView line, const QPalette &palette, qsizetype limit);

} // namespace strata
