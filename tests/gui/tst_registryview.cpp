// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/pulldialog.h"
#include "scriptedregistry.h"
#include "support/testprogram.h"
#include "widgets/treetable.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

RegistryImage image(const QString &architecture, QChar letter, qint64 size)
{
    return {.platform = {.os = u"linux"_s, .architecture = architecture, .variant = {}, .osVersion = {}},
            .manifest = {.mediaType = {}, .digest = testDigest(letter), .size = 1},
            .compressedSize = size};
}

RegistryManifest manifest(QChar letter, const QList<RegistryImage> &images)
{
    RegistryManifest manifest;
    manifest.self.digest = testDigest(letter);
    manifest.images = images;
    manifest.isIndex = images.size() > 1;
    return manifest;
}

} // namespace

/// What the registry has, in the dialog for pulling.
class TestRegistryView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingIsAskedBeforeOneLooks();
    void tagsInTheirOrder();
    void onlyAPersonChooses();
    void whatFailedIsAskedAgain();
    void choosingATag();
    void platformsAndSizes();
    void aSizeIsAskedForWhenOneLooks();
    void choosingAPlatform();
    void anotherRepositoryForgetsTheFirst();
    void anAccountIsWanted();
    void fiveThousandTags();

private:
    template<typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1StringView(name));
    }
    void look(const QString &name) const;
    QStringList tags() const;
    QString cell(int row, int column) const
    {
        return find<TreeTable>("registryImages")->model()->index(row, column).data().toString();
    }

    ScriptedRegistry m_registry;
    QPointer<PullDialog> m_dialog;
};

void TestRegistryView::init()
{
    m_registry = {};
    m_dialog = new PullDialog(nullptr);
    m_dialog->setEnginePlatform(u"linux/arm64"_s);
    m_dialog->setRegistry(m_registry);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestRegistryView::cleanup()
{
    delete m_dialog;
}

void TestRegistryView::look(const QString &name) const
{
    find<QLineEdit>("pullName")->setText(name);
    find<QPushButton>("pullLook")->setChecked(true);
}

QStringList TestRegistryView::tags() const
{
    QStringList tags;
    const QAbstractItemModel *model = find<QListView>("registryTags")->model();
    for (int row = 0; row < model->rowCount(); ++row)
        tags.append(model->index(row, 0).data().toString());
    return tags;
}

void TestRegistryView::nothingIsAskedBeforeOneLooks()
{
    find<QLineEdit>("pullName")->setText(u"shop/web:1"_s);
    QTest::qWait(500);
    QVERIFY(m_registry.askedTags.isEmpty() && m_registry.askedManifests.isEmpty());
    QVERIFY(!find<QWidget>("registryTags")->isVisible());
    find<QPushButton>("pullLook")->click();
    QVERIFY(find<QWidget>("registryTags")->isVisible());
    QCOMPARE(m_registry.askedTags, QStringList{u"shop/web"_s});
    QCOMPARE(m_registry.askedManifests, QStringList{u"shop/web:1"_s});
}

void TestRegistryView::tagsInTheirOrder()
{
    look(u"shop/web:1.9"_s);
    m_registry.answerTags(RegistryTags{.names = {u"1.9"_s, u"1.10"_s, u"latest"_s}, .isComplete = true});
    QCOMPARE(tags(), (QStringList{u"latest"_s, u"1.10"_s, u"1.9"_s}));
    QCOMPARE(find<QListView>("registryTags")->currentIndex().data().toString(), u"1.9"_s);
    QVERIFY(find<QLabel>("registryTagNote")->text().startsWith(u"3 tag"_s));
    QCOMPARE(find<QLineEdit>("pullName")->text(), u"shop/web:1.9"_s); // only a person chooses
    find<QLineEdit>("registryFilter")->setText(u"1."_s);
    QCOMPARE(tags(), (QStringList{u"1.10"_s, u"1.9"_s}));
}

void TestRegistryView::onlyAPersonChooses()
{
    look(u"shop/web:latest"_s);
    m_registry.answerTags(RegistryTags{.names = {u"1.9"_s, u"1.10"_s, u"latest"_s}, .isComplete = true});
    find<QLineEdit>("registryFilter")->setFocus();
    find<QLineEdit>("registryFilter")->setText(u"1."_s); // hides the tag that is current
    QCOMPARE(tags(), (QStringList{u"1.10"_s, u"1.9"_s}));
    QCOMPARE(find<QLineEdit>("pullName")->text(), u"shop/web:latest"_s);

    const QString exact = u"shop/web@"_s + testDigest(u'a');
    find<QLineEdit>("pullName")->setText(exact);
    QTRY_COMPARE(m_registry.askedManifests.last(), exact);
    find<QListView>("registryTags")->setFocus(); // makes the first row current
    QCOMPARE(find<QLineEdit>("pullName")->text(), exact);
}

void TestRegistryView::whatFailedIsAskedAgain()
{
    look(u"shop/web:1"_s);
    const Error offline{Error::Kind::HostUnreachable, u"Nobody answers."_s, {}};
    m_registry.answerTags(std::unexpected(offline));
    m_registry.answerManifest(std::unexpected(offline));
    QCOMPARE(find<QLabel>("registryNote")->text(), u"Nobody answers."_s);
    find<QPushButton>("pullLook")->setChecked(false);
    find<QPushButton>("pullLook")->setChecked(true);
    QCOMPARE(m_registry.askedTags.size(), 2);
    QCOMPARE(m_registry.askedManifests.size(), 2);
}

void TestRegistryView::choosingATag()
{
    look(u"r.example:5000/web"_s);
    m_registry.answerTags(RegistryTags{.names = {u"1"_s, u"latest"_s}, .isComplete = true});
    find<QListView>("registryTags")->setFocus();
    QTest::keyClick(find<QListView>("registryTags"), Qt::Key_Down);
    QCOMPARE(find<QLineEdit>("pullName")->text(), u"r.example:5000/web:1"_s);
    QTRY_COMPARE(m_registry.askedManifests.last(), u"r.example:5000/web:1"_s);
    QCOMPARE(m_registry.askedTags.size(), 1);
}

void TestRegistryView::platformsAndSizes()
{
    look(u"shop/web:1"_s);
    m_registry.answerManifest(
        manifest(u'a', {image(u"amd64"_s, u'b', 30'000'000), image(u"arm64"_s, u'c', 28'000'000)}));
    QCOMPARE(cell(0, 0), u"linux/amd64"_s);
    QCOMPARE(cell(0, 1), u"30 MB"_s);
    QCOMPARE(cell(1, 2), testDigest(u'c'));
    QVERIFY(find<QLabel>("registryNote")->text().remove(QChar(0x200b)).contains(testDigest(u'a')));
    QCOMPARE(find<TreeTable>("registryImages")->currentIndex().row(), 1); // the engine's own
    QCOMPARE(find<QComboBox>("pullPlatform")->currentText(), QString());
    QCOMPARE(m_registry.askedManifests.size(), 1);
}

void TestRegistryView::aSizeIsAskedForWhenOneLooks()
{
    look(u"shop/web:1"_s);
    m_registry.answerManifest(manifest(u'a', {image(u"amd64"_s, u'b', -1), image(u"arm64"_s, u'c', -1)}));
    QCOMPARE(m_registry.askedManifests.last(), QString(u"shop/web@"_s + testDigest(u'c')));
    QCOMPARE(cell(1, 1), u"–"_s);
    m_registry.answerManifest(manifest(u'c', {image(u"arm64"_s, u'c', 28'000'000)}));
    QCOMPARE(cell(1, 1), u"28 MB"_s);
    QCOMPARE(cell(0, 1), u"–"_s);
    QCOMPARE(m_registry.askedManifests.size(), 2);
}

void TestRegistryView::choosingAPlatform()
{
    platformsAndSizes();
    auto *table = find<TreeTable>("registryImages");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Up);
    QCOMPARE(find<QComboBox>("pullPlatform")->currentText(), u"linux/amd64"_s);
    QCOMPARE(m_dialog->request().platform, u"linux/amd64"_s);
}

