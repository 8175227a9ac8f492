// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/imagemodel.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "shownwindow.h"
#include "support/realregistry.h"
#include "support/testprogram.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QTreeView>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// Images between the real engine, the real registry and files, in the window, by object names.
class TestTransfersReal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void pushAsksForTheAccountOnceAndPullUsesIt();
    void nobodyLogsIn();
    void whatTheRegistryHasIsShownBeforeAPull();
    void aNewerImageIsFound();
    void saveAndLoad();
    void anArchiveIsNotReplacedUnasked();
    void exportAndImport();
    void droppedArchives();
    void whatIsNoArchive();

private:
    void chooseFile(const QString &path) const;   ///< in the file dialog that is shown
    void acceptPreview() const;                   ///< of what is to be loaded
    bool logIn(const QByteArray &password) const; ///< in the dialog that asks; false: there is none
    static QByteArray password();
    bool drop(const QString &path) const; ///< onto the page
    QString registryImage(const QString &what) const { return m_registry + u'/' + m_objects->name(what) + u":1"_s; }
    bool isListed(const QString &reference) const
    {
        return m_shown->rows(u"images"_s).contains(reference.first(reference.lastIndexOf(u':')));
    }
    const Operation *last() const { return m_shown->activity.operations().last(); }
    bool hasSucceeded(qsizetype operations) const
    {
        return m_shown->activity.operations().size() == operations && m_shown->activity.runningCount() == 0
            && last()->outcome().kind == Outcome::Kind::Success;
    }
    template<typename T>
    T *inDialog(const char *name) const
    {
        return m_shown->dialog() ? m_shown->dialog()->findChild<T *>(QLatin1StringView(name)) : nullptr;
    }

    RealEngine m_engine;
    QString m_registry;
    std::unique_ptr<RealObjects> m_objects;
    std::unique_ptr<ShownWindow> m_shown;
};

void TestTransfersReal::initTestCase()
{
    STRATA_NEED(m_engine);
    m_registry = qEnvironmentVariable("STRATA_TEST_REGISTRY");
    QVERIFY(!m_registry.isEmpty());
}

void TestTransfersReal::init()
{
    useFreshSettings();
    m_objects = std::make_unique<RealObjects>(m_engine);
    m_shown = std::make_unique<ShownWindow>();
    QVERIFY(m_shown->open(m_engine.endpoint().toString()));
    m_shown->window.showPage(u"images"_s);
}

void TestTransfersReal::cleanup()
{
    m_shown.reset();
    m_objects.reset();
}

