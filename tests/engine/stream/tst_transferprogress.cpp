// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/decode.h"
#include "engine/stream/transferprogress.h"
#include "support/testprogram.h"

#include <QFile>
#include <QRandomGenerator>

using namespace strata;
using namespace Qt::StringLiterals;

using Kind = TransferProgress::Kind;
using State = TransferLayer::State;

namespace {

QByteArray recorded(const QString &name)
{
    QFile file(QFINDTESTDATA(u"transfers/recorded/"_s + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<TransferMessage> decoded(const QList<QByteArrayView> &pieces)
{
    const auto decoder = decode::transfer();
    QList<TransferMessage> messages;
    for (const QByteArrayView piece : pieces) {
        if (!decoder->feed(piece, messages))
            return {};
    }
    return decoder->finish(messages) ? messages : QList<TransferMessage>();
}

/// As a model would see it: rows are appended and changed, and in the end equal the state machine's.
TransferProgress played(Kind kind, const QList<TransferMessage> &messages)
{
    TransferProgress progress(kind);
    QList<TransferLayer> model;
    for (const TransferMessage &message : messages) {
        const TransferProgress::Touched touched = progress.take(message);
        if (touched.row < 0)
            continue;
        if (touched.isNew)
            model.append(TransferLayer());
        model[touched.row] = progress.layers().at(touched.row);
    }
    return model == progress.layers() ? progress : TransferProgress(kind);
}

TransferProgress played(Kind kind, const QByteArray &stream)
{
    return played(kind, decoded({stream}));
}

TransferMessage layer(const QString &id, const QString &status, qint64 current = 0, qint64 total = 0)
{
    TransferMessage message;
    message.id = id;
    message.status = status;
    message.current = current;
    message.total = total;
    return message;
}

QString digest(const char *name)
{
    const QByteArray stream = recorded(QString::fromLatin1(name));
    const qsizetype at = stream.lastIndexOf("sha256:");
    return QString::fromLatin1(stream.mid(at, 71));
}

} // namespace

class TestTransferProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheSame_data();
    void everySplitGivesTheSame();
    void aPull();
    void aPullOfWhatIsHere();
    void aPullOfAllTags();
    void aPush();
    void aPushOfWhatIsThere();
    void aLoad();
    void podman();
    void failuresInTheStream_data();
    void failuresInTheStream();
    void wordsAndStates_data();
    void wordsAndStates();
    void theEngineRetries();
    void currentBeyondTotal();
    void totalsThatAreMissing();
    void sizesAreGuessedFromTheMean();
    void fiveHundredLayers();
    void beginningAgain();
    void absurdNumbers();
    void auxOfAnyType();
};

void TestTransferProgress::everySplitGivesTheSame_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name : {"docker-pull.json", "docker-push.json", "docker-load.json", "docker-load-cut.json",
                             "podman-load.json", "podman-import.json", "podman-push.json"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTransferProgress::everySplitGivesTheSame()
{
    QFETCH(QString, file);
    const QByteArray stream = recorded(file);
    const qsizetype whole = decoded({stream}).size();
    QVERIFY(whole > 0);
    for (qsizetype at = 0; at <= stream.size(); ++at)
        QCOMPARE(decoded({QByteArrayView(stream).first(at), QByteArrayView(stream).sliced(at)}).size(), whole);
    QList<QByteArrayView> bytes;
    for (qsizetype i = 0; i < stream.size(); ++i)
        bytes.append(QByteArrayView(stream).sliced(i, 1));
    QCOMPARE(played(Kind::Pull, decoded(bytes)).layers(), played(Kind::Pull, stream).layers());
}

void TestTransferProgress::aPull()
{
    const TransferProgress progress = played(Kind::Pull, recorded(u"docker-pull.json"_s));
    QCOMPARE(progress.layers().size(), 3);
    for (const TransferLayer &row : progress.layers()) {
        QCOMPARE(row.state, State::Done);
        QCOMPARE(row.word, u"Pull complete"_s);
        QVERIFY(!row.wasThere);
        QCOMPARE(row.moved, row.size);
    }
    const TransferTotals totals = progress.totals();
    QCOMPARE(totals.layersDone, 3);
    QCOMPARE(totals.moved, 1500631 + 3001112 + 1101957);
    QCOMPARE(totals.size, totals.moved);
    QVERIFY(totals.isExact);
    QCOMPARE(progress.digest(), digest("docker-pull.json"));
    QVERIFY(progress.status().startsWith(u"Status: Downloaded newer image for "));
    QVERIFY(!progress.isUpToDate());
    QVERIFY(!progress.error());
}

void TestTransferProgress::aPullOfWhatIsHere()
{
    const TransferProgress progress = played(Kind::Pull, recorded(u"docker-pull-again.json"_s));
    QVERIFY(progress.layers().isEmpty()); // "Pulling from" has the tag as its ID: no layer
    QVERIFY(progress.isUpToDate());
    QCOMPARE(progress.totals().size, -1);
}

void TestTransferProgress::aPullOfAllTags()
{
    const TransferProgress progress = played(Kind::Pull, recorded(u"docker-pull-all.json"_s));
    QCOMPARE(progress.layers().size(), 3);
    QCOMPARE(progress.totals().layersDone, 3);
    QVERIFY(progress.totals().moved > 5'000'000);
}

void TestTransferProgress::aPush()
{
    const TransferProgress progress = played(Kind::Push, recorded(u"docker-push.json"_s));
    QCOMPARE(progress.layers().size(), 3);
    for (const TransferLayer &row : progress.layers()) {
        QCOMPARE(row.word, u"Pushed"_s);
        QVERIFY(row.moved >= 1'500'000);
        QVERIFY(row.moved <= row.size); // pushed layers pass their total
    }
    QCOMPARE(progress.digest(), digest("docker-push.json"));
}

void TestTransferProgress::aPushOfWhatIsThere()
{
    const TransferProgress progress = played(Kind::Push, recorded(u"docker-push-again.json"_s));
    QCOMPARE(progress.layers().size(), 3);
    for (const TransferLayer &row : progress.layers())
        QVERIFY(row.wasThere && row.state == State::Done && row.moved == 0);
    QVERIFY(progress.totals().isExact);
    QCOMPARE(progress.totals().size, 0);
    QCOMPARE(progress.digest(), digest("docker-push-again.json"));
}

void TestTransferProgress::aLoad()
{
    const TransferProgress progress = played(Kind::Load, recorded(u"docker-load.json"_s));
    QCOMPARE(progress.layers().size(), 3);
    QCOMPARE(progress.totals().layersDone, 3);
    QCOMPARE(progress.loaded().size(), 2);
    QVERIFY(progress.loaded().first().endsWith(u"/rec/app:1"));
    QCOMPARE(played(Kind::Load, recorded(u"docker-load-again.json"_s)).loaded().size(), 2);
    QCOMPARE(played(Kind::Load, "{\"stream\":\"Loaded image ID: sha256:ab\\n\"}").loaded(),
             QStringList{u"sha256:ab"_s});
}

void TestTransferProgress::podman()
{
    QCOMPARE(played(Kind::Load, recorded(u"podman-load.json"_s)).loaded().size(), 2);
    const TransferProgress imported = played(Kind::Load, recorded(u"podman-import.json"_s));
    QVERIFY(imported.layers().isEmpty());
    QCOMPARE(imported.digest(), digest("podman-import.json"));
    QCOMPARE(played(Kind::Push, recorded(u"podman-push.json"_s)).digest(), digest("podman-push.json"));
    const TransferProgress pulled = played(Kind::Pull,
                                           "{\"status\":\"Pulling fs layer\",\"id\":\"aaaaaaaaaaaa\"}\n"
                                           "{\"status\":\"Download complete\",\"id\":\"aaaaaaaaaaaa\"}\n"
                                           "{\"status\":\"Download complete\",\"id\":\"0123456789ab\"}\n");
    QCOMPARE(pulled.layers().size(), 1); // the last one is the image
}

void TestTransferProgress::failuresInTheStream_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Error::Kind>("error");
    QTest::addColumn<QString>("words");
    const auto file = [](const char *name) { return recorded(QString::fromLatin1(name)); };
    QTest::newRow("push, no account") << Kind::Push << file("docker-push-anonymous.json") << Error::Kind::Unauthorized
                                      << u"no basic auth credentials"_s;
    QTest::newRow("push, wrong account") << Kind::Push << file("docker-push-wrong.json") << Error::Kind::Unauthorized
                                         << u"unauthorized: authentication required"_s;
    QTest::newRow("pull, no such platform")
        << Kind::Pull << file("docker-pull-platform.json") << Error::Kind::NotFound << u"linux/s390x"_s;
    QTest::newRow("load, cut") << Kind::Load << file("docker-load-cut.json") << Error::Kind::InvalidInput
                               << u"unexpected EOF"_s;
    QTest::newRow("load, foreign") << Kind::Load << file("docker-load-foreign.json") << Error::Kind::InvalidInput
                                   << u"no such file"_s;
    QTest::newRow("old engines have no errorDetail")
        << Kind::Pull << QByteArray("{\"error\":\"toomanyrequests: slow down\"}") << Error::Kind::RateLimited
        << u"slow down"_s;
    QTest::newRow("late refusal") << Kind::Pull << QByteArray("{\"message\":\"x509: unknown\"}")
                                  << Error::Kind::UntrustedCertificate << u"x509"_s;
    QTest::newRow("unknown words") << Kind::Pull << QByteArray("{\"errorDetail\":{\"message\":\"oh no\"}}")
                                   << Error::Kind::EngineFailed << u"oh no"_s;
}

void TestTransferProgress::failuresInTheStream()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, stream);
    QFETCH(QString, words);
    const TransferProgress progress = played(kind, stream);
    QVERIFY(progress.error());
    QTEST(progress.error()->kind, "error");
    QVERIFY2(progress.error()->message.contains(words), qPrintable(progress.error()->message));
}

