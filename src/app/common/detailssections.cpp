// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/detailssections.h"

#include "app/common/text.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct DetailsSectionsText
{
    Q_DECLARE_TR_FUNCTIONS(DetailsSections)
};

} // namespace

KeyValueView::Row plainRow(const QString &label, const QString &value)
{
    return {.label = visibleLine(label), .value = visibleText(value), .isMonospace = false};
}

KeyValueView::Row codeRow(const QString &label, const QString &value)
{
    return {.label = visibleLine(label), .value = visibleText(value), .isMonospace = true};
}

QString timeAndAge(const QDateTime &time)
{
    const QString exact = exactTime(time);
    const qint64 seconds = time.isValid() ? time.toSecsSinceEpoch() : 0;
    return exact.isEmpty() || seconds <= 0 ? exact : QString(exact + u" ("_s + relativeTime(seconds) + u')');
}

KeyValueView::Section environmentSection(const QStringList &variables)
{
    KeyValueView::Section section{.title = DetailsSectionsText::tr("Environment"), .rows = {}};
    for (const QString &variable : variables) {
        const qsizetype equals = variable.indexOf(u'=');
        section.rows.append(codeRow(variable.left(equals), equals < 0 ? QString() : variable.mid(equals + 1)));
    }
    return section;
}

KeyValueView::Section labelsSection(const QList<std::pair<QString, QString>> &labels)
{
    KeyValueView::Section section{.title = DetailsSectionsText::tr("Labels"), .rows = {}};
    for (const auto &[key, value] : labels)
        section.rows.append(codeRow(key, value));
    return section;
}

} // namespace strata
