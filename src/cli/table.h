// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// How many terminal cells a text takes: two for East Asian wide characters, none for combining ones.
int cellWidth(QStringView text);

/// Rows as aligned columns, the first row being the titles; control characters of engine data are replaced, so that
/// a name cannot steer the terminal.
QString formatTable(const QList<QStringList> &rows);

/// `text` with control and bidirectional formatting characters made visible as U+FFFD.
QString printable(QString text);

} // namespace strata
