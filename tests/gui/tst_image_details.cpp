// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagespage.h"
#include "core/bytesize.h"
#include "models/historymodel.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/keyvalueview.h"

#include <QLabel>
#include <QPushButton>
#include <QTextLayout>
#include <QTreeWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

using ImagesWindow = PageWindow<ImagesPage>;

/// Numbers and details of the images page, compared with what the docker command says of the same engine.
class ImageDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("DOCKER_BUILDKIT", "0"); } // the client's buildx need not be there
    void init() { useFreshSettings(); }
    void cleanup() { m_objects.reset(); }

    void historyIsWhatDockerSays();
    void columnsTellAgeAndSharing();
    void inspectIsHighlighted();
    void deleteKeyAsks();
    void freedBytesAreWhatTheEngineFrees();
    void pruneTakesTheNamesThatWereShown();
    void tagsWithF2();

private:
    QString name(const QString &what) const { return m_objects->name(what); }
    qint64 sizeOf(const QString &image) const { return m_objects->inspect(image, u"{{.Size}}"_s).toLongLong(); }
    QString build(const QString &reference, const QString &base) const;

    RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
    const QString m_longLabel = QString(600, u'x');
};

/// Two layers with files and several instructions without, on top of `base`.
QString ImageDetailsTest::build(const QString &reference, const QString &base) const
{
    const QTemporaryDir folder;
    QFile note(folder.filePath(u"note"_s));
    if (!note.open(QIODevice::WriteOnly) || note.write(QByteArray(2000, 'n')) < 0)
        return {};
    note.close();
    QFile dockerfile(folder.filePath(u"Dockerfile"_s));
    const QString text = uR"(FROM %1
ENV GREETING=hello
RUN ["/bin/busybox", "dd", "if=/dev/zero", "of=/file", "bs=1000", "count=3000"]
COPY note /note
LABEL long="%2"
CMD ["/bin/busybox", "true"]
)"_s.arg(base, m_longLabel);
    if (!dockerfile.open(QIODevice::WriteOnly) || dockerfile.write(text.toUtf8()) < 0)
        return {};
    dockerfile.close();
    return m_objects->docker({u"build"_s, u"-q"_s, u"-t"_s, reference, folder.path()});
}

void ImageDetailsTest::historyIsWhatDockerSays()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"base"_s));
    build(name(u"built"_s), name(u"base"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({name(u"built"_s)}));
    const QAbstractItemModel &shown = *window.find<TreeTable>(u"historyTable"_s)->model();
    const QStringList said = m_objects
                                 ->docker({u"history"_s, u"--no-trunc"_s, u"--human=false"_s, u"--format"_s,
                                           u"{{.CreatedBy}}\t{{.Size}}\t{{.CreatedAt}}"_s, name(u"built"_s)})
                                 .split(u'\n');
    QVERIFY(said.size() >= 6);
    QTRY_COMPARE(shown.rowCount(), said.size());
    int metadata = 0;
    for (int row = 0; row < shown.rowCount(); ++row) {
        const QStringList words = said[row].split(u'\t');
        const QModelIndex line = shown.index(row, 0);
        const qint64 size = words[1].toLongLong();
        QCOMPARE(line.data(HistoryModel::RawRole).toString().trimmed(), words[0].trimmed());
        QCOMPARE(line.data(HistoryModel::SizeRole).toLongLong(), size);
        QCOMPARE(line.siblingAtColumn(HistoryModel::Size).data().toString(), formatBytes(size));
        QCOMPARE(line.data(HistoryModel::CreatedRole).toLongLong(),
                 QDateTime::fromString(words[2], Qt::ISODate).toSecsSinceEpoch());
        QCOMPARE(line.siblingAtColumn(HistoryModel::Created).data().toString(), u"just now"_s);
        QCOMPARE(line.data(HistoryModel::IsMetadataRole).toBool(), size == 0);
        metadata += size == 0 ? 1 : 0;
    }
    QCOMPARE(metadata, 3); // ENV, LABEL, CMD
    QCOMPARE(shown.index(0, 0).data().toString(), u"CMD [\"/bin/busybox\" \"true\"]"_s);
    QCOMPARE(shown.index(3, HistoryModel::Size).data().toString(), u"3 MB"_s);

    window.find<TreeTable>(u"historyTable"_s)->selectOnly(shown.index(1, 0));
    QVERIFY(window.find<CodeView>(u"historyInstruction"_s)->text().contains(m_longLabel));
    QVERIFY(window.find<QLabel>(u"historyFacts"_s)->text().startsWith(u"Configuration only"));
}

void ImageDetailsTest::columnsTellAgeAndSharing()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"base"_s));
    m_objects->create(name(u"maker"_s), name(u"base"_s));
    m_objects->docker({u"cp"_s, QCoreApplication::applicationFilePath(), name(u"maker"_s) + u":/program"_s});
    m_objects->docker({u"commit"_s, name(u"maker"_s), name(u"made"_s)});
    const QString base = formatBytes(sizeOf(name(u"base"_s)));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"made"_s)).isValid() && window.row(name(u"base"_s)).isValid());
    QCOMPARE(window.cell(name(u"base"_s), ImageModel::Created), u"just now"_s);
    QCOMPARE(window.cell(name(u"base"_s), ImageModel::Size), base);
    QCOMPARE(window.cell(name(u"made"_s), ImageModel::Size), formatBytes(sizeOf(name(u"made"_s))));
    QTRY_COMPARE(window.cell(name(u"base"_s), ImageModel::SharedSize), base); // all of it is below the other
    QTRY_COMPARE(window.cell(name(u"made"_s), ImageModel::SharedSize), base);
    m_objects->docker({u"rmi"_s, name(u"made"_s)});
    QTRY_COMPARE(window.cell(name(u"base"_s), ImageModel::SharedSize), u"0 B"_s);
}

