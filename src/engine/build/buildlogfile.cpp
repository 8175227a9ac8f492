// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/build/buildlogfile.h"

#include "engine/transfers/compressor.h"
#include "engine/transfers/newfile.h"

#include <QCoreApplication>
#include <QFile>

#include <zstd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct BuildLogFileText
{
    Q_DECLARE_TR_FUNCTIONS(BuildLogFile)
};

constexpr QByteArrayView logFileForm = "strata build log 1";
constexpr qint64 loggedAtOnce = 512;
constexpr qsizetype logReadSize = 256 * 1024;

using AskCancelled = std::function<bool()>;
using LogSink = std::function<Result<void>(QByteArrayView bytes)>;

std::unexpected<Error> logCancelled()
{
    return failure(Error::Kind::Cancelled, BuildLogFileText::tr("Cancelled."));
}

std::unexpected<Error> damagedLog(const QString &path, const QString &detail)
{
    return failure(Error::Kind::MalformedAnswer, BuildLogFileText::tr("The build log %1 is damaged.").arg(path),
                   detail);
}

/// All lines of a step, some hundred at once, each as `record` makes it.
Result<void> writeLoggedStep(const BuildLog &log, const QString &step,
                             const std::function<void(QByteArray &piece, const BuildLogLine &line)> &record,
                             const LogSink &sink, const AskCancelled &isCancelled)
{
    for (qint64 at = 0;;) {
        if (isCancelled && isCancelled())
            return logCancelled();
        const QList<BuildLogLine> lines = log.lines(step, at, loggedAtOnce);
        if (lines.isEmpty())
            return {};
        QByteArray piece;
        for (const BuildLogLine &line : lines) {
            record(piece, line);
            piece += '\n';
        }
        if (Result<void> written = sink(piece); !written)
            return written;
        at += lines.size();
    }
}

Result<void> putLogInPlace(NewFile &file)
{
    if (Result<void> synced = file.sync(); !synced)
        return synced;
    if (Result<void> replaced = file.replace(); !replaced)
        return replaced;
    file.syncName();
    return {};
}

/// Takes the decompressed bytes in any pieces and fills a log with the lines in them.
class LogFiller
{
public:
    explicit LogFiller(BuildLog &log) : m_log(log) {}

    bool take(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const qsizetype end = bytes.indexOf('\n');
            if (end < 0) {
                m_begun += bytes;
                return m_begun.size() <= BuildLog::longestLine + 1024;
            }
            m_begun += bytes.first(end);
            if (!takeLine(m_begun))
                return false;
            m_begun.clear();
            bytes = bytes.sliced(end + 1);
        }
        return true;
    }

    bool isWhole() const { return m_hasForm && m_begun.isEmpty(); }

private:
    bool takeLine(QByteArray &line)
    {
        if (!m_hasForm) {
            m_hasForm = line == logFileForm;
            return m_hasForm;
        }
        if (line.isEmpty())
            return false;
        const char kind = line.front();
        if (kind == 's') {
            m_step = QString::fromUtf8(line.sliced(1));
            return !m_step.isEmpty();
        }
        if ((kind != 'o' && kind != 'e') || m_step.isEmpty())
            return false;
        line += '\n';
        m_log.append(m_step, kind == 'e', QByteArrayView(line).sliced(1));
        return true;
    }

    BuildLog &m_log;
    QByteArray m_begun;
    QString m_step;
    bool m_hasForm = false;
};

struct FreeDecompressor
{
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

} // namespace

Result<void> saveBuildLog(const BuildLog &log, const QString &path, const AskCancelled &isCancelled)
{
    Result<std::unique_ptr<NewFile>> file = NewFile::create(path);
    if (!file)
        return std::unexpected(file.error());
    const std::unique_ptr<Compressor> compressor = Compressor::make(Compression::Zstd);
    const LogSink write = [&file](QByteArrayView bytes) { return (*file)->write(bytes); };
    const LogSink sink = [&](QByteArrayView bytes) { return compressor->write(bytes, write); };
    Result<void> result = sink(QByteArray(logFileForm.toByteArray() + '\n'));
    const auto record = [](QByteArray &piece, const BuildLogLine &line) {
        piece += line.isError ? 'e' : 'o';
        piece += line.text;
    };
    for (const QString &step : log.steps()) {
        if (result)
            result = sink(QByteArray('s' + step.toUtf8() + '\n'));
        if (result)
            result = writeLoggedStep(log, step, record, sink, isCancelled);
    }
    if (result)
        result = compressor->finish(write);
    return result ? putLogInPlace(**file) : result;
}

Result<std::shared_ptr<BuildLog>> loadBuildLog(const QString &path, const QString &folder,
                                               const AskCancelled &isCancelled)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.exists() ? Error::Kind::Local : Error::Kind::NotFound,
                       BuildLogFileText::tr("The build log %1 cannot be read: %2").arg(path, file.errorString()));
    auto log = std::make_shared<BuildLog>(folder);
    LogFiller filler(*log);
    const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
    QByteArray out(static_cast<qsizetype>(ZSTD_DStreamOutSize()), Qt::Uninitialized);
    size_t left = 1; // 0: a whole frame with its checksum
    while (!file.atEnd()) {
        if (isCancelled && isCancelled())
            return logCancelled();
        const QByteArray piece = file.read(logReadSize);
        if (piece.isEmpty())
            break;
        ZSTD_inBuffer in{piece.constData(), static_cast<size_t>(piece.size()), 0};
        size_t made = 0;
        do {
            ZSTD_outBuffer buffer{out.data(), static_cast<size_t>(out.size()), 0};
            left = ZSTD_decompressStream(context.get(), &buffer, &in);
            if (ZSTD_isError(left))
                return damagedLog(path, QString::fromLatin1(ZSTD_getErrorName(left)));
            made = buffer.pos;
            if (!filler.take(QByteArrayView(out).first(static_cast<qsizetype>(made))))
                return damagedLog(path, u"what it says is no log"_s);
        } while (in.pos < in.size || made == static_cast<size_t>(out.size()));
    }
    if (left != 0 || !filler.isWhole())
        return damagedLog(path, u"its end is missing"_s);
    if (const std::optional<Error> error = log->error())
        return std::unexpected(*error);
    return log;
}

Result<void> exportBuildLog(const BuildLog &log, const QString &path,
                            const std::function<QString(const QString &step)> &heading, const AskCancelled &isCancelled)
{
    Result<std::unique_ptr<NewFile>> file = NewFile::create(path);
    if (!file)
        return std::unexpected(file.error());
    const LogSink sink = [&file](QByteArrayView bytes) { return (*file)->write(bytes); };
    const auto record = [](QByteArray &piece, const BuildLogLine &line) { piece += withoutEscapes(line.text); };
    Result<void> result;
    bool isFirst = true;
    for (const QString &step : log.steps()) {
        if (result)
            result = sink(QByteArray((isFirst ? QByteArray() : QByteArray("\n")) + heading(step).toUtf8() + '\n'));
        if (result)
            result = writeLoggedStep(log, step, record, sink, isCancelled);
        isFirst = false;
    }
    return result ? putLogInPlace(**file) : result;
}

} // namespace strata
