// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfileformat.h"

#include "cli/dockerfileinput.h"
#include "cli/output.h"
#include "dockerfile/format.h"
#include "dockerfile/parser.h"

#include <QSaveFile>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

Result<void> rewriteFile(const QString &name, const QString &text)
{
    QSaveFile file(name);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(Error::Kind::Local, u"%1: %2"_s.arg(name, file.errorString()));
    return {};
}

/// Whether the file is, or was, as it should be.
Result<bool> formatFile(const QString &name, bool onlyCheck)
{
    const auto text = readDockerfile(name);
    if (!text)
        return std::unexpected(text.error());
    const auto formatted = formatDockerfile(*text);
    if (!formatted)
        return std::unexpected(formatted.error());
    const bool isSame = *formatted == *text;
    if (onlyCheck)
        return isSame;
    if (name == u"-")
        print(*formatted);
    else if (!isSame)
        if (const auto written = rewriteFile(name, *formatted); !written)
            return std::unexpected(written.error());
    return isSame;
}

} // namespace

int formatCommand(const QStringList &arguments)
{
    const bool onlyCheck = arguments.contains(u"--check"_s);
    QStringList names = arguments;
    names.removeAll(u"--check"_s);
    const auto isOption = [](const QString &name) { return name.startsWith(u'-') && name != u"-"; };
    if (names.isEmpty() || std::ranges::any_of(names, isOption))
        return complainOfUsage(u"format needs files, or - for standard input; --check only tells which would change"_s);
    int status = 0;
    for (const QString &name : std::as_const(names)) {
        const auto isSame = formatFile(name, onlyCheck);
        if (!isSame)
            complain(isSame.error().message);
        else if (onlyCheck && !*isSame)
            printLine(name);
        if (!isSame || (onlyCheck && !*isSame))
            status = 1;
    }
    return status;
}

} // namespace strata
