// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/inspectedimage.h"
#include "layers/savedfolder.h"
#include "layers/storedfile.h"

#include <QObject>
#include <QPointer>

namespace strata {

class BytePipe;
class EngineSession;
class ArchiveStream;

/// Where a file comes from, to read it again: an archive on disk, an image of an engine, or a container of it.
struct ImageOrigin
{
    QString path = {};
    QPointer<EngineSession> session = {};
    QString image = {};     ///< what GET /images/get takes
    QString container = {}; ///< the ID, instead of an image
};

/// A folder as containers of the layers up to one see it.
struct FolderChoice
{
    InspectedImage image = {};
    ImageTree::Node node = 0;
    qsizetype layer = 0;
};

/// Gets a file or a folder out of an image, on another thread: to be shown, or onto the disk. Begins when it is made and
/// tells `finished` once, never from inside the constructor. Destroying it stops the reading, and nothing half is left.
class FileReading : public QObject
{
    Q_OBJECT

public:
    /// Up to `limit` bytes.
    FileReading(const ImageOrigin &origin, const StoredFile &file, qint64 limit, QObject *parent = nullptr);
    /// Into a file, which is replaced when it is there.
    FileReading(const ImageOrigin &origin, const StoredFile &file, const QString &target, QObject *parent = nullptr);
    /// As a new folder.
    FileReading(const ImageOrigin &origin, const FolderChoice &folder, const QString &target,
                QObject *parent = nullptr);
    ~FileReading() override;

    const Result<QByteArray> &bytes() const { return m_bytes; }       ///< empty when they went onto the disk
    const SavedFolder &savedFolder() const { return *m_savedFolder; } ///< once it has finished

Q_SIGNALS:
    void finished();

private:
    using Work = std::function<Result<QByteArray>(ByteSource &, const std::stop_token &)>;

    void start(const ImageOrigin &origin, Work work);

    std::stop_source m_stop;
    std::shared_ptr<BytePipe> m_pipe;
    std::unique_ptr<ArchiveStream> m_stream;
    Result<QByteArray> m_bytes;
    std::shared_ptr<SavedFolder> m_savedFolder = std::make_shared<SavedFolder>(); ///< written on the other thread
};

} // namespace strata
