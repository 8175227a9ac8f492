// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/sourcetext.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Diagnostic> noText(const QString &message, qsizetype line)
{
    return std::unexpected(Diagnostic{.rule = parseErrorRule.toString(), .message = message, .line = line});
}

/// The first line that is no UTF-8: a line feed is never part of another character.
qsizetype firstBadLine(QByteArrayView bytes)
{
    qsizetype line = 0;
    while (true) {
        const qsizetype lineEnd = bytes.indexOf('\n');
        if (lineEnd < 0 || !bytes.first(lineEnd).isValidUtf8())
            return line;
        bytes = bytes.sliced(lineEnd + 1);
        ++line;
    }
}

} // namespace

std::expected<QString, Diagnostic> decodeDockerfile(QByteArrayView bytes)
{
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return noText(u"the file is UTF-16, and Dockerfiles are UTF-8"_s, 0);
    if (!bytes.isValidUtf8())
        return noText(u"there are bytes that are no UTF-8"_s, firstBadLine(bytes));
    if (const qsizetype nul = bytes.indexOf('\0'); nul >= 0)
        return noText(u"there are NUL bytes: the file is no text, or UTF-16"_s, bytes.first(nul).count('\n'));
    QString text = QString::fromUtf8(bytes);
    if (bytes.startsWith("\xef\xbb\xbf") && !text.startsWith(QChar::ByteOrderMark))
        text.prepend(QChar::ByteOrderMark); // QString leaves it out
    return text;
}

} // namespace strata
