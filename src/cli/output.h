// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace strata {

/// To standard output, at once.
void print(const QString &text);
void printJson(const QJsonValue &value); ///< an array or an object, on one line

template<typename Row>
QJsonArray toJsonArray(const QList<Row> &rows, QJsonObject (*toJson)(const Row &))
{
    QJsonArray array;
    for (const Row &row : rows)
        array.append(toJson(row));
    return array;
}

/// One line on standard error; nothing in it steers the terminal.
void complain(const Error &error);

/// The same, and the end of the program with status 1.
void fail(const Error &error);

} // namespace strata
