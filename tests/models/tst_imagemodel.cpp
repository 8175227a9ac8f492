// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/imagemodel.h"
#include "support/testprogram.h"

#include "treetext.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

ImageId imageId(char16_t digit)
{
    return ImageId(u"sha256:"_s + QString(64, QChar(digit)));
}

ImageSummary image(char16_t digit, const QStringList &tags, qint64 size = 100)
{
    ImageSummary summary;
    summary.id = imageId(digit);
    summary.repoTags = tags;
    summary.created = 1'700'000'000 + digit;
    summary.size = size;
    return summary;
}

ContainerSummary user(const QString &name, const QString &image)
{
    ContainerSummary summary;
    summary.id = ContainerId(u"id-"_s + name);
    summary.name = name;
    summary.imageId = ImageId(image);
    return summary;
}

} // namespace

class ImageModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rowPerReference();
    void danglingImages();
    void digestOnlyImageKeepsItsRepository();
    void tagsComeAndGo();
    void retaggingKeepsTheOtherRow();
    void repositoriesAreGroups();
    void sizesAreSortedAsNumbers();
    void shareFollowsTheLargest();
    void usersFromContainers();
    void usersArriveBeforeImages();
    void manyUsersArriveInPieces();
    void unchangedUsersTellNothing();
    void filterText();

private:
    QString rows() const
    {
        QStringList lines;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            lines.append(m_model->index(row, ImageModel::Repository).data().toString() + u':'
                         + m_model->index(row, ImageModel::Tag).data().toString());
        }
        return lines.join(u' ');
    }
    QVariant cell(char16_t digit, const QString &reference, int role) const
    {
        return m_model->indexOf({imageId(digit), reference}).data(role);
    }

    std::unique_ptr<ImageModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_resets;
};

void ImageModelTest::init()
{
    m_model = std::make_unique<ImageModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_resets = std::make_unique<QSignalSpy>(m_model.get(), &QAbstractItemModel::modelReset);
}

void ImageModelTest::cleanup()
{
    QCOMPARE(m_resets->size(), 0);
    m_tester.reset();
    m_model.reset();
}

void ImageModelTest::rowPerReference()
{
    m_model->apply({{image(u'a', {u"shop/api:1.10"_s, u"shop/api:1.9"_s, u"localhost:5000/shop/api:1.9"_s})}, {}});
    QCOMPARE(rows(), u"localhost:5000/shop/api:1.9 shop/api:1.9 shop/api:1.10"_s);
    QCOMPARE(m_model->imageCount(), 1);
    QCOMPARE(m_model->keysOf(imageId(u'a')).size(), 3);
    const QModelIndex index = m_model->indexOf({imageId(u'a'), u"shop/api:1.9"_s});
    QCOMPARE(index.data(ImageModel::ReferenceRole).toString(), u"shop/api:1.9"_s);
    QCOMPARE(index.data(ImageModel::IdRole).toString(), imageId(u'a').toString());
    QCOMPARE(index.siblingAtColumn(ImageModel::Id).data().toString(), QString(12, u'a'));
}

void ImageModelTest::danglingImages()
{
    m_model->apply({{image(u'a', {}), image(u'b', {}), image(u'c', {u"web:1"_s})}, {}});
    QCOMPARE(m_model->rowCount(), 3);
    const QModelIndex index = m_model->indexOfImage(imageId(u'a'));
    QVERIFY(index.data(ImageModel::IsDanglingRole).toBool());
    QCOMPARE(index.data(ImageModel::ReferenceRole).toString(), imageId(u'a').toString());
    m_model->sort(ImageModel::Repository);
    QCOMPARE(rows(), u"web:1 : :"_s); // what has a name stands first
    m_model->setGrouped(true);
    QVERIFY(!m_model->isGroup(m_model->indexOfImage(imageId(u'a'))));
    QVERIFY(!m_model->indexOfImage(imageId(u'a')).parent().isValid());
}

