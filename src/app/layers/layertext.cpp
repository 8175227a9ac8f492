// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layertext.h"

#include "app/common/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

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

QString pathText(const QByteArray &path)
{
    constexpr qsizetype limit = 2000;
    return visibleLine(u'/' + QString::fromUtf8(path), limit);
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
