// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/problemsmodel.h"

#include "app/common/text.h"
#include "app/shell/icons.h"

#include <QLocale>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// What a plan has against a text, as a finding.
Finding findingOf(const PlanProblem &problem, const Document &document)
{
    return {.rule = {},
            .severity = Finding::Severity::Error,
            .message = problem.message,
            .range = problem.range,
            .line = document.position(problem.range.begin).line};
}

QList<Finding> allFindings(const DockerfileInsight &insight)
{
    QList<Finding> findings = insight.findings;
    for (const PlanProblem &problem : insight.plan.problems) {
        const bool isKnown = std::ranges::any_of(findings, [&](const Finding &finding) {
            return finding.severity == Finding::Severity::Error && finding.range == problem.range;
        });
        if (!isKnown)
            findings.append(findingOf(problem, insight.document));
    }
    std::ranges::stable_sort(findings, {}, [](const Finding &finding) { return finding.range.begin; });
    return findings;
}

} // namespace

QString severityText(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Error: return ProblemsModel::tr("error");
    case Finding::Severity::Warning: return ProblemsModel::tr("warning");
    case Finding::Severity::Info: return ProblemsModel::tr("advice");
    case Finding::Severity::Hint: break;
    }
    return ProblemsModel::tr("hint");
}

QIcon severityIcon(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Error: return icon(u"dialog-error"_s);
    case Finding::Severity::Warning: return icon(u"dialog-warning"_s);
    case Finding::Severity::Info:
    case Finding::Severity::Hint: break;
    }
    return icon(u"dialog-information"_s);
}

void ProblemsModel::setInsight(const std::shared_ptr<const DockerfileInsight> &insight)
{
    if (!insight)
        return setRows({});
    m_insight = insight;
    setRows(allFindings(*insight));
}

int ProblemsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Finding &finding = rows()[index.row()];
    if (role == Qt::TextAlignmentRole && index.column() == Line)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DecorationRole && index.column() == Message)
        return severityIcon(finding.severity);
    if (role == Qt::AccessibleTextRole && index.column() == Message)
        return QString(severityText(finding.severity) + u": "_s + finding.message);
    if (role == Qt::ToolTipRole)
        return QString(severityText(finding.severity) + u": "_s + visibleText(finding.message));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Message: return visibleLine(finding.message);
    case Rule: return finding.rule;
    case Line: return QLocale().toString(m_insight->document.position(finding.range.begin).line + 1);
    default: return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Line)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Message: return tr("Problem");
    case Rule: return tr("Rule");
    case Line: return tr("Line");
    default: return {};
    }
}

} // namespace strata
