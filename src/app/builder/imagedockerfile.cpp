// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/imagedockerfile.h"

#include "app/connection/enginesession.h"
#include "dockerfile/plan/reconstruction.h"
#include "engine/api/images.h"

#include <QPointer>

#include <ranges>

namespace strata {

namespace {

ImageFacts imageFacts(const ImageDetails &details, const QList<HistoryEntry> &history)
{
    ImageFacts facts{.history = historyLines(history),
                     .environment = details.env,
                     .command = details.command,
                     .entrypoint = details.entrypoint};
    facts.workingDirectory = details.workingDir;
    facts.user = details.user;
    facts.exposedPorts = details.exposedPorts;
    facts.volumes = details.volumes;
    for (const auto &[name, value] : details.labels)
        facts.labels.insert(name, value);
    facts.stopSignal = details.stopSignal;
    facts.triggers = details.onBuild;
    return facts;
}

} // namespace

QList<HistoryLine> historyLines(const QList<HistoryEntry> &history)
{
    QList<HistoryLine> lines;
    for (const HistoryEntry &entry : history | std::views::reverse)
        lines.append({entry.createdBy, entry.size == 0});
    return lines;
}

void dockerfileOfImage(EngineSession &session, const QString &image, QObject *context,
                       const std::function<void(const Result<QString> &text)> &answer)
{
    session.engine().images().inspect(
        image, context, [=, session = QPointer(&session)](const Result<ImageDetails> &details) {
            if (!details || !session)
                return answer(details ? Result<QString>() : std::unexpected(details.error()));
            session->engine().images().history(
                details->id.toString(), context,
                [answer, details = *details](const Result<QList<HistoryEntry>> &history) {
                    answer(history.transform([&](const QList<HistoryEntry> &lines) {
                        return dockerfileFromHistory(imageFacts(details, lines));
                    }));
                });
        });
}

} // namespace strata