void TestTransferProgress::wordsAndStates_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("wasThere");
    QTest::newRow("Pulling fs layer") << State::Waiting << false;
    QTest::newRow("Waiting") << State::Waiting << false;
    QTest::newRow("Preparing") << State::Waiting << false;
    QTest::newRow("Downloading") << State::Moving << false;
    QTest::newRow("Pushing") << State::Moving << false;
    QTest::newRow("Verifying Checksum") << State::Moved << false;
    QTest::newRow("Extracting") << State::Unpacking << false;
    QTest::newRow("Pull complete") << State::Done << false;
    QTest::newRow("Pushed") << State::Done << false;
    QTest::newRow("Already exists") << State::Done << true;
    QTest::newRow("Layer already exists") << State::Done << true;
    QTest::newRow("Mounted from shop/web") << State::Done << true;
    QTest::newRow("Something of tomorrow") << State::Waiting << false;
}

void TestTransferProgress::wordsAndStates()
{
    QFETCH(State, state);
    QFETCH(bool, wasThere);
    const QString word = QString::fromLatin1(QTest::currentDataTag());
    const TransferProgress progress = played(Kind::Pull, {layer(u"a"_s, word)});
    QCOMPARE(progress.layers().first().state, state);
    QCOMPARE(progress.layers().first().wasThere, wasThere);
    QCOMPARE(progress.layers().first().word, word);
}

