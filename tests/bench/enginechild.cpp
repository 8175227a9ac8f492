// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginechild.h"

#include <QCoreApplication>

namespace strata::bench {

using namespace Qt::StringLiterals;

EngineChild::EngineChild(int count, QObject *parent) : QObject(parent), m_count(count)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

EngineChild::~EngineChild()
{
    m_process.closeWriteChannel(); // it ends with its input
    if (!m_process.waitForFinished(5000))
        m_process.kill();
}

bool EngineChild::start()
{
    m_process.start(QCoreApplication::applicationDirPath() + u"/strata_fake_engine"_s,
                    {socketPath(), QString::number(m_count)});
    if (!m_process.waitForReadyRead(30'000) || !m_process.readLine().startsWith("ready"))
        return false;
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &EngineChild::read);
    return true;
}

void EngineChild::read()
{
    while (m_process.canReadLine()) {
        const QByteArrayList words = m_process.readLine().trimmed().split(' ');
        if (words.value(0) == "stormed") {
            Q_EMIT stormed();
        } else if (words.value(0) == "truth") {
            Q_EMIT truth(words.value(1));
        } else if (words.value(0) == "sent") {
            const QString path = QString::fromLatin1(words.value(1));
            if (!m_sent.contains(path))
                m_sent.insert(path, {words.value(2).toLongLong(), words.value(3).toLongLong()});
        }
    }
}

void EngineChild::storm(int events, int milliseconds)
{
    m_process.write("storm " + QByteArray::number(events) + ' ' + QByteArray::number(milliseconds) + '\n');
}

void EngineChild::askTruth()
{
    m_process.write("truth\n");
}

} // namespace strata::bench
