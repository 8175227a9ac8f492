// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/finding.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

/// The forms in which findings are printed. `file` is the name that was given, "-" for standard input.
namespace strata {

/// "Dockerfile:3:5-12: warning: … [Rule]", or "Dockerfile:3:5-4:2: …" of more than one line: where it begins and, behind its
/// last character, ends.
QString findingLine(const QString &file, const Document &document, const Finding &finding);
/// "1 error, 2 warnings"; of nothing "nothing to say".
QString countsText(const QList<Finding> &findings);

/// Where a range begins and ends, both from 1 on; the keys are those of the beginning: "line", "column", "endLine", "endColumn".
QJsonObject regionToJson(const Document &document, TextRange range, const QString &line = QStringLiteral("line"),
                         const QString &column = QStringLiteral("column"));

QJsonObject findingsToJson(const QString &file, const Document &document, const QList<Finding> &findings);
/// Each rule with its texts.
QJsonArray rulesToJson();

/// SARIF 2.1.0 (OASIS): one run, with all rules, in UTF-16 columns.
QJsonObject findingsToSarif(const QString &file, const Document &document, const QList<Finding> &findings);

} // namespace strata
