// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildresults.h"

#include "app/builder/buildhistory.h"
#include "app/builder/dockerfileview.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/layers/dockerfilepage.h"
#include "app/layers/layercommands.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "engine/build/buildoperation.h"

#include <QAction>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

BuildResults::BuildResults(BuildHistory &history, QWidget *window)
    : QObject(window), m_history(history), m_window(window)
{}

/// What was built is kept with its text and its log.
void BuildResults::take(DockerfileView *view, const BuildOperation &operation, const QString &text, const QString &path)
{
    KeptBuild kept = KeptBuild::of(operation);
    kept.dockerfileText = text;
    kept.summary.dockerfile = path;
    if (m_session && !operation.imageId().isEmpty())
        kept.summary.imageSize = m_session->inventory().images().value(ImageId(operation.imageId())).size;
    m_history.keep(std::move(kept), operation.buildLog());
    if (operation.outcome().kind != Outcome::Kind::Success)
        return;
    DockerfilePage::remember(operation.options().tags, path);
    if (view && m_session)
        tell(*view, operation, text);
}

/// Also of one that the inventory has not heard of yet.
ImageSummary BuildResults::summaryOf(const QString &id) const
{
    ImageSummary summary = m_session->inventory().images().value(ImageId(id));
    summary.id = ImageId(id);
    return summary;
}

/// What was built before under the same name, where the engine still has it.
QString BuildResults::previousImage(const QString &tag, const QString &image) const
{
    for (const BuildSummary &build : m_history.builds()) {
        const bool isOther = build.outcome == Outcome::Kind::Success && build.imageId != image;
        if (isOther && build.tags.contains(tag) && m_session->inventory().images().contains(ImageId(build.imageId)))
            return build.imageId;
    }
    return {};
}

void BuildResults::tell(DockerfileView &view, const BuildOperation &operation, const QString &text)
{
    const QString &image = operation.imageId();
    const QString tag = operation.options().tags.value(0);
    const QString name = tag.isEmpty() ? ImageId(image).shortened() : visibleLine(tag, 80);
    auto *look = makeAction(&view, u"builderLookInto"_s, u"view-list-tree"_s, tr("Look into its layers"), {});
    connect(look, &QAction::triggered, this, [=, this] {
        if (m_session)
            openLayersWindow(*m_session, summaryOf(image), name, m_window);
    });
    QList<QAction *> actions{look, view.wasteAction()};
    view.showBuilt(summaryOf(image), name, text);
    if (const QString before = previousImage(tag, image); !before.isEmpty()) {
        auto *compare = makeAction(&view, u"builderCompare"_s, {}, tr("Compare with the one before"), {});
        connect(compare, &QAction::triggered, this, [=, this] {
            if (m_session)
                openComparisonWindow(m_session, {summaryOf(before), tr("%1 before").arg(name)},
                                     {summaryOf(image), name}, m_window);
        });
        actions.append(compare);
    }
    view.say(icon(u"dialog-ok"_s), tr("%1 was built.").arg(name), actions);
}

void BuildResults::compare(const QString &older, const QString &newer)
{
    const auto compared = [this](const QString &id) -> ComparedImage {
        const auto found = std::ranges::find(m_history.builds(), id, &BuildSummary::id);
        if (!m_session || found == m_history.builds().end())
            return {};
        const QString tag = found->tags.value(0);
        return {m_session->inventory().images().value(ImageId(found->imageId)),
                u"%1 (%2)"_s.arg(tag.isEmpty() ? ImageId(found->imageId).shortened() : visibleLine(tag, 60),
                                 QLocale().toString(found->started.toLocalTime(), QLocale::ShortFormat))};
    };
    const ComparedImage before = compared(older);
    const ComparedImage after = compared(newer);
    if (before.image.id.isEmpty() || after.image.id.isEmpty())
        return problemFound(tr("These builds cannot be compared."),
                            tr("The engine does not have both images any more."));
    openComparisonWindow(m_session, before, after, m_window);
}

} // namespace strata
