// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerdetailspane.h"

#include "app/common/detailssections.h"
#include "app/containers/containerpresentation.h"
#include "core/commandline.h"
#include "models/containermodel.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ContainerDetailsPaneText
{
    Q_DECLARE_TR_FUNCTIONS(ContainerDetailsPane)
};

using Section = KeyValueView::Section;

QString exitText(const ContainerDetails &container)
{
    if (container.oomKilled)
        return ContainerDetailsPaneText::tr("%1: the kernel ended it because it was out of memory")
            .arg(container.exitCode);
    if (container.exitCode == 137)
        return ContainerDetailsPaneText::tr("137: killed (signal 9)");
    if (container.exitCode == 143)
        return ContainerDetailsPaneText::tr("143: terminated (signal 15)");
    if (container.exitCode > 128 && container.exitCode < 160)
        return ContainerDetailsPaneText::tr("%1: ended by signal %2")
            .arg(container.exitCode)
            .arg(container.exitCode - 128);
    return QString::number(container.exitCode);
}

bool hasEnded(ContainerState state)
{
    return state == ContainerState::Exited || state == ContainerState::Dead;
}

Section state(const ContainerDetails &container, const ContainerSummary &summary)
{
    Section section{.title = ContainerDetailsPaneText::tr("State"),
                    .rows = {plainRow(ContainerDetailsPaneText::tr("State"), containerStateText(summary))}};
    if (hasEnded(container.state))
        section.rows.append(plainRow(ContainerDetailsPaneText::tr("Exit code"), exitText(container)));
    if (!container.error.isEmpty())
        section.rows.append(plainRow(ContainerDetailsPaneText::tr("Error"), container.error));
    if (const QString started = timeAndAge(container.startedAt); !started.isEmpty())
        section.rows.append(plainRow(ContainerDetailsPaneText::tr("Started"), started));
    if (hasEnded(container.state))
        section.rows.append(plainRow(ContainerDetailsPaneText::tr("Finished"), timeAndAge(container.finishedAt)));
    section.rows.append(plainRow(ContainerDetailsPaneText::tr("Created"), timeAndAge(container.created)));
    const QString policy = container.restartPolicy.isEmpty() ? u"no"_s : container.restartPolicy;
    section.rows.append(plainRow(ContainerDetailsPaneText::tr("Restart policy"), policy));
    if (container.restartCount > 0)
        section.rows.append(
            plainRow(ContainerDetailsPaneText::tr("Restarted by the engine"), QString::number(container.restartCount)));
    return section;
}

Section process(const ContainerDetails &container)
{
    return {.title = ContainerDetailsPaneText::tr("Process"),
            .rows = {plainRow(ContainerDetailsPaneText::tr("Image"), container.image),
                     codeRow(ContainerDetailsPaneText::tr("Image ID"), container.imageId.toString()),
                     codeRow(ContainerDetailsPaneText::tr("Container ID"), container.id.toString()),
                     codeRow(ContainerDetailsPaneText::tr("Entrypoint"), CommandLine(container.entrypoint).toString()),
                     codeRow(ContainerDetailsPaneText::tr("Command"), CommandLine(container.command).toString()),
                     codeRow(ContainerDetailsPaneText::tr("Working directory"), container.workingDir),
                     codeRow(ContainerDetailsPaneText::tr("User"), container.user)}};
}

Section network(const ContainerDetails &container, const ContainerSummary &summary)
{
    return {
        .title = ContainerDetailsPaneText::tr("Network"),
        .rows = {plainRow(ContainerDetailsPaneText::tr("Networks"), container.networks.join(u", "_s)),
                 codeRow(ContainerDetailsPaneText::tr("Ports"), portsText(summary.ports).replace(u", "_s, u"\n"_s))}};
}

Section mounts(const ContainerDetails &container)
{
    Section section{.title = ContainerDetailsPaneText::tr("Mounts"), .rows = {}};
    for (const ContainerDetails::Mount &mount : container.mounts) {
        const QString from = mount.name.isEmpty() ? mount.source : mount.name;
        const QString access = mount.writable ? QString() : u' ' + ContainerDetailsPaneText::tr("(read only)");
        section.rows.append(codeRow(mount.destination, mount.type + u' ' + from + access));
    }
    return section;
}

} // namespace

QList<KeyValueView::Section> containerSections(const ContainerDetails &container, const ContainerSummary &summary)
{
    QList<Section> sections{state(container, summary),         process(container),
                            network(container, summary),       mounts(container),
                            environmentSection(container.env), labelsSection(container.labels)};
    sections.removeIf([](const Section &section) { return section.rows.isEmpty(); });
    return sections;
}

} // namespace strata
