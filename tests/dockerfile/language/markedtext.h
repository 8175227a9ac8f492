// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace strata::test {

/// A text with a `¦` where the cursor is.
struct MarkedText
{
    QString text;
    qsizetype offset;

    explicit MarkedText(QStringView marked) : offset(marked.indexOf(u'¦'))
    {
        Q_ASSERT(offset >= 0);
        text = marked.first(offset).toString() + marked.sliced(offset + 1);
    }
};

} // namespace strata::test