void TestTransferProgress::theEngineRetries()
{
    TransferProgress progress(Kind::Pull);
    progress.take(layer(u"a"_s, u"Downloading"_s, 500, 1000));
    progress.take(layer(u"a"_s, u"Retrying in 5 seconds"_s));
    QCOMPARE(progress.layers().first().state, State::Retrying);
    QCOMPARE(progress.layers().first().retryIn, 5);
    progress.take(layer(u"a"_s, u"Retrying in 1 second"_s));
    QCOMPARE(progress.layers().first().retryIn, 1);
    progress.take(layer(u"a"_s, u"Downloading"_s, 10, 1000));
    QCOMPARE(progress.layers().first().moved, 10);
    QCOMPARE(progress.layers().first().retryIn, 0);
}

void TestTransferProgress::currentBeyondTotal()
{
    TransferProgress progress(Kind::Push);
    progress.take(layer(u"a"_s, u"Pushing"_s, 900, 1000));
    progress.take(layer(u"a"_s, u"Pushing"_s, 1512, 1000));
    QCOMPARE(progress.layers().first().total, -1); // as docker's own client shows it
    QCOMPARE(progress.totals().moved, 1512);
    QCOMPARE(progress.totals().size, 1512);
}

void TestTransferProgress::totalsThatAreMissing()
{
    TransferProgress progress(Kind::Pull);
    progress.take(layer(u"a"_s, u"Downloading"_s, 900));
    QCOMPARE(progress.layers().first().total, -1);
    progress.take(layer(u"a"_s, u"Downloading"_s, 950, -1));
    QCOMPARE(progress.totals().size, -1);
    QCOMPARE(progress.totals().moved, 950);
    QVERIFY(!TransferProgress(Kind::Pull).totals().isExact); // nothing is known of no layers
    QVERIFY(!progress.totals().isExact);
    progress.take(layer(u"a"_s, u"Download complete"_s));
    QCOMPARE(progress.totals().size, 950);
    TransferMessage seconds = layer(u"a"_s, u"Extracting"_s, 12);
    seconds.units = u"s"_s;
    progress.take(seconds);
    QCOMPARE(progress.layers().first().current, 0);
    QCOMPARE(progress.totals().moved, 950);
}

