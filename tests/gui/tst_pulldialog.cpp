// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/pulldialog.h"
#include "support/testprogram.h"
#include "widgets/elidedlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace strata;
using namespace Qt::StringLiterals;

class TestPullDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { delete m_dialog; }
    void saysWhereItComesFrom_data();
    void saysWhereItComesFrom();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void asksForWhatWasChosen();
    void searchesDockerHubOnlyAndNotForEveryKey();
    void namesAreCompleted();
    void whatIsTakenFromTheListIsNotSearched();
    void anAnswerThatComesTooLate();

private:
    template<typename T>
    T *child(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1StringView(name));
    }

    QPointer<PullDialog> m_dialog;
};

void TestPullDialog::init()
{
    m_dialog = new PullDialog(nullptr);
    m_dialog->show();
}

void TestPullDialog::saysWhereItComesFrom_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("command");
    QTest::newRow("short") << u"ubuntu"_s << u"library/ubuntu from Docker Hub, tag latest"_s
                           << u"docker pull ubuntu:latest"_s;
    QTest::newRow("blanks") << u" shop/api:1.4 "_s << u"shop/api from Docker Hub, tag 1.4"_s
                            << u"docker pull shop/api:1.4"_s;
    QTest::newRow("registry") << u"localhost:5000/web"_s << u"web from localhost:5000, tag latest"_s
                              << u"docker pull localhost:5000/web:latest"_s;
    const QString digest = u"sha256:"_s + QString(64, u'a');
    QTest::newRow("digest") << QString(u"ubuntu@"_s + digest)
                            << u"Exactly this content of library/ubuntu from Docker Hub"_s
                            << QString(u"docker pull ubuntu@"_s + digest);
}

void TestPullDialog::saysWhereItComesFrom()
{
    QFETCH(QString, name);
    QTest::keyClicks(child<QLineEdit>("pullName"), name);
    QTEST(child<QLabel>("pullNote")->text(), "note");
    QTEST(child<ElidedLabel>("pullCommand")->text(), "command");
    QVERIFY(child<QPushButton>("pullAccept")->isEnabled());
}

void TestPullDialog::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("platform");
    QTest::addColumn<bool>("allTags");
    QTest::newRow("capital letters") << u"Ubuntu/Web"_s << u""_s << false;
    QTest::newRow("no tag behind the colon") << u"ubuntu:"_s << u""_s << false;
    QTest::newRow("all tags of one tag") << u"ubuntu:24.04"_s << u""_s << true;
    QTest::newRow("half a platform") << u"ubuntu"_s << u"linux"_s << false;
}

void TestPullDialog::saysWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(QString, platform);
    QFETCH(bool, allTags);
    child<QLineEdit>("pullName")->setText(name);
    child<QComboBox>("pullPlatform")->setEditText(platform);
    child<QCheckBox>("pullAllTags")->setChecked(allTags);
    QVERIFY(!child<QLabel>("pullNote")->text().isEmpty());
    QVERIFY(!child<QPushButton>("pullAccept")->isEnabled());
    QVERIFY(!child<ElidedLabel>("pullCommand")->isVisible());

    child<QLineEdit>("pullName")->setText(u"ubuntu"_s);
    child<QComboBox>("pullPlatform")->setEditText({});
    child<QCheckBox>("pullAllTags")->setChecked(false);
    QVERIFY(child<QPushButton>("pullAccept")->isEnabled());
}

void TestPullDialog::asksForWhatWasChosen()
{
    child<QLineEdit>("pullName")->setText(u"ubuntu"_s);
    child<QComboBox>("pullPlatform")->setEditText(u"linux/arm64"_s);
    child<QCheckBox>("pullAllTags")->setChecked(true);
    QCOMPARE(child<ElidedLabel>("pullCommand")->text(), u"docker pull -a --platform linux/arm64 ubuntu"_s);
    const PullRequest request = m_dialog->request();
    QCOMPARE(request.reference.familiar(), u"ubuntu"_s);
    QCOMPARE(request.platform, u"linux/arm64"_s);
    QVERIFY(request.allTags);
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    QTest::mouseClick(child<QPushButton>("pullAccept"), Qt::LeftButton);
    QCOMPARE(accepted.size(), 1);
}

void TestPullDialog::searchesDockerHubOnlyAndNotForEveryKey()
{
    QStringList asked;
    m_dialog->setSearch([&](const QString &term, QObject *, auto) { asked.append(term); });
    QTest::keyClicks(child<QLineEdit>("pullName"), u"nginx"_s);
    QTRY_COMPARE(asked, QStringList{u"nginx"_s});
    for (const QString &text : {u"ng"_s, u"quay.io/nginx"_s, u"nginx:1.2"_s, u"NGINX/"_s}) {
        child<QLineEdit>("pullName")->clear();
        QTest::keyClicks(child<QLineEdit>("pullName"), text);
        QTest::qWait(500);
        QCOMPARE(asked.size(), 1);
    }
}

void TestPullDialog::namesAreCompleted()
{
    m_dialog->setKnownNames({u"shop/web:1.4"_s, u"nginx:latest"_s});
    m_dialog->setSearch([](const QString &, QObject *, const auto &answer) {
        answer({{.name = u"nginx"_s, .description = u"Official build of Nginx."_s, .stars = 19000, .isOfficial = true},
                {.name = u"bitnami/nginx"_s, .description = {}, .stars = 0, .isOfficial = false}});
    });
    auto *name = child<QLineEdit>("pullName");
    QTest::keyClicks(name, u"ngi"_s);
    QTRY_COMPARE(name->completer()->completionCount(), 3);
    const QAbstractItemModel *shown = name->completer()->completionModel();
    QCOMPARE(shown->index(1, 0).data().toString(), u"nginx"_s);
    QCOMPARE(shown->index(1, 1).data().toString(), u"★ 19,000 · official · Official build of Nginx."_s);
    QCOMPARE(shown->index(2, 1).data().toString(), QString());
}

void TestPullDialog::whatIsTakenFromTheListIsNotSearched()
{
    int searches = 0;
    m_dialog->setSearch([&searches](const QString &, QObject *, const auto &) { ++searches; });
    child<QLineEdit>("pullName")->setText(u"bitnami/nginx"_s); // as the completer does
    QTest::qWait(500);
    QCOMPARE(searches, 0);
}

void TestPullDialog::anAnswerThatComesTooLate()
{
    QPointer<QObject> context;
    m_dialog->setSearch([&](const QString &, QObject *asking, auto) { context = asking; });
    QTest::keyClicks(child<QLineEdit>("pullName"), u"nginx"_s);
    QTRY_VERIFY(context);
    child<QLineEdit>("pullName")->clear();
    QTest::keyClicks(child<QLineEdit>("pullName"), u"httpd"_s);
    const QPointer<QObject> old = context;
    QTRY_VERIFY(context && context != old);
    QVERIFY2(!old, "the first question is withdrawn");
    m_dialog->close();
    QTRY_VERIFY(!context);
}

STRATA_WINDOW_TEST(TestPullDialog)
#include "tst_pulldialog.moc"
