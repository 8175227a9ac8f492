// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerdetailspane.h"

#include "app/common/text.h"
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

using Row = KeyValueView::Row;
using Section = KeyValueView::Section;

Row plain(const QString &label, const QString &value)
{
    return {.label = visibleLine(label), .value = visibleText(value), .isMonospace = false};
}

Row code(const QString &label, const QString &value)
{
    return {.label = visibleLine(label), .value = visibleText(value), .isMonospace = true};
}

QString timeAndAge(const QDateTime &time)
{
    const QString exact = exactTime(time);
    return exact.isEmpty() ? QString() : exact + u" ("_s + relativeTime(time.toSecsSinceEpoch()) + u')';
}

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
                    .rows = {plain(ContainerDetailsPaneText::tr("State"), containerStateText(summary))}};
    if (hasEnded(container.state))
        section.rows.append(plain(ContainerDetailsPaneText::tr("Exit code"), exitText(container)));
    if (!container.error.isEmpty())
        section.rows.append(plain(ContainerDetailsPaneText::tr("Error"), container.error));
    if (const QString started = timeAndAge(container.startedAt); !started.isEmpty())
        section.rows.append(plain(ContainerDetailsPaneText::tr("Started"), started));
    if (hasEnded(container.state))
        section.rows.append(plain(ContainerDetailsPaneText::tr("Finished"), timeAndAge(container.finishedAt)));
    section.rows.append(plain(ContainerDetailsPaneText::tr("Created"), timeAndAge(container.created)));
    const QString policy = container.restartPolicy.isEmpty() ? u"no"_s : container.restartPolicy;
    section.rows.append(plain(ContainerDetailsPaneText::tr("Restart policy"), policy));
    if (container.restartCount > 0)
        section.rows.append(
            plain(ContainerDetailsPaneText::tr("Restarted by the engine"), QString::number(container.restartCount)));
    return section;
}

Section process(const ContainerDetails &container)
{
    return {.title = ContainerDetailsPaneText::tr("Process"),
            .rows = {plain(ContainerDetailsPaneText::tr("Image"), container.image),
                     code(ContainerDetailsPaneText::tr("Image ID"), container.imageId.toString()),
                     code(ContainerDetailsPaneText::tr("Container ID"), container.id.toString()),
                     code(ContainerDetailsPaneText::tr("Entrypoint"), CommandLine(container.entrypoint).toString()),
                     code(ContainerDetailsPaneText::tr("Command"), CommandLine(container.command).toString()),
                     code(ContainerDetailsPaneText::tr("Working directory"), container.workingDir),
                     code(ContainerDetailsPaneText::tr("User"), container.user)}};
}

Section network(const ContainerDetails &container, const ContainerSummary &summary)
{
    return {.title = ContainerDetailsPaneText::tr("Network"),
            .rows = {plain(ContainerDetailsPaneText::tr("Networks"), container.networks.join(u", "_s)),
                     code(ContainerDetailsPaneText::tr("Ports"), portsText(summary.ports).replace(u", "_s, u"\n"_s))}};
}

Section mounts(const ContainerDetails &container)
{
    Section section{.title = ContainerDetailsPaneText::tr("Mounts"), .rows = {}};
    for (const ContainerDetails::Mount &mount : container.mounts) {
        const QString from = mount.name.isEmpty() ? mount.source : mount.name;
        const QString access = mount.writable ? QString() : u' ' + ContainerDetailsPaneText::tr("(read only)");
        section.rows.append(code(mount.destination, mount.type + u' ' + from + access));
    }
    return section;
}

Section environment(const QStringList &env)
{
    Section section{.title = ContainerDetailsPaneText::tr("Environment"), .rows = {}};
    for (const QString &variable : env) {
        const qsizetype equals = variable.indexOf(u'=');
        section.rows.append(code(variable.left(equals), equals < 0 ? QString() : variable.mid(equals + 1)));
    }
    return section;
}

Section labels(const QList<std::pair<QString, QString>> &pairs)
{
    Section section{.title = ContainerDetailsPaneText::tr("Labels"), .rows = {}};
    for (const auto &[key, value] : pairs)
        section.rows.append(code(key, value));
    return section;
}

} // namespace

QList<KeyValueView::Section> containerSections(const ContainerDetails &container, const ContainerSummary &summary)
{
    QList<Section> sections{state(container, summary), process(container),         network(container, summary),
                            mounts(container),         environment(container.env), labels(container.labels)};
    sections.removeIf([](const Section &section) { return section.rows.isEmpty(); });
    return sections;
}

} // namespace strata
