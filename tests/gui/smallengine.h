// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMutex>

namespace strata::test {

/// Rows as an engine's lists have them. Every container is made from imageId('a') unless told.
QString imageId(char digit);
QString containerId(int number);
QJsonObject containerRow(int number, const QString &name, const QString &state = QStringLiteral("running"));
QJsonObject imageRow(const QStringList &references, char digit = 'a', qint64 size = 76'200'000, qint64 shared = -1);
QJsonObject with(QJsonObject row, const QString &key, const QJsonValue &value);

/// An engine with these lists, silent statistics, and events that a test tells. Details fail until they are given.
class SmallEngine
{
public:
    SmallEngine(const QJsonArray &containers, const QJsonArray &images);

    void setContainers(const QJsonArray &containers);
    void setImages(const QJsonArray &images);
    void setContainerDetails(int number, const QJsonObject &details);
    void setImageDetails(char digit, const QJsonObject &details, const QJsonArray &history = {});
    void tell(const QJsonObject &event); ///< to who follows /events now
    void tell(const QString &type, const QString &action, const QString &id, const QJsonObject &attributes = {});

    bool isFollowed() const; ///< somebody follows /events
    int inspections(int number) const;
    qsizetype statsRequests() const;

    ScriptedServer server;

private:
    mutable QMutex m_mutex;
    ScriptedReply m_events; ///< written by the server's thread
    bool m_isFollowed = false;
};

} // namespace strata::test
