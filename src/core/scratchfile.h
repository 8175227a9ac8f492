// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace strata {

/// Bytes that are too many for the memory, on the disk: they are appended, and read again from anywhere. The file has no
/// name from the beginning, so nothing stays behind.
///
/// One thread appends; any may read what was appended before, at the same time. Blocks for the disk.
class ScratchFile
{
public:
    /// `folder` is where the file goes: a real disk, because /tmp may be memory. Made with the first bytes.
    explicit ScratchFile(QString folder = QStringLiteral("/var/tmp")) : m_folder(std::move(folder)) {}
    ~ScratchFile();
    Q_DISABLE_COPY_MOVE(ScratchFile)

    const QString &folder() const { return m_folder; }
    qint64 size() const { return m_size; }

    /// Where the bytes begin. What was appended before stays after an error, which is of kind Local.
    Result<qint64> append(QByteArrayView bytes);
    QByteArray read(qint64 offset, qsizetype size) const; ///< fewer when the disk fails

private:
    bool open();

    QString m_folder;
    int m_file = -1;
    qint64 m_size = 0;
};

} // namespace strata
