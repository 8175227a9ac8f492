// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/reporter.h"
#include "dockerfile/checks/checktext.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// The codes of `hadolint ignore=DL3008,SC2086`; none of another comment.
QSet<QString> hadolintCodes(QStringView comment, QStringView keyword)
{
    QSet<QString> codes;
    for (const QStringView word : {QStringView(u"hadolint"), keyword}) {
        comment = comment.trimmed();
        if (!comment.startsWith(word))
            return codes;
        comment = comment.sliced(word.size());
    }
    comment = comment.trimmed();
    if (!comment.startsWith(u'='))
        return codes;
    for (const QStringView code : comment.sliced(1).split(u','))
        codes.insert(code.trimmed().toString().section(u' ', 0, 0));
    return codes;
}

Finding::Severity severityOf(Diagnostic::Severity severity)
{
    return severity == Diagnostic::Severity::Error ? Finding::Severity::Error : Finding::Severity::Warning;
}

const CheckRule &ruleNamed(QLatin1StringView name)
{
    const CheckRule *rule = checkRule(QString(name));
    Q_ASSERT(rule);
    return *rule;
}

} // namespace

FindingReporter::FindingReporter(const Document &document, const std::optional<CheckOptions> &options)
    : m_document(document)
{
    if (options)
        m_options = *options;
    else
        readFileOptions();
    readGlobalIgnores();
}

void FindingReporter::readFileOptions()
{
    const auto directive = findDirective(m_document.text, u"check");
    if (!directive)
        return;
    const auto options = parseCheckOptions(directive->value);
    if (options)
        m_options = *options;
    else
        m_findings.append({.rule = parseErrorRule.toString(),
                           .severity = Finding::Severity::Error,
                           .message = CheckText::tr("failed to parse check options: ") + options.error().message,
                           .range = m_document.lineRange(directive->line),
                           .line = directive->line});
}

void FindingReporter::readGlobalIgnores()
{
    const qsizetype first = m_document.instructions.isEmpty() ? 0 : m_document.instructions.first().startLine;
    for (const Comment &comment : m_document.comments) {
        if (comment.line > first)
            return;
        m_ignoredCodes.unite(hadolintCodes(comment.text, u"global ignore"));
    }
}

bool FindingReporter::isIgnored(const CheckRule &rule, const QSet<QString> &codes) const
{
    if (codes.isEmpty() || (m_options.returnAsError && rule.origin == CheckRule::Origin::BuildKit))
        return false;
    const QString all = rule.hadolint.toString();
    return std::ranges::any_of(QStringView(all).split(u' ', Qt::SkipEmptyParts),
                               [&](QStringView code) { return codes.contains(code.toString()); });
}

bool FindingReporter::isWanted(const CheckRule &rule, const CheckOptions *local) const
{
    const auto isNamed = [&](bool all, const QStringList &names) { return all || names.contains(rule.name); };
    if (rule.isExperimental)
        return isNamed(m_options.experimentalAll, m_options.experimental)
            || (local && isNamed(local->experimentalAll, local->experimental));
    return !isNamed(m_options.skipAll, m_options.skip) && !(local && isNamed(local->skipAll, local->skip))
        && !isIgnored(rule, m_ignoredCodes);
}

bool FindingReporter::isWantedBy(const CheckRule &rule, const Instruction &speaker) const
{
    const std::optional<CheckOptions> local = checkOptionsOf(speaker);
    return isWanted(rule, local ? &*local : nullptr)
        && std::ranges::none_of(speaker.comments, [&](const QString &comment) {
               return isIgnored(rule, hadolintCodes(comment, u"ignore"));
           });
}

void FindingReporter::add(QLatin1StringView rule, const Instruction &about, TextRange range, const QString &message,
                          std::optional<QuickFix> fix)
{
    addFor(about, rule, about, range, message, std::move(fix));
}

void FindingReporter::addAs(Finding::Severity severity, QLatin1StringView rule, const Instruction &about,
                            TextRange range, const QString &message, std::optional<QuickFix> fix)
{
    const CheckRule &found = ruleNamed(rule);
    if (isWantedBy(found, about))
        append(found, severity, about.startLine, range, message, std::move(fix));
}

void FindingReporter::addFor(const Instruction &speaker, QLatin1StringView rule, const Instruction &about,
                             TextRange range, const QString &message, std::optional<QuickFix> fix)
{
    const CheckRule &found = ruleNamed(rule);
    if (isWantedBy(found, speaker))
        append(found, found.severity, about.startLine, range, message, std::move(fix));
}

void FindingReporter::addForFile(QLatin1StringView rule, qsizetype line, TextRange range, const QString &message,
                                 std::optional<QuickFix> fix)
{
    const CheckRule &found = ruleNamed(rule);
    if (isWanted(found, nullptr))
        append(found, found.severity, line, range, message, std::move(fix));
}

void FindingReporter::addDiagnostic(const Diagnostic &diagnostic)
{
    m_findings.append({.rule = diagnostic.rule,
                       .severity = severityOf(diagnostic.severity),
                       .message = diagnostic.message,
                       .range = diagnostic.range,
                       .line = diagnostic.line});
}

void FindingReporter::append(const CheckRule &rule, Finding::Severity severity, qsizetype line, TextRange range,
                             const QString &message, std::optional<QuickFix> fix)
{
    const bool isFatal = m_options.returnAsError && rule.origin == CheckRule::Origin::BuildKit;
    m_findings.append({.rule = rule.name,
                       .severity = isFatal ? Finding::Severity::Error : severity,
                       .message = message,
                       .range = range,
                       .line = line,
                       .fix = std::move(fix)});
}

QList<Finding> FindingReporter::take()
{
    std::ranges::stable_sort(m_findings, {}, [](const Finding &each) { return each.range.begin; });
    return std::move(m_findings);
}

} // namespace strata
