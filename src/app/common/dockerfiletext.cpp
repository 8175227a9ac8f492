// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/dockerfiletext.h"

#include "dockerfile/sourcetext.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct DockerfileTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(DockerfileText)
};

constexpr QChar byteOrderMark(0xfeff);

} // namespace

QStringList dockerfileNameFilters()
{
    return {DockerfileTextMessages::tr("Dockerfiles") + u" (*Dockerfile* *dockerfile* *Containerfile*)"_s,
            DockerfileTextMessages::tr("All files") + u" (*)"_s};
}

Result<DockerfileText> decodeForEditor(QByteArrayView bytes)
{
    std::expected<QString, Diagnostic> decoded = decodeDockerfile(bytes);
    if (!decoded)
        return failure(
            Error::Kind::InvalidInput,
            DockerfileTextMessages::tr("Line %1: %2").arg(decoded.error().line + 1).arg(decoded.error().message));
    DockerfileText text{.text = *std::move(decoded)};
    text.hasByteOrderMark = text.text.startsWith(byteOrderMark);
    if (text.hasByteOrderMark)
        text.text.remove(0, 1);
    const qsizetype pairs = text.text.count(u"\r\n"_s);
    const qsizetype ends = text.text.count(u'\n');
    text.hasCarriageReturns = pairs > 0 && pairs * 2 >= ends;
    text.hasMixedLineEnds = pairs > 0 && pairs < ends;
    text.text.replace(u"\r\n"_s, u"\n"_s);
    return text;
}

QByteArray encodeForDisk(const DockerfileText &text)
{
    QString whole = text.text;
    if (text.hasCarriageReturns)
        whole.replace(u'\n', u"\r\n"_s);
    if (text.hasByteOrderMark)
        whole.prepend(byteOrderMark);
    return whole.toUtf8();
}

Result<DockerfileText> readDockerfileText(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Local, file.errorString());
    const QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(Error::Kind::Local, file.errorString());
    if (bytes.size() > limit)
        return failure(Error::Kind::TooLarge, DockerfileTextMessages::tr("It is too large for a Dockerfile."));
    return decodeForEditor(bytes);
}

Result<void> writeDockerfileText(const QString &path, const DockerfileText &text)
{
    QSaveFile file(path);
    const QByteArray bytes = encodeForDisk(text);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(Error::Kind::Local, file.errorString());
    return {};
}

} // namespace strata
