// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/completers.h"

#include "core/bytesize.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct FileCompletionText
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileCompletion)
};

constexpr qsizetype mostFiles = 500;

/// The folder that is typed, "./" and slashes aside; none when it is not there.
std::optional<ContextScan::Index> folderIn(const ContextScan &scan, QStringView typed)
{
    QByteArray path;
    for (const QStringView part : typed.split(u'/')) {
        if (part.isEmpty() || part == u".")
            continue;
        if (!path.isEmpty())
            path += '/';
        path += part.toUtf8();
    }
    return path.isEmpty() ? std::optional(ContextScan::none) : scan.find(path);
}

bool beginsWith(QByteArrayView name, QStringView typed)
{
    const QByteArray start = typed.toUtf8();
    return name.size() >= start.size() && name.first(start.size()).compare(start, Qt::CaseInsensitive) == 0;
}

void addEntry(const ContextScan &scan, ContextScan::Index index, ProposalList &list)
{
    const bool isFolder = scan.entry(index).type == ContextEntryType::Folder;
    const QString name = QString::fromUtf8(scan.name(index));
    if (isFolder)
        list.add(Proposal::Kind::Folder, name + u'/', FileCompletionText::tr("folder"));
    else
        list.add(Proposal::Kind::File, name, formatBytes(scan.entry(index).size));
}

QString asFolder(const QString &path)
{
    return path.endsWith(u'/') ? path : QString(path + u'/');
}

} // namespace

void proposeFiles(const CompletionScene &scene, QStringView word, ProposalList &list)
{
    const qsizetype slash = word.lastIndexOf(u'/');
    const QStringView typed = word.sliced(slash + 1);
    list.replace(typed);
    if (!scene.knowledge.context || word.contains(u'$'))
        return;
    const ContextScan &scan = *scene.knowledge.context;
    const auto folder = folderIn(scan, word.first(slash + 1));
    if (!folder || (*folder != ContextScan::none && scan.entry(*folder).type != ContextEntryType::Folder))
        return;
    for (const bool isStart : {true, false}) {
        for (ContextScan::Index i = scan.firstIn(*folder); i < scan.endOf(*folder); i = scan.entry(i).end) {
            if (list.isFull(mostFiles + 1))
                break;
            if (scan.isSent(i) && scan.name(i).indexOf(' ') < 0 && beginsWith(scan.name(i), typed) == isStart)
                addEntry(scan, i, list);
        }
    }
    list.cut(mostFiles);
}

void proposeFoldersOf(const CompletionScene &scene, int stage, QStringView word, ProposalList &list)
{
    list.replace(word);
    if (stage < 0 || stage >= scene.plan.stages.size())
        return;
    QStringList seen;
    const auto add = [&](const QString &path, const QString &detail) {
        if (path.size() < 2 || seen.contains(path))
            return;
        seen.append(path);
        list.add(path.endsWith(u'/') ? Proposal::Kind::Folder : Proposal::Kind::File, path, detail);
    };
    const auto isAbove = [&](const PlanStep &step) {
        return stage != scene.stage || step.instruction < scene.typed.index;
    };
    for (const int each : scene.plan.chain(stage)) {
        for (const PlanStep &step : scene.plan.stages[each].steps) {
            if (each == scene.stage && !isAbove(step))
                break;
            add(asFolder(step.workingDirectory), u"WORKDIR"_s);
            if (step.copy && !step.copy->absoluteDestination.endsWith(u"/."))
                add(step.copy->absoluteDestination, u"COPY"_s);
        }
    }
    add(asFolder(stage == scene.stage ? scene.workingDirectory() : scene.plan.stages[stage].result.workingDirectory),
        u"WORKDIR"_s);
}

} // namespace strata
