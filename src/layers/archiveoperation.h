// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytepipe.h"
#include "core/operation.h"
#include "layers/archive.h"

#include <QTimer>

#include <memory>

namespace strata {

/// Reads an archive on a thread of the pool, from a file or from a pipe that somebody fills. Progress counts its bytes.
/// Success also when something is wrong with the archive, which contents() then tells; Failure only when there are none.
/// Destroying or cancelling it stops the reading within a piece of a quarter mebibyte, and abandons the pipe.
class ArchiveOperation : public Operation
{
    Q_OBJECT

public:
    explicit ArchiveOperation(const QString &path, QObject *parent = nullptr);
    /// `name` is for the title; `expected` bytes if somebody knows them. What comes behind a whole archive may stay in the pipe:
    /// whoever writes there ends with it.
    ArchiveOperation(const QString &name, const std::shared_ptr<BytePipe> &pipe, qint64 expected = -1,
                     QObject *parent = nullptr);
    ~ArchiveOperation() override;

    using KnownLayers = decltype(ArchiveOptions::known);
    void setKnownLayers(KnownLayers known); ///< before start(); called on the reading thread

    const std::optional<ArchiveContents> &contents() const { return m_contents; } ///< once it has finished with success

Q_SIGNALS:
    void layerRead(const strata::ReadLayer &layer); ///< at most a tenth of a second later; all before it finished()

protected:
    void doStart() override;
    void doCancel() override;

private:
    ArchiveOperation(const QString &name, std::shared_ptr<ByteSource> source, std::shared_ptr<BytePipe> pipe,
                     qint64 size, QObject *parent);
    struct Shared; ///< with the reading thread

    void tellProgress();
    void stop();
    void ended(Result<ArchiveContents> result);

    std::shared_ptr<ByteSource> m_source;
    std::shared_ptr<BytePipe> m_pipe; ///< the source, when it is one
    qint64 m_size;                    ///< -1: unknown
    std::stop_source m_stop;
    std::shared_ptr<Shared> m_shared;
    KnownLayers m_known;
    QTimer m_tick;
    std::optional<ArchiveContents> m_contents;
};

} // namespace strata
