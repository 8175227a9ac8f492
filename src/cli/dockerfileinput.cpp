// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfileinput.h"

#include "cli/output.h"
#include "dockerfile/sourcetext.h"

#include <QCommandLineParser>
#include <QFile>

#include <cstdio>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestDockerfile = 64 * 1024 * 1024; // bytes: whoever has more means another file

Result<QByteArray> readBytes(const QString &name)
{
    QFile file(name);
    const bool isOpen = name == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return failure(Error::Kind::Local, u"%1: %2"_s.arg(name, file.errorString()));
    QByteArray bytes;
    while (bytes.size() <= largestDockerfile) {
        const QByteArray piece = file.read(1024 * 1024);
        if (piece.isEmpty())
            break;
        bytes += piece;
    }
    if (file.error() != QFileDevice::NoError)
        return failure(Error::Kind::Local, u"%1: %2"_s.arg(name, file.errorString()));
    if (bytes.size() > largestDockerfile)
        return failure(Error::Kind::TooLarge, u"%1 has more than 64 MiB, so it is no Dockerfile"_s.arg(name));
    return bytes;
}

} // namespace

Result<QString> readDockerfile(const QString &name)
{
    const auto bytes = readBytes(name);
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto text = decodeDockerfile(*bytes);
    if (!text)
        return failure(Error::Kind::InvalidInput, parseErrorText(text.error()));
    return *text;
}

std::optional<QString> readOnlyArgument(QCommandLineParser &parser, const QString &command,
                                        const QStringList &arguments, const QString &what)
{
    const bool isParsed = parser.parse(QStringList{command} + arguments);
    if (isParsed && parser.positionalArguments().size() == 1)
        return parser.positionalArguments().first();
    complain(isParsed ? u"%1 takes one %2"_s.arg(command, what) : parser.errorText());
    return std::nullopt;
}

QString parseErrorText(const Diagnostic &diagnostic)
{
    return u"dockerfile parse error on line %1: %2"_s.arg(diagnostic.line + 1).arg(diagnostic.message);
}

} // namespace strata
