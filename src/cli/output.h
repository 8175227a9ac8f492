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
/// A line on standard output, with the others: for many.
void printLine(const QString &line);
/// An array or an object as a line, as printLine().
void printJson(const QJsonValue &value);

/// One line on standard error, behind what was printed before: "stratactl: …". Nothing in it steers the terminal.
void complain(const QString &message);
/// The same, and the end of the program with status 1.
void fail(const Error &error);
/// The exit status for what is wrong with the command line.
inline constexpr int usageError = 2;
/// complain() about that; the answer is the status.
int complainOfUsage(const QString &message);

template<typename Row>
QJsonArray toJsonArray(const QList<Row> &rows, QJsonObject (*toJson)(const Row &))
{
    QJsonArray array;
    for (const Row &row : rows)
        array.append(toJson(row));
    return array;
}

/// A name in an archive as text; one that is no UTF-8 also as bytes, in keyBase64.
void insertName(QJsonObject &object, const QString &key, const QByteArray &bytes);

/// JSON that is written while it is made, so that a million files need no memory. An object is begun with the members that
/// are at hand; arrays of objects follow; all is closed in the reverse order.
///
///     JsonWriter json;
///     json.beginObject({{u"image"_s, name}});
///     json.beginArray(u"layers"_s);
///     json.beginObject(layer);
///     json.end(); // of the layer
///     json.end(); // of the array
///     json.end(); // of the object, which ends the line
class JsonWriter
{
public:
    void beginObject(const QJsonObject &members);
    void beginArray(const QString &name);
    void end();

private:
    QString m_open;        ///< the brackets that are to be closed
    bool m_isFirst = true; ///< in what is open
};

} // namespace strata
