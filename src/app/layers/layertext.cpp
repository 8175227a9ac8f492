// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layertext.h"

#include "app/common/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lineLimit = 2000;

struct ChangeWords
{
    Q_DECLARE_TR_FUNCTIONS(ChangeWords)
};

QString differenceText(quint8 differences)
{
    const std::pair<Difference, QString> words[]{
        {DiffersInType, ChangeWords::tr("type")}, {DiffersInContent, ChangeWords::tr("content")},
        {DiffersInMode, ChangeWords::tr("mode")}, {DiffersInOwner, ChangeWords::tr("owner")},
        {DiffersInTime, ChangeWords::tr("time")}, {DiffersInXattrs, ChangeWords::tr("attributes")}};
    QStringList said;
    for (const auto &[bit, word] : words) {
        if (differences & bit)
            said.append(word);
    }
    return said.join(u", "_s);
}

} // namespace

QString wholePath(const QByteArray &path)
{
    return u'/' + QString::fromUtf8(path);
}

QString pathText(const QByteArray &path)
{
    return visibleLine(wholePath(path), lineLimit);
}

QString fileTime(qint64 secondsSince1970)
{
    const QLocale locale;
    QString format = locale.dateTimeFormat(QLocale::ShortFormat);
    if (!format.contains(u"yyyy"))
        format.replace(u"yy"_s, u"yyyy"_s);
    return locale.toString(QDateTime::fromSecsSinceEpoch(secondsSince1970), format);
}

QString nameText(const PathTable &paths, const NodeTree &nodes, PathTable::Node node)
{
    const QString name = visibleLine(QString::fromUtf8(paths.name(node)), lineLimit);
    return nodes.isCut(node) ? name + u"/…"_s : name;
}

QString changeText(Change change, quint8 differences)
{
    switch (change) {
    case Change::Added: return ChangeWords::tr("added");
    case Change::Modified: return ChangeWords::tr("modified (%1)").arg(differenceText(differences));
    case Change::Deleted: return ChangeWords::tr("deleted");
    case Change::Unchanged: break;
    }
    return ChangeWords::tr("unchanged");
}

} // namespace strata
