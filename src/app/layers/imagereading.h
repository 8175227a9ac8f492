// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/inspectedimage.h"
#include "engine/api/types.h"
#include "layers/indexcache.h"

#include <QObject>

namespace strata {

class ArchiveOperation;
class EngineSession;
class ArchiveStream;

/// Reads the images of an archive, or an image of the engine while that sends it, and puts their layers on top of each
/// other; all of it on other threads. An image of the engine that was read before comes from the cache, and so do layers
/// that it shares with others; those of a file are seen at once, and read again all the same. What an image consists of the
/// engine tells at once, and a file in its documents, so layers can be seen one by one as they come. Begins when it is made and tells `finished` once, never from inside the
/// constructor. Destroying it stops the reading.
class ImageReading : public QObject
{
    Q_OBJECT

public:
    explicit ImageReading(const QString &path, QObject *parent = nullptr);
    /// An image by its ID; without a session only from the cache. With CacheOnly there may be neither images nor an error
    /// at the end.
    enum class Source { CacheOnly, CacheOrEngine, Engine };
    ImageReading(EngineSession *session, const ImageSummary &image, const IndexCache &cache,
                 Source source = Source::CacheOrEngine, QObject *parent = nullptr);
    ~ImageReading() override;

    static IndexCache defaultCache(); ///< in the person's cache folder

    const QList<InspectedImage> &images() const
    {
        return m_images;
    } ///< before the end, and after an error: what there is
    const std::optional<Error> &error() const { return m_error; }
    QString progressText() const;

Q_SIGNALS:
    void progressChanged();
    void partRead(); ///< images() has more of their layers
    void finished();

private:
    void stream(EngineSession *session, qint64 expected);
    void askOutline(EngineSession &session);
    void takeOutlines(const QList<ArchiveImage> &outlines);
    void takeLayer(const ReadLayer &layer);
    bool isComing() const; ///< there will be more layers
    QList<ArchiveImage> parts() const;
    void showParts();
    void watch();
    void archiveRead();
    void putTogether(const QList<ArchiveImage> &images, bool isToBeKept);
    void conclude(const Result<QList<InspectedImage>> &images);

    QString m_id; ///< of the engine's image; empty for a file
    IndexCache m_cache;
    std::unique_ptr<ArchiveOperation> m_archive; ///< null while the cache is asked
    std::unique_ptr<ArchiveStream> m_stream;
    std::stop_source m_stop;
    QList<ArchiveImage> m_outlines;        ///< what is known of the images before their layers are
    QHash<QString, ArchiveLayer> m_layers; ///< by diff ID: those that have come
    enum class Part { Shown, Building, Stale } m_part = Part::Shown;
    QList<InspectedImage> m_images;
    bool m_isUntold = false; ///< it broke off, and what its layers are the engine has told before
    std::optional<Error> m_error;
};

} // namespace strata
