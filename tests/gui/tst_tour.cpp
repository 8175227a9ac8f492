// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realengine.h"
#include "support/testprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

using namespace strata::test;
using namespace Qt::StringLiterals;

class TestTour : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesEverythingAndEnds();
};

void TestTour::seesEverythingAndEnds()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    const QTemporaryDir folder;
    QProcess strata;
    strata.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    strata.start(
        QStringLiteral(STRATA),
        {u"--host"_s, engine.endpoint().toString(), u"--look"_s, u"fusion-light"_s, u"--tour"_s, folder.path()});
    QVERIFY(strata.waitForFinished(150'000));
    QCOMPARE(strata.exitStatus(), QProcess::NormalExit);
    QCOMPARE(strata.exitCode(), 0);
    const QStringList pictures = QDir(folder.path()).entryList({u"*.png"_s}, QDir::Files, QDir::Name);
    for (const QString &name : {u"images"_s, u"containers"_s, u"finder"_s, u"activity"_s, u"disconnected"_s,
                                u"not-running"_s, u"permission-denied"_s, u"no-engine"_s})
        QVERIFY2(!pictures.filter(u"-"_s + name + u".png"_s).isEmpty(), qPrintable(name));
    for (const QString &name : pictures) {
        const QImage picture(folder.filePath(name));
        QVERIFY2(picture.width() >= 600 && picture.height() >= 400, qPrintable(name));
    }
}

STRATA_TEST(TestTour)
#include "tst_tour.moc"