void TestTransferProgress::sizesAreGuessedFromTheMean()
{
    TransferProgress progress(Kind::Pull);
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        progress.take(layer(id, u"Pulling fs layer"_s));
    QCOMPARE(progress.totals().size, -1);
    progress.take(layer(u"a"_s, u"Downloading"_s, 10, 100));
    progress.take(layer(u"b"_s, u"Downloading"_s, 10, 300));
    QCOMPARE(progress.totals().size, 800);
    QVERIFY(!progress.totals().isExact);
    progress.take(layer(u"c"_s, u"Already exists"_s));
    QCOMPARE(progress.totals().size, 600);
    progress.take(layer(u"d"_s, u"Downloading"_s, 1, 50));
    QCOMPARE(progress.totals().size, 450);
    QVERIFY(progress.totals().isExact);
}

void TestTransferProgress::fiveHundredLayers()
{
    TransferProgress progress(Kind::Pull);
    for (const char *word : {"Pulling fs layer", "Downloading", "Download complete", "Extracting", "Pull complete"}) {
        for (int i = 0; i < 500; ++i) {
            const auto touched = progress.take(layer(QString::number(i, 16), QString::fromLatin1(word), 7, 7));
            QCOMPARE(touched.row, i);
            QCOMPARE(touched.isNew, QByteArrayView(word) == "Pulling fs layer");
        }
    }
    QCOMPARE(progress.totals().layers, 500);
    QCOMPARE(progress.totals().layersDone, 500);
    QCOMPARE(progress.totals().moved, 3500);
}

void TestTransferProgress::beginningAgain()
{
    TransferProgress progress(Kind::Pull);
    progress.take(layer(u"a"_s, u"Downloading"_s, 100, 100));
    progress.take(layer(u"a"_s, u"Pull complete"_s));
    progress.take(layer(u"b"_s, u"Downloading"_s, 30, 200));
    TransferMessage failed;
    failed.error = u"unexpected EOF"_s;
    progress.take(failed);
    QCOMPARE(progress.error()->kind, Error::Kind::HostUnreachable);
    QCOMPARE(progress.beginAgain(), QList<qsizetype>{1});
    QVERIFY(!progress.error());
    QCOMPARE(progress.layers().at(0).state, State::Done);
    QCOMPARE(progress.layers().at(1).state, State::Waiting);
    QCOMPARE(progress.totals().moved, 100);
    QCOMPARE(progress.totals().size, 300);
    progress.take(layer(u"a"_s, u"Already exists"_s));
    QCOMPARE(progress.totals().moved, 100); // it came with this transfer
}

void TestTransferProgress::absurdNumbers()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    TransferProgress progress(Kind::Pull);
    for (int i = 0; i < 500; ++i)
        progress.take(layer(QString::number(i), u"Downloading"_s, most, most));
    QVERIFY(progress.totals().moved > 0);
    QVERIFY(progress.totals().size >= progress.totals().moved);
    progress.take(layer(u"0"_s, u"Downloading"_s, std::numeric_limits<qint64>::min(), -5));
    QVERIFY(progress.layers().first().current >= 0);
}

void TestTransferProgress::auxOfAnyType()
{
    for (const char *aux : {"null", "\"text\"", "[1,2]", "7", "{\"ID\":\"sha256:x\"}", "{\"Digest\":null}"}) {
        const QByteArray stream = "{\"aux\":" + QByteArray(aux) + "}";
        QCOMPARE(decoded({stream}).size(), 1);
    }
    QCOMPARE(played(Kind::Push, "{\"aux\":{\"Tag\":\"1\",\"Digest\":\"sha256:7\",\"Size\":3}}").digest(),
             u"sha256:7"_s);
}

STRATA_TEST(TestTransferProgress)
#include "tst_transferprogress.moc"
