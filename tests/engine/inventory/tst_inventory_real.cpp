// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/inventory.h"
#include "support/docker.h"
#include "support/faultproxy.h"
#include "support/realengine.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The picture of Docker and of Podman while a person works with the docker client.
class TestInventoryReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void followsContainers_data() { engines(); }
    void followsContainers();
    void followsImages_data() { engines(); }
    void followsImages();
    void connectionsThatBreak_data() { engines(); }
    void connectionsThatBreak();
    void theStreamCutAnywhere_data() { engines(); }
    void theStreamCutAnywhere();

private:
    static void engines();
    void live(const Endpoint &endpoint);
    ContainerSummary row(const QString &id) const { return m_inventory->containers().value(ContainerId(id)); }
    ImageSummary imageTagged(const QString &tag) const;
    QString qualified(const QString &name) const { return m_isPodman ? u"docker.io/library/"_s + name : name; }

    std::unique_ptr<Docker> m_docker;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Inventory> m_inventory;
    QString m_socket;
    bool m_isPodman = false;
};

void TestInventoryReal::engines()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addRow("docker") << "STRATA_TEST_SOCKET"_ba;
    QTest::addRow("podman") << "STRATA_TEST_PODMAN"_ba;
}

void TestInventoryReal::init()
{
    QFETCH(QByteArray, variable);
    const RealEngine real(variable.constData());
    STRATA_NEED(real);
    m_isPodman = variable.endsWith("PODMAN");
    m_socket = real.socketPath();
    m_docker = std::make_unique<Docker>(m_socket);
    QVERIFY2(!m_docker->makeBusyboxImage(u"strata-inv:1"_s).isEmpty(), qPrintable(m_docker->lastError()));
}

void TestInventoryReal::cleanup()
{
    m_inventory.reset();
    m_engine.reset();
    if (m_docker)
        m_docker->removeEverythingNamed(u"strata-inv"_s);
    m_docker.reset();
}

void TestInventoryReal::live(const Endpoint &endpoint)
{
    m_engine = std::make_unique<Engine>(endpoint);
    m_inventory = std::make_unique<Inventory>(*m_engine);
    m_inventory->start();
    QTRY_COMPARE(m_inventory->link(), Inventory::Link::Live);
    QTRY_VERIFY(m_inventory->info()); // Podman takes its time beside other work
}

ImageSummary TestInventoryReal::imageTagged(const QString &tag) const
{
    for (const ImageSummary &image : m_inventory->images()) {
        if (image.repoTags.contains(tag))
            return image;
    }
    return {};
}

/// After the docker client came back, the picture may lag behind, on a busy machine for seconds.
#define FOLLOWS(expression) QTRY_VERIFY(expression)

void TestInventoryReal::followsContainers()
{
    live(Endpoint::unixSocket(m_socket));
    const QString image = u"strata-inv:1"_s;
    const QString id = m_docker->output({u"create"_s, u"--name"_s, u"strata-inv-a"_s, image, u"sleep"_s, u"1000"_s});
    FOLLOWS(row(id).state == ContainerState::Created);
    const qint64 before = QDateTime::currentSecsSinceEpoch();
    m_docker->output({u"start"_s, id});
    FOLLOWS(row(id).state == ContainerState::Running);
    const qint64 started = row(id).stateSince;
    QVERIFY(started >= before && started <= QDateTime::currentSecsSinceEpoch());
    m_docker->output({u"pause"_s, id});
    FOLLOWS(row(id).state == ContainerState::Paused);
    QVERIFY(qAbs(row(id).stateSince - started) <= 1); // it does not begin anew; Podman tells whole seconds of age
    m_docker->output({u"unpause"_s, id});
    FOLLOWS(row(id).state == ContainerState::Running);
    m_docker->output({u"rename"_s, id, u"strata-inv-b"_s});
    FOLLOWS(row(id).name == u"strata-inv-b");
    m_docker->output({u"kill"_s, id});
    FOLLOWS(row(id).state == ContainerState::Exited);
    QCOMPARE(row(id).exitCode, 137);
    m_docker->output({u"restart"_s, u"-t"_s, u"0"_s, id});
    FOLLOWS(row(id).state == ContainerState::Running);
    m_docker->output({u"stop"_s, u"-t"_s, u"0"_s, id});
    FOLLOWS(row(id).state == ContainerState::Exited);
    m_docker->output({u"rm"_s, id});
    FOLLOWS(!m_inventory->containers().contains(ContainerId(id)));
    const QString second = m_docker->output({u"create"_s, u"--name"_s, u"strata-inv-c"_s, image});
    FOLLOWS(m_inventory->containers().contains(ContainerId(second)));
    m_docker->output({u"container"_s, u"prune"_s, u"-f"_s});
    FOLLOWS(!m_inventory->containers().contains(ContainerId(second)));
}

