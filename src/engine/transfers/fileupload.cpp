// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/fileupload.h"

#include "core/bytesize.h"
#include "engine/api/decode.h"
#include "engine/api/registryerrors.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace strata {

using namespace std::chrono_literals;

namespace {

struct FileUploadText
{
    Q_DECLARE_TR_FUNCTIONS(FileUpload)
};

constexpr qsizetype tarHeader = 512;

/// The header's checksum, which tars older than POSIX have too: the sum of its bytes with its own field as blanks.
bool isTarHeader(const QByteArray &head)
{
    if (head.size() < tarHeader)
        return false;
    constexpr qsizetype field = 148;
    constexpr qsizetype length = 8;
    qint64 sum = qint64{' '} * length;
    for (qsizetype i = 0; i < tarHeader; ++i)
        sum += i >= field && i < field + length ? 0 : static_cast<unsigned char>(head[i]);
    QByteArray told = head.sliced(field, length);
    told.replace('\0', ' ');
    return told.trimmed().toLongLong(nullptr, 8) == sum;
}

bool isCompressed(const QByteArray &head)
{
    static const std::array magics{QByteArray("\x1f\x8b"), QByteArray("BZh"),
                                   QByteArray("\xfd"
                                              "7zXZ\0",
                                              6),
                                   QByteArray("\x28\xb5\x2f\xfd")};
    return std::ranges::any_of(magics, [&head](const QByteArray &magic) { return head.startsWith(magic); });
}

/// Tells how much of it was read.
class CountedFile final : public QFile
{
public:
    CountedFile(const QString &path, std::shared_ptr<std::atomic<qint64>> count)
        : QFile(path), m_count(std::move(count))
    {}

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 read = QFile::readData(data, size);
        if (read > 0)
            *m_count += read;
        return read;
    }

private:
    std::shared_ptr<std::atomic<qint64>> m_count;
};

} // namespace

Result<void> checkArchive(const QString &path)
{
    if (QFileInfo(path).isDir())
        return failure(Error::Kind::InvalidInput, FileUploadText::tr("%1 is a folder.").arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(Error::Kind::Local, FileUploadText::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    const QByteArray head = file.read(tarHeader);
    if (head.isEmpty())
        return failure(Error::Kind::InvalidInput, FileUploadText::tr("%1 is empty.").arg(path));
    if (!isTarHeader(head) && !isCompressed(head))
        return failure(Error::Kind::InvalidInput,
                       FileUploadText::tr("%1 is no archive: neither a tar nor a compressed one.").arg(path));
    return {};
}

FileUpload::FileUpload(Engine &engine, QString title, CommandLine commandLine, QString path, QObject *parent)
    : TransferOperation(TransferProgress::Kind::Load, std::move(title), std::move(commandLine), parent),
      m_endpoint(engine.endpoint()), m_path(std::move(path)), m_sent(std::make_shared<std::atomic<qint64>>(0)),
      m_tick(this)
{
    connect(&m_tick, &QTimer::timeout, this, &FileUpload::tellProgress);
}

void FileUpload::doStart()
{
    if (const Result<void> archive = checkArchive(m_path); !archive)
        return finish(Outcome::failure(archive.error()));
    m_size = QFileInfo(m_path).size();
    m_engine = std::make_unique<Engine>(m_endpoint);
    Call request = call();
    request.contentType = "application/x-tar";
    request.headerTimeout = 0ms; // they come with the first progress, or at the end
    request.source = [path = m_path, sent = m_sent]() -> std::unique_ptr<QIODevice> {
        auto file = std::make_unique<CountedFile>(path, sent);
        (void)file->open(QIODevice::ReadOnly | QIODevice::Unbuffered); // the session looks whether it is open
        return file;
    };
    m_stream = m_engine->follow<TransferMessage>(
        std::move(request), decode::transfer(), this,
        {.opened = {},
         .items = [this](const QList<TransferMessage> &messages) { apply(messages); },
         .ended = [this](const Result<void> &result) { ended(result); }});
    m_tick.start(100ms);
}

void FileUpload::doCancel()
{
    m_tick.stop();
    m_stream.reset();
    m_engine.reset();
}

void FileUpload::tellProgress()
{
    const qint64 sent = *m_sent;
    const QString text = sent < m_size ? tr("%1 of %2 sent").arg(formatBytes(sent), formatBytes(m_size))
                                       : tr("All sent; the engine is at work");
    tellBytes(sent, std::max(m_size, sent), text);
}

void FileUpload::ended(const Result<void> &result)
{
    m_tick.stop();
    tellProgress();
    m_engine->setParent(this);
    m_engine.release()->deleteLater(); // not now: this is one of its answers
    if (transfer().error())
        return finish(Outcome::failure(*transfer().error()));
    if (!result)
        return finish(Outcome::failure(archiveError(result.error())));
    finish(Outcome::success(summary()));
}

} // namespace strata
