// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace strata {

/// A Dockerfile as an editor has it: its bytes on the disk are made of this again.
struct DockerfileText
{
    QString text = {}; ///< '\n' between lines, no byte order mark
    bool hasByteOrderMark = false;
    bool hasCarriageReturns = false; ///< lines end in CR LF
    bool hasMixedLineEnds = false;   ///< some did and some did not: saved, all will be as `hasCarriageReturns` says

    bool operator==(const DockerfileText &) const = default;
};

constexpr qint64 largestDockerfileText = 16 * 1024 * 1024; ///< bytes

/// InvalidInput, with the line, for what is no text in UTF-8.
Result<DockerfileText> decodeForEditor(QByteArrayView bytes);
QByteArray encodeForDisk(const DockerfileText &text);

/// Blocks while it reads. Errors: Local, TooLarge for more bytes than `limit`, InvalidInput.
Result<DockerfileText> readDockerfileText(const QString &path, qint64 limit = largestDockerfileText);
/// What a dialog that opens one offers: files named like a Dockerfile, and all.
QStringList dockerfileNameFilters();
/// Written to a temporary name beside it and renamed, permissions kept; a link stays one. Local when that fails, and what was
/// there is untouched then.
Result<void> writeDockerfileText(const QString &path, const DockerfileText &text);

} // namespace strata
