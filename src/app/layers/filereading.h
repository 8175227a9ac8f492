// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/storedfile.h"

#include <QObject>
#include <QPointer>

namespace strata {

class BytePipe;
class EngineSession;
class ImageStream;

/// Where images come from, to read a file of one again: an archive on disk, or an image of an engine.
struct ImageOrigin
{
    QString path = {};
    QPointer<EngineSession> session = {};
    QString image = {}; ///< what GET /images/get takes
};

/// Gets the bytes of one file out of an image, on another thread: to be shown, or into a new file. Begins when it is made
/// and tells `finished` once, never from inside the constructor. Destroying it stops the reading, and no half file is left.
class FileReading : public QObject
{
    Q_OBJECT

public:
    /// Up to `limit` bytes.
    FileReading(const ImageOrigin &origin, const StoredFile &file, qint64 limit, QObject *parent = nullptr);
    /// Into a file, which is replaced when it is there.
    FileReading(const ImageOrigin &origin, const StoredFile &file, const QString &target, QObject *parent = nullptr);
    ~FileReading() override;

    const Result<QByteArray> &bytes() const { return m_bytes; } ///< empty when they went into a file

Q_SIGNALS:
    void finished();

private:
    using Work = std::function<Result<QByteArray>(ByteSource &, const std::stop_token &)>;

    void start(const ImageOrigin &origin, Work work);

    std::stop_source m_stop;
    std::shared_ptr<BytePipe> m_pipe;
    std::unique_ptr<ImageStream> m_stream;
    Result<QByteArray> m_bytes;
};

} // namespace strata
