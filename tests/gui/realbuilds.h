// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/build/buildoperation.h"
#include "support/archives.h"
#include "support/docker.h"
#include "support/realengine.h"

#include <QTest>
#include <QUuid>

#include <memory>

namespace strata::test {

/// Builds on the real engine, from a base image of its own; what they made is removed with it.
class RealBuilds
{
public:
    explicit RealBuilds(const RealEngine &real)
        : m_mark(QUuid::createUuid().toString(QUuid::Id128).first(8)), m_docker(real.socketPath()),
          m_engine(std::make_unique<Engine>(real.endpoint()))
    {
        m_docker.makeBusyboxImage(name(QStringLiteral("base")));
    }
    ~RealBuilds()
    {
        m_engine.reset();
        m_docker.removeEverythingNamed(QStringLiteral("strata-gui-") + m_mark);
    }
    Q_DISABLE_COPY_MOVE(RealBuilds)

    QString name(const QString &what) const { return QStringLiteral("strata-gui-%1-%2:1").arg(m_mark, what); }

    /// BASE in the Dockerfile is the base image. Not started.
    std::unique_ptr<BuildOperation> make(const QByteArray &dockerfile, BuildOptions options = {},
                                         QList<Item> items = {}) const
    {
        const QByteArray text = QByteArray(dockerfile).replace("BASE", name(QStringLiteral("base")).toUtf8());
        items.append({.path = "Dockerfile", .data = text});
        return std::make_unique<BuildOperation>(*m_engine, std::move(options),
                                                [tar = tarOf(items)]() -> Result<std::unique_ptr<ByteSource>> {
                                                    return std::make_unique<MemorySource>(tar);
                                                });
    }
    static bool run(BuildOperation &operation)
    {
        operation.start();
        return QTest::qWaitFor([&] { return operation.state() == Operation::State::Finished; }, 60'000);
    }
    const Docker &docker() const { return m_docker; }

private:
    QString m_mark;
    Docker m_docker;
    std::unique_ptr<Engine> m_engine;
};

} // namespace strata::test