void ImageModelTest::digestOnlyImageKeepsItsRepository()
{
    ImageSummary pulled = image(u'a', {});
    pulled.repoDigests = {u"localhost:5000/web@sha256:ff"_s};
    m_model->apply({{pulled}, {}});
    const QModelIndex index = m_model->indexOfImage(pulled.id);
    QCOMPARE(index.data(ImageModel::RepositoryRole).toString(), u"localhost:5000/web"_s);
    QCOMPARE(index.data(ImageModel::DigestsRole).toStringList(), pulled.repoDigests);
    QVERIFY(index.data(ImageModel::IsDanglingRole).toBool());
}

void ImageModelTest::tagsComeAndGo()
{
    m_model->apply({{image(u'a', {u"web:1"_s})}, {}});
    const QPersistentModelIndex held = m_model->indexOfImage(imageId(u'a'));
    m_model->apply({{image(u'a', {u"web:1"_s, u"web:2"_s})}, {}});
    QCOMPARE(rows(), u"web:1 web:2"_s);
    QVERIFY(held.isValid());
    m_model->apply({{image(u'a', {u"web:2"_s})}, {}});
    QCOMPARE(rows(), u"web:2"_s);
    QVERIFY(!held.isValid());
    m_model->apply({{image(u'a', {})}, {}});
    QCOMPARE(rows(), u":"_s);
    m_model->apply({{}, {imageId(u'a')}});
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->imageCount(), 0);
}

void ImageModelTest::retaggingKeepsTheOtherRow()
{
    m_model->apply({{image(u'a', {u"web:latest"_s, u"web:1"_s}), image(u'b', {u"web:2"_s})}, {}});
    m_model->apply({{image(u'a', {u"web:1"_s}), image(u'b', {u"web:2"_s, u"web:latest"_s})}, {}});
    QCOMPARE(rows(), u"web:1 web:2 web:latest"_s);
    QCOMPARE(m_model->row(m_model->index(2, 0))->id, imageId(u'b'));
}

void ImageModelTest::repositoriesAreGroups()
{
    m_model->setGrouped(true);
    m_model->apply(
        {{image(u'a', {u"web:1"_s, u"web:2"_s}, 300), image(u'b', {u"web:3"_s}, 100), image(u'c', {u"db:1"_s}, 400)},
         {}});
    QCOMPARE(treeText(*m_model), u"db\n db\nweb\n web\n web\n web\n"_s);
    const QModelIndex web = m_model->indexOfGroup(u"web"_s);
    QCOMPARE(web.data(ImageModel::SizeRole).toLongLong(), 400); // the image with two names counts once
    QCOMPARE(web.data(ImageModel::CreatedRole).toLongLong(), 1'700'000'000 + u'b');
    QCOMPARE(web.data(ImageModel::SizeShareRole).toDouble(), 1.0);
}

void ImageModelTest::sizesAreSortedAsNumbers()
{
    m_model->apply(
        {{image(u'a', {u"a:1"_s}, 9'000), image(u'b', {u"b:1"_s}, 10'000'000), image(u'c', {u"c:1"_s}, 80)}, {}});
    m_model->sort(ImageModel::Size, Qt::DescendingOrder);
    QCOMPARE(rows(), u"b:1 a:1 c:1"_s);
    m_model->sort(ImageModel::Created, Qt::DescendingOrder);
    QCOMPARE(rows(), u"c:1 b:1 a:1"_s);
}

void ImageModelTest::shareFollowsTheLargest()
{
    m_model->apply({{image(u'a', {u"a:1"_s}, 100), image(u'b', {u"b:1"_s}, 200)}, {}});
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::SizeShareRole).toDouble(), 0.5);
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->apply({{image(u'c', {u"c:1"_s}, 400)}, {}});
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::SizeShareRole).toDouble(), 0.25);
    QCOMPARE(changed.size(), 1); // all bars, in one signal
    QCOMPARE(changed.first().at(0).toModelIndex(), m_model->index(0, ImageModel::Size));
    QCOMPARE(changed.first().at(1).toModelIndex(), m_model->index(2, ImageModel::Size));
    m_model->apply({{}, {imageId(u'c')}});
    QCOMPARE(cell(u'b', u"b:1"_s, ImageModel::SizeShareRole).toDouble(), 1.0);
    m_model->apply({{image(u'd', {u"d:1"_s}, -1)}, {}});
    QVERIFY(!cell(u'd', u"d:1"_s, ImageModel::SizeShareRole).isValid());
}

void ImageModelTest::usersFromContainers()
{
    m_model->apply({{image(u'a', {u"a:1"_s, u"a:2"_s}), image(u'b', {u"b:1"_s})}, {}});
    const QString digits = imageId(u'b').toString().mid(7); // as Podman says it in some answers
    m_model->applyContainers({{user(u"web-10"_s, imageId(u'a').toString()), user(u"web-9"_s, imageId(u'a').toString()),
                               user(u"db"_s, digits)},
                              {}});
    const QStringList names{u"web-9"_s, u"web-10"_s};
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::UsedByNamesRole).toStringList(), names);
    QCOMPARE(cell(u'a', u"a:2"_s, ImageModel::UsedByNamesRole).toStringList(), names);
    QCOMPARE(cell(u'b', u"b:1"_s, ImageModel::UsedByCountRole).toInt(), 1);
    m_model->sort(ImageModel::UsedBy);
    QCOMPARE(rows(), u"b:1 a:1 a:2"_s);

    m_model->applyContainers({{user(u"web-9"_s, imageId(u'b').toString())}, {ContainerId(u"id-web-10"_s)}});
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::UsedByCountRole).toInt(), 0);
    QCOMPARE(cell(u'b', u"b:1"_s, ImageModel::UsedByCountRole).toInt(), 2);
    QCOMPARE(rows(), u"a:1 a:2 b:1"_s);
}

