// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

namespace strata::bench {

/// strata_fake_engine as a child process.
class EngineChild : public QObject
{
    Q_OBJECT

public:
    explicit EngineChild(int count, QObject *parent = nullptr);
    ~EngineChild() override;

    bool start(); ///< waits until it listens
    QString socketPath() const { return m_folder.filePath(QStringLiteral("engine.sock")); }
    QString host() const { return QStringLiteral("unix://") + socketPath(); }

    /// When the first list of this kind since forget() was handed to the kernel (steady clock); 0: not yet.
    qint64 sentAt(const QString &path) const { return m_sent.value(path).time; }
    qint64 sentBytes(const QString &path) const { return m_sent.value(path).bytes; }
    void forget() { m_sent.clear(); }

    void storm(int events, int milliseconds);
    void askTruth();

Q_SIGNALS:
    void stormed();
    void truth(const QByteArray &digest);

private:
    void read();

    struct Sent
    {
        qint64 time = 0;
        qint64 bytes = 0;
    };

    int m_count;
    QTemporaryDir m_folder;
    QProcess m_process;
    QHash<QString, Sent> m_sent;
};

} // namespace strata::bench
