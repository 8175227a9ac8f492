// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/copytext.h"

#include "app/common/text.h"
#include "core/bytesize.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct CopyText
{
    Q_DECLARE_TR_FUNCTIONS(CopyText)
};

QString filesText(qsizetype files, qint64 bytes)
{
    return CopyText::tr("%n file(s), %1", nullptr, int(files)).arg(formatBytes(bytes));
}

QString findingText(const SourceFinding &finding, const ContextScan *scan)
{
    switch (finding.outcome) {
    case SourceFinding::Found: return filesText(finding.files, finding.bytes);
    case SourceFinding::NoMatch: return CopyText::tr("nothing matches");
    case SourceFinding::NotFound: return CopyText::tr("is not in the context: the build would fail");
    case SourceFinding::Ignored: {
        const auto &rules = scan ? scan->ignoreRules().rules() : std::vector<IgnoreRule>();
        const bool isKnown = finding.rule >= 0 && size_t(finding.rule) < rules.size();
        return CopyText::tr("is kept out by the ignore file: %1")
            .arg(isKnown ? visibleLine(ruleText(rules[size_t(finding.rule)]), 200) : QString());
    }
    case SourceFinding::NotContext: return CopyText::tr("does not come from the context");
    case SourceFinding::Malformed: break;
    }
    return CopyText::tr("is no pattern that a builder understands");
}

} // namespace

QString copyText(const CopyInsight &copy, const ContextScan *scan)
{
    if (copy.problem)
        return copy.problem->message;
    QStringList lines;
    for (const SourceFinding &finding : copy.selection.sources)
        lines.append(u"%1: %2"_s.arg(visibleLine(finding.source, 200), findingText(finding, scan)));
    if (copy.selection.sources.size() > 1)
        lines.append(
            CopyText::tr("together %1").arg(filesText(qsizetype(copy.selection.entries.size()), copy.selection.bytes)));
    return lines.join(u'\n');
}

QString contextText(const ContextScan &scan)
{
    const auto &entries = scan.entries();
    const auto files = std::ranges::count_if(
        entries, [](const ContextScan::Entry &entry) { return entry.type != ContextEntryType::Folder; });
    QString sent = filesText(scan.sentFiles(), scan.sentBytes());
    const qsizetype ignored = files - scan.sentFiles();
    const bool isCut = std::ranges::any_of(
        entries, [](const ContextScan::Entry &entry) { return entry.isIgnored && !entry.isRead; });
    if (ignored <= 0 && !isCut)
        return sent;
    return isCut ? CopyText::tr("%1; more is left out").arg(sent)
                 : CopyText::tr("%1; %2 left out").arg(sent, QLocale().toString(qlonglong(ignored)));
}

QList<std::pair<QString, qint64>> largestInContext(const ContextScan &scan, int most)
{
    QList<std::pair<QString, qint64>> found;
    for (ContextScan::Index top = 0; top < scan.endOf(ContextScan::none); top = scan.entry(top).end) {
        qint64 bytes = 0;
        for (ContextScan::Index index = top; index < scan.entry(top).end; ++index) {
            if (scan.isSent(index) && scan.entry(index).type == ContextEntryType::File)
                bytes += scan.entry(index).size;
        }
        if (bytes > 0)
            found.append({QString::fromUtf8(scan.path(top)), bytes});
    }
    std::ranges::sort(found, std::greater(), &std::pair<QString, qint64>::second);
    return found.first(std::min<qsizetype>(most, found.size()));
}

} // namespace strata
