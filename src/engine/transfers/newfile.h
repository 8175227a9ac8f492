// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace strata {

/// A file that is there under its name only when it is whole: written under another name in the same folder, then put in
/// the place of what was there. Dropped before replace() it leaves nothing behind. Readable for its owner only, as what
/// `docker save -o` writes. What is written goes to the disk meanwhile, so that sync() does not wait long.
///
/// For one thread at a time. Errors are of kind Local, with what to do in the message.
class NewFile
{
public:
    static Result<std::unique_ptr<NewFile>> create(const QString &path);
    ~NewFile();
    Q_DISABLE_COPY_MOVE(NewFile)

    Result<void> write(QByteArrayView bytes);
    Result<void> sync();    ///< onto the disk; nothing is written after it
    Result<void> replace(); ///< under its name, at once
    void syncName();        ///< onto the disk; may wait for it. After replace()

    static Result<void> checkTarget(const QString &path); ///< whether a file can be written there at all

private:
    NewFile(QString path, QByteArray temporary, int descriptor);
    Result<void> fail(const char *what) const;

    QString m_path;
    QByteArray m_temporary;
    int m_descriptor;
    qint64 m_written = 0;
    qint64 m_flushed = 0;
};

} // namespace strata
