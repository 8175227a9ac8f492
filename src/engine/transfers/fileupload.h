// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "engine/transfers/transferoperation.h"

#include <QTimer>

#include <atomic>
#include <memory>

namespace strata {

/// InvalidInput when a file is empty or begins neither as a tar nor as gzip, bzip2, xz or zstd, which is what engines
/// take; Local when it cannot be read. Looks at the first 512 bytes.
Result<void> checkArchive(const QString &path);

/// An archive from a file to the engine. Progress counts the bytes of the file that were sent. Like FileDownload it has
/// an Engine of its own. Files that are no archive are refused before anything is sent; what the engine finds wrong with
/// one ends it with the error of archiveError().
class FileUpload : public TransferOperation
{
    Q_OBJECT

public:
    const QString &path() const { return m_path; }

protected:
    FileUpload(Engine &engine, QString title, CommandLine commandLine, QString path, QObject *parent);

    void doStart() override;
    void doCancel() override;
    virtual Call call() const = 0; ///< without the body
    virtual QString summary() const = 0;

private:
    void tellProgress();
    void ended(const Result<void> &result);

    Endpoint m_endpoint;
    QString m_path;
    qint64 m_size = 0;
    std::shared_ptr<std::atomic<qint64>> m_sent;
    QTimer m_tick;
    std::unique_ptr<Engine> m_engine;
    Subscription m_stream; ///< ended before the engine
};

} // namespace strata