void ImageModelTest::usersArriveBeforeImages()
{
    m_model->applyContainers({{user(u"web"_s, imageId(u'a').toString())}, {}});
    m_model->apply({{image(u'a', {u"a:1"_s})}, {}});
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::UsedByNamesRole).toStringList(), QStringList{u"web"_s});
    QCOMPARE(m_model->row(m_model->index(0, 0))->usedByIds, QList<ContainerId>{ContainerId(u"id-web"_s)});
}

void ImageModelTest::manyUsersArriveInPieces()
{
    m_model->apply({{image(u'a', {u"a:1"_s}), image(u'b', {u"b:1"_s})}, {}});
    ContainerChanges many;
    for (int i = 0; i < 3500; ++i)
        many.upserted.append(user(u"web-%1"_s.arg(i), imageId(u'a').toString()));
    m_model->applyContainers(many);
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::UsedByCountRole).toInt(), 0); // not in one go
    m_model->applyContainers({{user(u"web-7"_s, imageId(u'b').toString())}, {ContainerId(u"id-web-8"_s)}});
    QTRY_COMPARE(cell(u'b', u"b:1"_s, ImageModel::UsedByCountRole).toInt(), 1); // what came last is true
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::UsedByCountRole).toInt(), 3498);

    m_model->applyContainers(many);
    m_model->clear();
    m_model->apply({{image(u'a', {u"a:1"_s})}, {}});
    QCoreApplication::processEvents();
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::UsedByCountRole).toInt(), 0);
}

void ImageModelTest::unchangedUsersTellNothing()
{
    m_model->apply({{image(u'a', {u"a:1"_s})}, {}});
    m_model->applyContainers({{user(u"web"_s, imageId(u'a').toString())}, {}});
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    ContainerSummary stopped = user(u"web"_s, imageId(u'a').toString());
    stopped.state = ContainerState::Exited;
    m_model->applyContainers({{stopped}, {}});
    QCOMPARE(changed.size(), 0);
    stopped.name = u"renamed"_s;
    m_model->applyContainers({{stopped}, {}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(cell(u'a', u"a:1"_s, ImageModel::UsedByNamesRole).toStringList(), QStringList{u"renamed"_s});
}

void ImageModelTest::filterText()
{
    m_model->apply({{image(u'a', {u"shop/api:1.4"_s}), image(u'b', {u"web:latest"_s}), image(u'c', {})}, {}});
    m_model->applyContainers({{user(u"runner"_s, imageId(u'b').toString())}, {}});
    m_model->setFilterText(u"api:1"_s);
    QCOMPARE(rows(), u"shop/api:1.4"_s);
    m_model->setFilterText(u"ccc"_s);
    QCOMPARE(rows(), u":"_s);
    m_model->setFilterText(u"runner"_s);
    QCOMPARE(rows(), u"web:latest"_s);
}

STRATA_TEST(ImageModelTest)
#include "tst_imagemodel.moc"
