// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/inspectedimage.h"

#include <QObject>

namespace strata {

class ArchiveOperation;
class Engine;
class ImageStream;

/// Reads the images of an archive, or an image of the engine while that sends it, and puts their layers on top of each
/// other; all of it on other threads. Begins when it is made and tells `finished` once, never from inside the constructor.
/// Destroying it stops the reading.
class ImageReading : public QObject
{
    Q_OBJECT

public:
    explicit ImageReading(const QString &path, QObject *parent = nullptr);
    /// `name` is what GET /images/get takes; `expected` bytes if somebody knows them.
    ImageReading(Engine &engine, const QString &name, qint64 expected, QObject *parent = nullptr);
    ~ImageReading() override;

    const QList<InspectedImage> &images() const
    {
        return m_images;
    } ///< also when there is an error: what came before it
    const std::optional<Error> &error() const { return m_error; }
    QString progressText() const;

Q_SIGNALS:
    void progressChanged();
    void finished();

private:
    void watch();
    void putTogether();
    void conclude(const Result<QList<InspectedImage>> &images);

    std::unique_ptr<ArchiveOperation> m_archive;
    std::unique_ptr<ImageStream> m_stream;
    std::stop_source m_stop;
    QList<InspectedImage> m_images;
    std::optional<Error> m_error;
};

} // namespace strata
