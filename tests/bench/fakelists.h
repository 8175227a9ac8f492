// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>

namespace strata::bench {

/// What the fake engine pretends to have, with as many fields as Docker 26 gives.
class FakeLists
{
public:
    explicit FakeLists(int count);

    QByteArray containers(const QSet<QByteArray> &ids) const; ///< only these; empty: all
    QByteArray images() const { return m_images; }

    /// One event of a storm: something happens to a container. Gives the event's JSON line.
    QByteArray nextEvent();

    /// One line per container, name and state, sorted; what a client must show in the end.
    QByteArray truth() const;

private:
    struct Container
    {
        QByteArray id;
        QByteArray name;
        int number = 0;
        bool isRunning = true;
        bool isThere = true;
        QByteArray json;
    };

    void write(Container *container) const;

    QList<Container> m_containers;
    QByteArray m_images;
    quint32 m_random = 12345;
    qint64 m_events = 0;
};

} // namespace strata::bench
