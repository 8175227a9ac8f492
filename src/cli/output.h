// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace strata {

/// A line on standard output.
void printLine(const QString &line);

/// One line on standard error, behind what was printed before: "stratactl: …".
void complain(const QString &message);

/// An object as a line on standard output.
void printJson(const QJsonObject &object);

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
