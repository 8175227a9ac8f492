// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/inspectedimage.h"
#include "engine/api/types.h"
#include "layers/containerlayer.h"

#include <QObject>

namespace strata {

class ArchiveOperation;
class ArchiveStream;
class EngineSession;

/// Puts what a container changed on top of the layers of its image, as `docker diff` tells it; what the changed files are
/// now is read from an export of all its files, on other threads. Begins when it is made and tells `finished` once, never
/// from inside the constructor. Destroying it stops the reading.
class ContainerReading : public QObject
{
    Q_OBJECT

public:
    /// Of an export of more than `limit` bytes the rest is not read; -1: whatever comes.
    ContainerReading(EngineSession &session, const ContainerSummary &container, const InspectedImage &image,
                     qint64 limit = -1, QObject *parent = nullptr);
    ~ContainerReading() override;

    const Result<InspectedImage> &image() const { return m_image; } ///< once it has finished: with one more layer
    QString progressText() const;

Q_SIGNALS:
    void progressChanged();
    void finished();

private:
    void takeChanges(const Result<QList<PathChange>> &changes, EngineSession *session);
    void watchSize();
    void filesRead();
    void putTogether(const std::shared_ptr<const LayerIndex> &files);
    void conclude(const Result<InspectedImage> &image);

    ContainerSummary m_container;
    Result<InspectedImage> m_image; ///< that of the container until it has finished
    ChangedPaths m_changes;
    std::unique_ptr<ArchiveOperation> m_archive;
    std::unique_ptr<ArchiveStream> m_stream;
    std::stop_source m_stop;
    qint64 m_limit;
};

} // namespace strata