QByteArray TestTransfersReal::password()
{
    QFile file(qEnvironmentVariable("STRATA_TEST_REGISTRY_PASSWORD_FILE"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

bool TestTransfersReal::logIn(const QByteArray &password) const
{
    auto *registry = inDialog<QComboBox>("loginRegistry");
    if (!registry || registry->currentText() != m_registry)
        return false;
    inDialog<QLineEdit>("loginUser")->setText(qEnvironmentVariable("STRATA_TEST_REGISTRY_USER"));
    inDialog<QLineEdit>("loginSecret")->setText(QString::fromUtf8(password));
    inDialog<QPushButton>("loginAccept")->click();
    return true;
}

bool TestTransfersReal::drop(const QString &path) const
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    auto *page = m_shown->find<QWidget>(u"images"_s);
    QDragEnterEvent enter(QPoint(50, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(page, &enter);
    QDropEvent dropped(QPointF(50, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(page, &dropped);
    return enter.isAccepted();
}

void TestTransfersReal::pushAsksForTheAccountOnceAndPullUsesIt()
{
    const QString image = registryImage(u"web"_s);
    m_objects->makeImage(image);
    QTRY_VERIFY(isListed(image));
    QVERIFY(m_shown->select(u"images"_s, {image.first(image.lastIndexOf(u':'))}));
    m_shown->action(u"imagesPush"_s)->trigger();
    QTRY_VERIFY(m_shown->dialog());
    QCOMPARE(inDialog<QLineEdit>("inputText")->text(), image);
    inDialog<QPushButton>("inputAccept")->click();
    QTRY_VERIFY_WITH_TIMEOUT(logIn("wrong"), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(inDialog<QLineEdit>("loginSecret")->isEnabled(), 30'000);
    QVERIFY(!inDialog<QLabel>("loginNote")->text().isEmpty());
    QVERIFY(logIn(password()));
    QTRY_VERIFY_WITH_TIMEOUT(inDialog<QPushButton>("loginThisRun")->isVisible(), 30'000); // there is no keychain
    inDialog<QPushButton>("loginThisRun")->click();
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(1), 30'000);
    QVERIFY2(last()->outcome().summary.contains(u"sha256:"_s), qPrintable(last()->outcome().summary));
    QCOMPARE(m_shown->find<QTreeView>(u"activityLayers"_s)->model()->rowCount(),
             m_objects->inspect(image, u"{{len .RootFS.Layers}}"_s).toInt());

    m_objects->docker({u"rmi"_s, image});
    QTRY_VERIFY(!isListed(image));
    m_shown->action(u"imagesPull"_s)->trigger();
    QTRY_VERIFY(m_shown->dialog());
    inDialog<QLineEdit>("pullName")->setText(image);
    inDialog<QPushButton>("pullAccept")->click();
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(2), 90'000);
    QTRY_VERIFY(isListed(image));
}

void TestTransfersReal::nobodyLogsIn()
{
    m_shown->action(u"imagesPull"_s)->trigger();
    QTRY_VERIFY(m_shown->dialog());
    inDialog<QLineEdit>("pullName")->setText(registryImage(u"nothing"_s));
    inDialog<QPushButton>("pullAccept")->click();
    QTRY_VERIFY_WITH_TIMEOUT(inDialog<QPushButton>("loginCancel"), 30'000);
    inDialog<QPushButton>("loginCancel")->click();
    QTRY_VERIFY(!m_shown->dialog());
    QCOMPARE(m_shown->activity.operations().size(), 1);
    QVERIFY(last()->outcome().error);
    QCOMPARE(last()->outcome().error->kind, Error::Kind::Unauthorized);
}

void TestTransfersReal::whatTheRegistryHasIsShownBeforeAPull()
{
    const RealRegistry registry;
    QVERIFY(registry.login());
    const QString image = registryImage(u"listed"_s);
    const QString other = image.first(image.lastIndexOf(u':')) + u":1.10"_s;
    m_objects->makeImage(image);
    m_objects->docker({u"tag"_s, image, other});
    m_objects->docker({u"push"_s, u"-q"_s, image});
    m_objects->docker({u"push"_s, u"-q"_s, other});
    m_shown->action(u"imagesPull"_s)->trigger();
    QTRY_VERIFY(inDialog<QLineEdit>("pullName"));
    inDialog<QLineEdit>("pullName")->setText(image);
    inDialog<QPushButton>("pullLook")->click();
    QTRY_VERIFY_WITH_TIMEOUT(inDialog<QPushButton>("registryLogIn")->isVisible(), 30'000); // nobody is logged in yet
    const QPointer<QDialog> pull = m_shown->dialog();
    m_shown->accounts.store.storeForThisRun(registry.account());
    pull->findChild<QPushButton *>(u"pullLook"_s)->click();
    pull->findChild<QLineEdit *>(u"pullName"_s)->setText(other);
    pull->findChild<QPushButton *>(u"pullLook"_s)->click();
    const auto *images = pull->findChild<QTreeView *>(u"registryImages"_s)->model();
    QTRY_COMPARE_WITH_TIMEOUT(images->rowCount(), 1, 30'000);
    QCOMPARE(images->index(0, 0).data().toString(), u"linux/amd64"_s);
    QVERIFY(images->index(0, 1).data().toString().endsWith(u"B"_s));
    QVERIFY(images->index(0, 2).data().toString().startsWith(u"sha256:"_s));
    pull->reject();
    m_shown->action(u"imagesPull"_s)->trigger();
    QTRY_VERIFY(inDialog<QLineEdit>("pullName") && m_shown->dialog() != pull);
    inDialog<QLineEdit>("pullName")->setText(other);
    inDialog<QPushButton>("pullLook")->click();
    const auto *tags = inDialog<QListView>("registryTags")->model();
    QTRY_COMPARE_WITH_TIMEOUT(tags->rowCount(), 2, 30'000);
    QCOMPARE(tags->index(0, 0).data().toString(), u"1"_s);
    inDialog<QPushButton>("pullCancel")->click();
}

void TestTransfersReal::aNewerImageIsFound()
{
    const RealRegistry registry;
    QVERIFY(registry.login());
    m_shown->accounts.store.storeForThisRun(registry.account());
    const QString image = registryImage(u"moving"_s);
    const QString first = m_objects->makeImage(image);
    m_objects->docker({u"push"_s, u"-q"_s, image});
    const QAbstractItemModel *model = m_shown->table(u"images"_s).model();
    const auto row = [&] {
        const QModelIndexList found = model->match(model->index(0, 0), ImageModel::ReferenceRole, image);
        return found.value(0);
    };
    const auto look = [&] { // not by the repository: what had the tag before has the same one
        QTRY_VERIFY(row().isValid());
        m_shown->table(u"images"_s).selectOnly(row());
        QTRY_VERIFY(m_shown->action(u"imagesCheckNewer"_s)->isEnabled());
        m_shown->action(u"imagesCheckNewer"_s)->trigger();
    };
    QTRY_VERIFY(!m_objects->inspect(image, u"{{.RepoDigests}}"_s).isEmpty());
    look();
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(1), 30'000);
    QCOMPARE(last()->outcome().summary, u"No newer images"_s);

    const QString second = m_objects->makeImage(image);
    m_objects->docker({u"push"_s, u"-q"_s, image});
    QTRY_COMPARE(row().data(ImageModel::IdRole).toString(), second); // or "first" below may be what was before
    m_objects->docker({u"tag"_s, first, image});
    QTRY_COMPARE(row().data(ImageModel::IdRole).toString(), first);
    look();
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(2), 90'000);
    QCOMPARE(last()->outcome().summary, QString(u"Newer: "_s + image));
    QVERIFY(row().data(ImageModel::NewerRole).toBool());
    QVERIFY(!row().siblingAtColumn(ImageModel::Tag).data(Qt::DecorationRole).isNull());

    QProcess twin; // its command says the same
    twin.start(u"/bin/sh"_s, {u"-c"_s, last()->commandLine().toString()});
    QVERIFY(twin.waitForFinished(30'000));
    const QByteArray said = twin.readAllStandardOutput();
    QVERIFY2(twin.exitCode() == 0, twin.readAllStandardError().constData());
    const QString here = m_objects->inspect(first, u"{{index .RepoDigests 0}}"_s).section(u'@', 1);
    QVERIFY2(said.contains("sha256:") && !said.contains(here.toLatin1()), said.constData());
}

void TestTransfersReal::saveAndLoad()
{
    const QString image = m_objects->name(u"saved:2"_s);
    const QString id = m_objects->makeImage(image);
    QTRY_VERIFY(isListed(image));
    QVERIFY(m_shown->select(u"images"_s, {m_objects->name(u"saved"_s)}));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"saved.tar.gz"_s);
    m_shown->action(u"imagesSave"_s)->trigger();
    QTRY_VERIFY(m_shown->dialog());
    auto *dialog = qobject_cast<QFileDialog *>(m_shown->dialog());
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().first().endsWith(u"_2.tar"_s));
    dialog->selectFile(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(1), 30'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(2).toHex(), "1f8b"); // gzip

    m_objects->docker({u"rmi"_s, image});
    QTRY_VERIFY(!isListed(image));
    m_shown->action(u"imagesLoad"_s)->trigger();
    chooseFile(path);
    acceptPreview();
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(2), 90'000);
    QTRY_VERIFY(isListed(image));
    QCOMPARE(m_objects->inspect(image, u"{{.Id}}"_s), id);
}

void TestTransfersReal::chooseFile(const QString &path) const
{
    QTRY_VERIFY(qobject_cast<QFileDialog *>(m_shown->dialog()));
    auto *dialog = qobject_cast<QFileDialog *>(m_shown->dialog());
    dialog->selectFile(path);
    QMetaObject::invokeMethod(dialog, "accept");
}

void TestTransfersReal::acceptPreview() const
{
    QTRY_VERIFY(inDialog<QPushButton>("loadAccept") && inDialog<QPushButton>("loadAccept")->isEnabled());
    inDialog<QPushButton>("loadAccept")->click();
    QTRY_VERIFY(!m_shown->dialog());
}

/// The file dialog asked about "backup", to which ".tar" is added.
void TestTransfersReal::anArchiveIsNotReplacedUnasked()
{
    const QString image = m_objects->name(u"kept:1"_s);
    m_objects->makeImage(image);
    QTRY_VERIFY(isListed(image));
    QVERIFY(m_shown->select(u"images"_s, {m_objects->name(u"kept"_s)}));
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"backup.tar"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("of last year");
    QVERIFY(file.flush());
    for (const QString &answer : {u"Cancel"_s, u"Replace"_s}) {
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), "of last year");
        QVERIFY(m_shown->activity.operations().isEmpty());
        m_shown->action(u"imagesSave"_s)->trigger();
        chooseFile(folder.filePath(u"backup"_s));
        QTRY_VERIFY(m_shown->dialog() && m_shown->dialog()->objectName() == u"replaceDialog");
        for (QPushButton *button : m_shown->dialog()->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == answer)
                button->click();
        }
        QTRY_VERIFY(!m_shown->dialog());
    }
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(1), 30'000);
    QVERIFY(QFileInfo(file.fileName()).size() > 100'000);
}

void TestTransfersReal::exportAndImport()
{
    const QString image = m_objects->name(u"base:1"_s);
    m_objects->makeImage(image);
    const QString container = m_objects->name(u"box"_s);
    m_objects->create(container, image);
    QTRY_VERIFY(m_shown->select(u"containers"_s, {container}));
    const QTemporaryDir folder;
    m_shown->action(u"containersExport"_s)->trigger();
    chooseFile(folder.filePath(u"box.tar"_s));
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(1), 30'000);
    QCOMPARE(last()->commandLine().toString(),
             QString(u"docker export -o "_s + folder.filePath(u"box.tar"_s) + u' ' + container));

    const QString name = m_objects->name(u"again:1"_s);
    m_shown->action(u"imagesImport"_s)->trigger();
    chooseFile(folder.filePath(u"box.tar"_s));
    QTRY_VERIFY(inDialog<QLineEdit>("inputText"));
    inDialog<QLineEdit>("inputText")->setText(name);
    inDialog<QPushButton>("inputAccept")->click();
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(2), 90'000);
    QCOMPARE(m_objects->inspect(name, u"{{len .RootFS.Layers}}"_s), u"1"_s);
}

void TestTransfersReal::droppedArchives()
{
    const QString image = m_objects->name(u"dropped:1"_s);
    m_objects->makeImage(image);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"dropped.tar"_s);
    m_objects->docker({u"save"_s, u"-o"_s, path, image});
    m_objects->docker({u"rmi"_s, image});
    QVERIFY(drop(path));
    acceptPreview();
    QTRY_VERIFY_WITH_TIMEOUT(hasSucceeded(1), 30'000);
    QTRY_VERIFY(isListed(image));
}

void TestTransfersReal::whatIsNoArchive()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("no archive at all\n");
    file.flush();
    QVERIFY(drop(file.fileName()));
    QTRY_VERIFY(inDialog<QLabel>("loadProblem") && inDialog<QLabel>("loadProblem")->isVisible());
    QVERIFY(!inDialog<QPushButton>("loadAccept")->isEnabled());
    inDialog<QPushButton>("loadCancel")->click();
    QTRY_VERIFY(!m_shown->dialog());
    QVERIFY(m_shown->activity.operations().isEmpty());
}

STRATA_WINDOW_TEST(TestTransfersReal)
#include "tst_transfers_real.moc"
