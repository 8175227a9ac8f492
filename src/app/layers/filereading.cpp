// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/filereading.h"

#include "app/connection/enginesession.h"
#include "core/background.h"
#include "core/bytepipe.h"
#include "engine/transfers/archivestream.h"
#include "engine/transfers/newfile.h"
#include "layers/sources.h"

namespace strata {

namespace {

Result<QByteArray> readInto(ByteSource &source, const StoredFile &file, qint64 limit, const std::stop_token &stop)
{
    QByteArray bytes;
    bool isEnough = false;
    const Result<void> read = readStoredFile(
        source, file,
        [&](QByteArrayView piece) -> Result<void> {
            bytes += piece.first(std::min<qint64>(piece.size(), limit - bytes.size()));
            isEnough = bytes.size() == limit && file.size > limit;
            return isEnough ? Result<void>(failure(Error::Kind::Cancelled, {})) : Result<void>();
        },
        stop);
    if (!read && !isEnough)
        return std::unexpected(read.error());
    return bytes;
}

Result<QByteArray> writeTo(const QString &path, ByteSource &source, const StoredFile &file, const std::stop_token &stop)
{
    const Result<std::unique_ptr<NewFile>> target = NewFile::create(path);
    if (!target)
        return std::unexpected(target.error());
    return readStoredFile(
               source, file, [&](QByteArrayView piece) { return (*target)->write(piece); }, stop)
        .and_then([&] { return (*target)->sync(); })
        .and_then([&] { return (*target)->replace(); })
        .transform([&] {
            (*target)->syncName();
            return QByteArray();
        });
}

} // namespace

FileReading::FileReading(const ImageOrigin &origin, const StoredFile &file, qint64 limit, QObject *parent)
    : QObject(parent)
{
    start(origin, [file, limit](ByteSource &source, const std::stop_token &stop) {
        return readInto(source, file, limit, stop);
    });
}

FileReading::FileReading(const ImageOrigin &origin, const StoredFile &file, const QString &target, QObject *parent)
    : QObject(parent)
{
    start(origin, [file, target](ByteSource &source, const std::stop_token &stop) {
        return writeTo(target, source, file, stop);
    });
}

FileReading::FileReading(const ImageOrigin &origin, const FolderChoice &folder, const QString &target, QObject *parent)
    : QObject(parent)
{
    start(origin, [folder, target, told = m_savedFolder](ByteSource &source, const std::stop_token &stop) {
        return saveFolder(source, folder.image.image, *folder.image.tree, folder.node, folder.layer, target, stop)
            .transform([&told](const SavedFolder &saved) {
                *told = saved;
                return QByteArray();
            });
    });
}

FileReading::~FileReading()
{
    m_stop.request_stop();
    if (m_pipe)
        m_pipe->abandon();
}

void FileReading::start(const ImageOrigin &origin, Work work)
{
    std::shared_ptr<ByteSource> source;
    if (!origin.path.isEmpty()) {
        source = std::make_shared<FileSource>(origin.path);
    } else {
        source = m_pipe = std::make_shared<BytePipe>();
        if (origin.session && !origin.container.isEmpty())
            m_stream = std::make_unique<ArchiveStream>(origin.session->engine(), ContainerId(origin.container), m_pipe);
        else if (origin.session)
            m_stream = std::make_unique<ArchiveStream>(origin.session->engine(), QStringList{origin.image}, m_pipe);
        else
            m_pipe->finish(failure(Error::Kind::NotFound, tr("The engine of this image is not there any more.")));
    }
    inBackground(
        this, [source, work = std::move(work), token = m_stop.get_token()] { return work(*source, token); },
        [this](const Result<QByteArray> &bytes) {
            m_stream.reset();
            m_bytes = bytes;
            Q_EMIT finished();
        },
        waitingPool());
}

} // namespace strata