void ImageDetailsTest::inspectIsHighlighted()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({name(u"a"_s)}));
    auto *inspect = window.find<JsonView>(u"imageInspect"_s);
    QTRY_VERIFY(inspect->text().contains(u"\"Id\": \"sha256:"));
    const QTextBlock line = inspect->editor()->document()->find(u"\"Id\":"_s).block();
    QTRY_VERIFY(line.layout()->formats().size() >= 2); // key and value
    QVERIFY(line.layout()->formats().first().format.foreground()
            != line.layout()->formats().last().format.foreground());
}

void ImageDetailsTest::deleteKeyAsks()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->makeImage(name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({name(u"a"_s)}));
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_Delete);
    QDialog *dialog = window.dialog(u"removeImagesDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QLabel *>(u"confirmHeading"_s)->text().contains(name(u"a"_s)));
    dialog->reject();
}

void ImageDetailsTest::freedBytesAreWhatTheEngineFrees()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    m_objects->docker({u"image"_s, u"prune"_s, u"-f"_s}); // what other tests left
    const QString id = m_objects->makeImage({});
    const QString size = formatBytes(sizeOf(id));
    ImagesWindow window(m_engine.endpoint());
    const auto shared = [&] {
        return window.row(id.mid(7, 12), ImageModel::Id).siblingAtColumn(ImageModel::SharedSize);
    };
    QTRY_COMPARE(shared().data().toString(), u"0 B"_s);
    window.action(u"imagesPruneDangling"_s)->trigger();
    QDialog *dialog = window.dialog(u"pruneDanglingDialog"_s);
    QVERIFY(dialog);
    QVERIFY2(dialog->findChild<QLabel *>(u"confirmSummary"_s)
                 ->text()
                 .endsWith(u"1 image is deleted, which frees %1."_s.arg(size)),
             qPrintable(size));
    QVERIFY(treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s)).endsWith(u"| "_s + size));
    dialog->findChild<QPushButton *>(u"confirmAccept"_s)->click();
    QTRY_VERIFY(window.lastOperation() && window.isIdle());
    QCOMPARE(window.lastOperation()->outcome().summary, size + u" freed"_s);
}

void ImageDetailsTest::pruneTakesTheNamesThatWereShown()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    const QString id = m_objects->makeImage(name(u"used"_s) + u":1"_s);
    for (const QString &tag : {u":2"_s, u":3"_s})
        m_objects->docker({u"tag"_s, id, name(u"used"_s) + tag});
    m_objects->create(name(u"user"_s), id);
    ImagesWindow window(m_engine.endpoint());
    QTRY_COMPARE(window.cell(name(u"used"_s), ImageModel::UsedBy), u"1"_s);
    QTRY_VERIFY(window.session->inventory().info());
    window.action(u"imagesPruneUnused"_s)->trigger();
    QDialog *dialog = window.dialog(u"pruneUnusedDialog"_s);
    QVERIFY(dialog);
    const QString list = treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s));
    QStringList expected;
    for (const QString &tag : {u":1"_s, u":2"_s, u":3"_s}) {
        if (!list.contains(name(u"used"_s) + tag + u" | the image stays as"))
            expected.append(name(u"used"_s) + tag);
    }
    QCOMPARE(expected.size(), 1);
    dialog->findChild<QPushButton *>(u"confirmAccept"_s)->click();
    QTRY_VERIFY(window.lastOperation() && window.isIdle());
    QCOMPARE(m_objects->inspect(id, u"{{join .RepoTags \" \"}}"_s), expected.first());
}

void ImageDetailsTest::tagsWithF2()
{
    STRATA_PREPARE_OBJECTS(m_engine);
    const QString id = m_objects->makeImage(name(u"a"_s));
    ImagesWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({name(u"a"_s)}));
    auto *config = window.find<KeyValueView>(u"imageConfig"_s);
    QTRY_VERIFY(config->sectionsAsText().contains(u"Tags: "_s + name(u"a"_s) + u":latest"));
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_F2);
    QDialog *dialog = window.dialog(u"tagImageDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"inputText"_s)->setText(name(u"b"_s) + u":2.0"_s);
    dialog->findChild<QPushButton *>(u"inputAccept"_s)->click();
    QTRY_COMPARE(window.cell(name(u"b"_s), ImageModel::Tag), u"2.0"_s);
    QCOMPARE(m_objects->inspect(name(u"b"_s) + u":2.0"_s, u"{{.Id}}"_s), id);
    QTRY_VERIFY(config->sectionsAsText().contains(name(u"b"_s) + u":2.0"));
    m_objects->docker({u"rmi"_s, name(u"b"_s) + u":2.0"_s});
    QTRY_VERIFY(!config->sectionsAsText().contains(name(u"b"_s) + u":2.0"));
}

STRATA_WINDOW_TEST(ImageDetailsTest)
#include "tst_image_details.moc"
