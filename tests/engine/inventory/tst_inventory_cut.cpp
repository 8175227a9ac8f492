// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/inventory.h"
#include "support/scriptedserver.h"
#include "support/testprogram.h"

#include <QFile>
#include <QMap>
#include <QMutex>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;
using Link = Inventory::Link;

namespace {

constexpr qsizetype together = 96; ///< inventories that are cut at the same time: each tries again 0.2 s later

const QByteArray head = "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Type: application/json\r\n"
                        "Docker-Experimental: false\r\nOstype: linux\r\nServer: Docker/26.1.5+dfsg1 (linux)\r\n";

/// Recorded from Docker 26.1.5: lists of two moments, and events from between them.
QByteArray recordedList(const QString &name)
{
    QFile file(QFINDTESTDATA(u"inventory/recorded/%1.json"_s.arg(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(name));
    return file.readAll();
}

QByteArray chunk(const QByteArray &piece)
{
    return QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

/// The engine's two framings: what is long comes in chunks, what is short with its length.
QByteArray chunked(const QByteArray &body)
{
    const qsizetype half = body.size() / 2;
    return head + "Transfer-Encoding: chunked\r\n\r\n" + chunk(body.first(half)) + chunk(body.sliced(half))
        + "0\r\n\r\n";
}

QByteArray withLength(const QByteArray &body)
{
    return head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray eventStream()
{
    QByteArray stream = head + "Transfer-Encoding: chunked\r\n\r\n";
    for (const QByteArray &line : recordedList(u"events"_s).split('\n')) {
        if (!line.isEmpty())
            stream += chunk(line + '\n');
    }
    return stream;
}

QString rowText(const QString &name, const QString &image, ContainerState state)
{
    return u"%1 %2 %3"_s.arg(name, image).arg(static_cast<int>(state));
}

const QStringList before{u"harbour:3.20"_s, u"runtime:2.4"_s,
                         rowText(u"scratchpad"_s, u"harbour:latest"_s, ContainerState::Created),
                         rowText(u"shop-web-1"_s, u"shop/web:1.4"_s, ContainerState::Paused)};
const QStringList after{rowText(u"broken-job"_s, u"harbour:3.20"_s, ContainerState::Exited), u"harbour:3.20"_s,
                        rowText(u"shop-web-1"_s, u"shop/web:1.4"_s, ContainerState::Running), u"shop/web:1.4"_s};

QString textOf(const ContainerSummary &row)
{
    return rowText(row.name, row.image, row.state);
}

QStringList pictureOf(const Inventory &inventory)
{
    QStringList lines;
    for (const ContainerSummary &row : inventory.containers())
        lines.append(textOf(row));
    for (const ImageSummary &image : inventory.images())
        lines.append(image.repoTags.join(u' '));
    lines.sort();
    return lines;
}

/// Plays the recording; the next answers to a path can be cut, each at another byte.
class RecordedEngine
{
public:
    RecordedEngine()
    {
        server.onJson("GET", u"/version"_s, R"({"Version":"26.1.5","ApiVersion":"1.45","MinAPIVersion":"1.24"})");
        server.onJson("GET", u"/info"_s, R"({"NCPU":2})");
        for (const auto &[path, moments] : m_answers.asKeyValueRange()) {
            server.on("GET", path, [this, moments](const ScriptedRequest &request, const ScriptedReply &reply) {
                const QMutexLocker lock(&m_mutex);
                const QByteArray &whole = m_isAfter ? moments.second : moments.first;
                QList<qsizetype> &cuts = m_cuts[request.path];
                const bool isCut = !cuts.isEmpty() && !request.query.hasQueryItem(u"shared-size"_s);
                reply.raw(isCut ? whole.first(cuts.takeFirst()) : whole);
                if (isCut)
                    reply.close();
            });
        }
    }

    void goTo(bool isAfter, const QString &path = {}, const QList<qsizetype> &cuts = {})
    {
        const QMutexLocker lock(&m_mutex);
        m_isAfter = isAfter;
        m_cuts = {{path, cuts}};
    }
    bool allAreCut() const
    {
        const QMutexLocker lock(&m_mutex);
        return std::ranges::all_of(m_cuts, &QList<qsizetype>::isEmpty);
    }
    qsizetype size(const QString &path) const { return m_answers.value(path).second.size(); }

    ScriptedServer server;

private:
    const QMap<QString, std::pair<QByteArray, QByteArray>> m_answers{
        {u"/containers/json"_s,
         {chunked(recordedList(u"containers-before"_s)), chunked(recordedList(u"containers-after"_s))}},
        {u"/images/json"_s,
         {withLength(recordedList(u"images-before"_s)), withLength(recordedList(u"images-after"_s))}},
        {u"/events"_s, {head + "Transfer-Encoding: chunked\r\n\r\n", eventStream()}}};
    mutable QMutex m_mutex;
    bool m_isAfter = false;
    QHash<QString, QList<qsizetype>> m_cuts;
};

struct Watcher
{
    explicit Watcher(RecordedEngine &recording) : engine(recording.server.endpoint()), inventory(engine)
    {
        QObject::connect(&inventory, &Inventory::containersChanged, &inventory,
                         [this](const ContainerChanges &changes) {
                             for (const ContainerSummary &row : changes.upserted) {
                                 if (!before.contains(textOf(row)) && !after.contains(textOf(row)))
                                     invented.append(textOf(row));
                             }
                         });
        inventory.start();
    }
    bool shows(const QStringList &lines) const
    {
        return inventory.link() == Link::Live && pictureOf(inventory) == lines;
    }

    Engine engine;
    Inventory inventory;
    QStringList invented; ///< rows that no list ever had
};

} // namespace

/// Recorded lists and events, cut at every byte, under pictures that are live and have old rows. However an answer
/// ends, the picture is whole afterwards: nothing stale, nothing half.
class TestInventoryCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atEveryByte_data();
    void atEveryByte();
};

void TestInventoryCut::atEveryByte_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("containers") << u"/containers/json"_s;
    QTest::newRow("images") << u"/images/json"_s;
    QTest::newRow("events") << u"/events"_s;
}

void TestInventoryCut::atEveryByte()
{
    QFETCH(QString, path);
    RecordedEngine recording;
    std::vector<std::unique_ptr<Watcher>> watchers;
    for (qsizetype i = 0; i < together; ++i)
        watchers.push_back(std::make_unique<Watcher>(recording));
    const auto refreshAll = [&] {
        for (const auto &watcher : watchers)
            watcher->inventory.refresh();
    };
    const auto allShow = [&](const QStringList &lines) {
        return std::ranges::all_of(watchers, [&](const auto &watcher) { return watcher->shows(lines); });
    };
    const auto allAre = [&](Link link) {
        return std::ranges::all_of(watchers, [&](const auto &watcher) { return watcher->inventory.link() == link; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(allShow(before), 120'000);

    for (qsizetype from = 0; from < recording.size(path); from += together) {
        QList<qsizetype> cuts;
        for (qsizetype at = from; at < std::min(from + together, recording.size(path)); ++at)
            cuts.append(at);
        recording.goTo(true, path, cuts);
        if (path == u"/events") {
            recording.server.dropConnections();
            QTRY_VERIFY_WITH_TIMEOUT(allAre(Link::Lost), 120'000);
        }
        refreshAll();
        QTRY_VERIFY2_WITH_TIMEOUT(recording.allAreCut() && allShow(after), qPrintable(u"cut from %1"_s.arg(from)),
                                  120'000);
        recording.goTo(false);
        refreshAll();
        QTRY_VERIFY_WITH_TIMEOUT(allShow(before), 120'000);
    }
    for (const auto &watcher : watchers)
        QCOMPARE(watcher->invented, QStringList());
}

STRATA_TEST(TestInventoryCut)
#include "tst_inventory_cut.moc"