void TestInventoryReal::followsImages()
{
    live(Endpoint::unixSocket(m_socket));
    m_docker->output({u"tag"_s, u"strata-inv:1"_s, u"strata-inv-tag:2"_s});
    FOLLOWS(!imageTagged(qualified(u"strata-inv-tag:2"_s)).id.isEmpty());
    m_docker->output({u"rmi"_s, u"strata-inv-tag:2"_s});
    FOLLOWS(imageTagged(qualified(u"strata-inv-tag:2"_s)).id.isEmpty());
    const ImageId whole(m_docker->makeBusyboxImage(u"strata-inv-new:1"_s));
    FOLLOWS(m_inventory->images().contains(whole));
    if (!m_isPodman)
        FOLLOWS(m_inventory->images().value(whole).sharedSize == 0);
    m_docker->output({u"rmi"_s, u"strata-inv-new:1"_s});
    FOLLOWS(!m_inventory->images().contains(whole));
    const ImageId loose(m_docker->makeBusyboxImage({}));
    if (m_isPodman)
        m_inventory->refresh(); // Podman has no event for an import without a name
    FOLLOWS(m_inventory->images().contains(loose));
    m_docker->output({u"image"_s, u"prune"_s, u"-f"_s});
    FOLLOWS(!m_inventory->images().contains(loose));
}

void TestInventoryReal::connectionsThatBreak()
{
    FaultProxy proxy(m_socket);
    live(proxy.endpoint());
    const QString id = m_docker->output({u"create"_s, u"--name"_s, u"strata-inv-d"_s, u"strata-inv:1"_s});
    FOLLOWS(m_inventory->containers().contains(ContainerId(id)));
    proxy.dropConnections();
    QTRY_COMPARE(m_inventory->link(), Inventory::Link::Lost);
    QVERIFY(m_inventory->containers().contains(ContainerId(id)));
    m_docker->output({u"rm"_s, id}); // nobody hears of it
    QTRY_COMPARE(m_inventory->link(), Inventory::Link::Live);
    QVERIFY(!m_inventory->containers().contains(ContainerId(id)));
    const QString later = m_docker->output({u"create"_s, u"--name"_s, u"strata-inv-e"_s, u"strata-inv:1"_s});
    FOLLOWS(m_inventory->containers().contains(ContainerId(later)));
}

void TestInventoryReal::theStreamCutAnywhere()
{
    FaultProxy proxy(m_socket);
    for (qint64 offset = 0; offset < 1200; offset += 97) {
        proxy.cut(FaultProxy::Direction::ToClient, offset);
        Engine engine(proxy.endpoint());
        Inventory inventory(engine);
        inventory.start();
        QTRY_VERIFY(inventory.link() != Inventory::Link::Connecting);
        proxy.heal();
        QTRY_COMPARE(inventory.link(), Inventory::Link::Live);
        QVERIFY(inventory.hasContainers() && inventory.hasImages());
    }
}

STRATA_TEST(TestInventoryReal)
#include "tst_inventory_real.moc"