void TestRegistryView::anotherRepositoryForgetsTheFirst()
{
    look(u"shop/web:1"_s);
    m_registry.answerTags(RegistryTags{.names = {u"1"_s}, .isComplete = true});
    const QPointer<QObject> first = m_registry.manifestContext;
    find<QLineEdit>("pullName")->setText(u"shop/api:2"_s);
    QTRY_COMPARE(m_registry.askedTags, (QStringList{u"shop/web"_s, u"shop/api"_s}));
    QVERIFY(!first); // nobody waits for it any more
    QVERIFY(tags().isEmpty());
}

void TestRegistryView::anAccountIsWanted()
{
    look(u"r.example:5000/web:1"_s);
    QVERIFY(find<QWidget>("registryLogIn")->isHidden());
    const Error refusal{Error::Kind::Unauthorized, u"An account is needed."_s, {}};
    m_registry.answerTags(std::unexpected(refusal));
    m_registry.answerManifest(std::unexpected(refusal));
    QCOMPARE(find<QLabel>("registryNote")->text(), u"An account is needed."_s);
    find<QPushButton>("registryLogIn")->click();
    QCOMPARE(m_registry.reasons, QStringList{u"An account is needed."_s});
    QCOMPARE(m_registry.askedTags.size(), 2);
    QCOMPARE(m_registry.askedManifests.size(), 2);
    QVERIFY(find<QWidget>("registryLogIn")->isHidden());
}

void TestRegistryView::fiveThousandTags()
{
    look(u"shop/web:4999"_s);
    RegistryTags many;
    for (int i = 0; i < 5000; ++i)
        many.names.append(QString::number(i));
    m_registry.answerTags(many);
    QCOMPARE(tags().size(), 5000);
    QCOMPARE(tags().first(), u"4999"_s);
    QCOMPARE(find<QListView>("registryTags")->currentIndex().row(), 0);
}

STRATA_WINDOW_TEST(TestRegistryView)
#include "tst_registryview.moc"
