// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QString>

namespace strata::test {

inline QByteArray manualText()
{
    QFile file(QStringLiteral(STRATACTL_MANUAL));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What is below a title, as ".SH JSON OF LAYERS", down to the next one of its kind or above; empty when it is not there.
inline QByteArray manualSection(const QByteArray &title)
{
    const QByteArray text = manualText();
    const QByteArray line = '\n' + title + '\n';
    const qsizetype place = text.indexOf(line);
    if (place < 0)
        return {};
    const QByteArray behind = text.sliced(place + line.size() - 1);
    const qsizetype end = behind.indexOf(title.startsWith(".SS") ? "\n.S" : "\n.SH ");
    return end < 0 ? behind : behind.first(end);
}

/// What is in italics in a section.
inline QSet<QString> manualKeys(const QByteArray &title)
{
    QSet<QString> keys;
    static const QRegularExpression word(QStringLiteral("[A-Za-z0-9]{2,}"));
    for (const QByteArray &line : manualSection(title).split('\n')) {
        const QString italics = line.startsWith(".I") ? QString::fromUtf8(line.sliced(line.indexOf(' '))) : QString();
        for (const QRegularExpressionMatch &match : word.globalMatch(italics))
            keys.insert(match.captured());
    }
    return keys;
}

/// The keys of all objects in there.
inline void collectKeys(const QJsonValue &value, QSet<QString> &keys)
{
    for (const QJsonValue &element : value.toArray())
        collectKeys(element, keys);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        keys.insert(member.key());
        collectKeys(member.value(), keys);
    }
}

inline QStringList sorted(const QSet<QString> &words)
{
    QStringList list = words.values();
    list.sort();
    return list;
}

} // namespace strata::test
