// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/containerreading.h"

#include "app/connection/enginesession.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "engine/api/containers.h"
#include "engine/transfers/archivestream.h"
#include "layers/archiveoperation.h"

#include <QPointer>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

Result<InspectedImage> withLayer(InspectedImage image, const QString &name, const LayerIndex &files,
                                 const ChangedPaths &changes, const std::stop_token &stop)
{
    Result<ContainerLayer> made = containerLayer(files, changes);
    if (!made)
        return std::unexpected(made.error());
    QList<std::shared_ptr<const LayerIndex>> layers = image.tree->layers();
    layers.append(made->index);
    image.image.history.append(
        {.createdBy = ContainerReading::tr("container %1").arg(name), .layer = int(image.image.layers.size())});
    image.image.layers.append({.createdBy = image.image.history.last().createdBy, .index = made->index});
    image.containerEntries = std::make_shared<const std::vector<quint32>>(std::move(made->entries));
    return ImageTree::build(layers, stop).transform([&image](const std::shared_ptr<const ImageTree> &tree) {
        image.tree = tree;
        return image;
    });
}

std::shared_ptr<const LayerIndex> noFiles()
{
    IndexBudget budget;
    return LayerIndexBuilder(budget).finish();
}

} // namespace

ContainerReading::ContainerReading(EngineSession &session, const ContainerSummary &container,
                                   const InspectedImage &image, qint64 limit, QObject *parent)
    : QObject(parent), m_container(container), m_image(image), m_limit(limit)
{
    session.engine().containers().changes(
        container.id, this, [this, session = QPointer(&session)](const Result<QList<PathChange>> &changes) {
            takeChanges(changes, session);
        });
}

ContainerReading::~ContainerReading()
{
    m_stop.request_stop();
}

void ContainerReading::takeChanges(const Result<QList<PathChange>> &changes, EngineSession *session)
{
    if (!changes)
        return conclude(std::unexpected(changes.error()));
    for (const PathChange &change : *changes) {
        const QByteArray path = change.path.sliced(change.path.startsWith(u'/') ? 1 : 0).toUtf8();
        if (change.kind == PathChange::Kind::Deleted)
            m_changes.deleted.append(path);
        else
            m_changes.present.insert(path);
    }
    if (m_changes.present.isEmpty() || !session)
        return putTogether(noFiles());
    auto pipe = std::make_shared<BytePipe>();
    m_archive = std::make_unique<ArchiveOperation>(m_container.name, pipe);
    m_stream = std::make_unique<ArchiveStream>(session->engine(), m_container.id, pipe);
    connect(m_archive.get(), &Operation::finished, this, &ContainerReading::filesRead, Qt::QueuedConnection);
    connect(m_archive.get(), &Operation::progressChanged, this, &ContainerReading::watchSize);
    m_archive->start();
}

QString ContainerReading::progressText() const
{
    return m_archive ? m_archive->progress().text : QString();
}

/// Nobody knows how much it is before it comes.
void ContainerReading::watchSize()
{
    if (m_limit < 0 || m_archive->progress().done <= m_limit)
        return Q_EMIT progressChanged();
    m_archive->disconnect(this);
    m_stream.reset();
    m_archive->cancel();
    conclude(failure(Error::Kind::TooLarge, tr("All its files are more than %1.").arg(formatBytes(m_limit))));
}

void ContainerReading::filesRead()
{
    m_stream.reset();
    if (const std::optional<Error> &error = m_archive->outcome().error)
        return conclude(std::unexpected(*error));
    const ArchiveContents &contents = *m_archive->contents();
    if (!contents.isWhole)
        return conclude(std::unexpected(*contents.problem));
    putTogether(contents.index);
}

void ContainerReading::putTogether(const std::shared_ptr<const LayerIndex> &files)
{
    inBackground(
        this,
        [image = *m_image, name = m_container.name, files, changes = m_changes, token = m_stop.get_token()] {
            return withLayer(image, name, *files, changes, token);
        },
        [this](const Result<InspectedImage> &image) { conclude(image); });
}

void ContainerReading::conclude(const Result<InspectedImage> &image)
{
    m_image = image;
    Q_EMIT finished();
}

} // namespace strata
