// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/checks/checkrule.h"
#include "dockerfile/directives.h"

#include <QSet>

namespace strata {

/// Takes findings, as far as the Dockerfile wants to hear of them.
class FindingReporter
{
public:
    /// Wrong options of the file itself become an error. The document must live as long.
    FindingReporter(const Document &document, const std::optional<CheckOptions> &options);

    /// About an instruction, whose comments may skip it.
    void add(QLatin1StringView rule, const Instruction &about, TextRange range, const QString &message,
             std::optional<QuickFix> fix = {});
    /// The same with another severity than the rule has.
    void addAs(Finding::Severity severity, QLatin1StringView rule, const Instruction &about, TextRange range,
               const QString &message, std::optional<QuickFix> fix = {});
    /// The same, but it is the comments of `speaker` that count.
    void addFor(const Instruction &speaker, QLatin1StringView rule, const Instruction &about, TextRange range,
                const QString &message, std::optional<QuickFix> fix = {});
    /// Comments of instructions do not count. `line` is the line that BuildKit tells.
    void addForFile(QLatin1StringView rule, qsizetype line, TextRange range, const QString &message,
                    std::optional<QuickFix> fix = {});
    /// What the parser says cannot be skipped.
    void addDiagnostic(const Diagnostic &diagnostic);

    const Document &document() const { return m_document; }
    QList<Finding> take();

private:
    void readFileOptions();
    void readGlobalIgnores();
    bool isWanted(const CheckRule &rule, const CheckOptions *local) const;
    bool isWantedBy(const CheckRule &rule, const Instruction &speaker) const;
    bool isIgnored(const CheckRule &rule, const QSet<QString> &codes) const;
    void append(const CheckRule &rule, Finding::Severity severity, qsizetype line, TextRange range,
                const QString &message, std::optional<QuickFix> fix);

    const Document &m_document;
    CheckOptions m_options;
    QSet<QString> m_ignoredCodes; ///< hadolint's, of the whole file
    QList<Finding> m_findings;
};

} // namespace strata
