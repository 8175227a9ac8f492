// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layerfilesmodel.h"
#include "hostileengine.h"
#include "support/archives.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QFontDatabase>
#include <QLocale>
#include <QSignalSpy>

#include <ctime>
#include <limits>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

using Numbers = std::numeric_limits<qint64>;

std::shared_ptr<const ImageTree> treeOfEntries(const QList<QList<TarEntry>> &layers)
{
    IndexBudget budget;
    QList<std::shared_ptr<const LayerIndex>> indexes;
    for (const QList<TarEntry> &entries : layers) {
        LayerIndexBuilder builder(budget);
        const Sha256Value hash = Sha256::of(QByteArray::number(indexes.size()));
        for (const TarEntry &entry : entries) {
            if (!builder.add(entry, entry.size > 0 ? &hash : nullptr))
                return nullptr;
        }
        indexes.append(builder.finish());
    }
    return ImageTree::build(indexes).value_or(nullptr);
}

/// A model that has arranged what was asked for.
class ArrangedModel
{
public:
    explicit ArrangedModel(const QList<QList<TarEntry>> &layers)
    {
        tester.setUseFetchMore(false); // it would fetch while rows change places
        model.setTree(treeOfEntries(layers));
        wait();
    }

    void ask(FileQuery::Scope scope, qsizetype layer)
    {
        FileQuery query = model.query();
        query.scope = scope;
        query.layer = layer;
        model.setQuery(query);
        wait();
    }

    QString cell(const QByteArray &path, LayerFilesModel::Column column, int role = Qt::DisplayRole)
    {
        const auto node = model.tree()->paths().find(path);
        const QModelIndex index = model.indexOf(node.value_or(PathTable::root), column);
        return index.isValid() ? index.data(role).toString() : u"no such row"_s;
    }

    /// The names of the upper rows in an order.
    QString sorted(int column, Qt::SortOrder order)
    {
        model.sort(column, order);
        wait();
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names.append(model.index(row, LayerFilesModel::Name).data().toString());
        return names.join(u' ');
    }

    LayerFilesModel model;
    QAbstractItemModelTester tester{&model};

private:
    void wait() const
    {
        if (!QTest::qWaitFor([this] { return model.arrangement() && !model.isArranging(); }, QDeadlineTimer(patience)))
            qWarning("not arranged");
    }
};

} // namespace

/// What stands in the columns of the files of an image, and their order.
class TestLayerFilesModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void modes_data();
    void modes();
    void modeOfWhatHasNone();
    void modeOfWhatIsDeleted();
    void owners_data();
    void owners();
    void times_data();
    void times();
    void numbersOfDevices();
    void layerNumbers();
    void ordersByChange();
    void ordersByLayer();
    void ordersByHugeNumbers();
};

void TestLayerFilesModel::initTestCase()
{
    qputenv("TZ", "UTC");
    ::tzset();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestLayerFilesModel::modes_data()
{
    QTest::addColumn<FileType>("type");
    QTest::addColumn<int>("bits");
    QTest::addColumn<QString>("text");
    QTest::newRow("file") << FileType::Regular << 0640 << u"-rw-r-----"_s;
    QTest::newRow("nobody may") << FileType::Regular << 0 << u"----------"_s;
    QTest::newRow("setuid") << FileType::Regular << 04755 << u"-rwsr-xr-x"_s;
    QTest::newRow("setuid, not executable") << FileType::Regular << 04644 << u"-rwSr--r--"_s;
    QTest::newRow("setgid") << FileType::Regular << 02755 << u"-rwxr-sr-x"_s;
    QTest::newRow("all bits") << FileType::Regular << 07777 << u"-rwsrwsrwt"_s;
    QTest::newRow("sticky folder") << FileType::Directory << 01777 << u"drwxrwxrwt"_s;
    QTest::newRow("symbolic link") << FileType::SymbolicLink << 0777 << u"lrwxrwxrwx"_s;
    QTest::newRow("characters") << FileType::CharacterDevice << 0666 << u"crw-rw-rw-"_s;
    QTest::newRow("blocks") << FileType::BlockDevice << 0660 << u"brw-rw----"_s;
    QTest::newRow("pipe") << FileType::Fifo << 0644 << u"prw-r--r--"_s;
    QTest::newRow("no kind of Linux") << FileType::Other << 0644 << u"?rw-r--r--"_s;
}

void TestLayerFilesModel::modes()
{
    QFETCH(FileType, type);
    QFETCH(int, bits);
    ArrangedModel files({{{.path = "d/x", .linkTarget = "to", .type = type, .mode = quint16(bits)}}});
    QTEST(files.cell("d/x", LayerFilesModel::Mode), "text");
    const QModelIndex cell = files.model.indexOf(*files.model.tree()->paths().find("d/x"), LayerFilesModel::Mode);
    QCOMPARE(cell.data(Qt::FontRole).value<QFont>(), QFontDatabase::systemFont(QFontDatabase::FixedFont));
}

/// A folder that no entry tells of, and another name of a file.
void TestLayerFilesModel::modeOfWhatHasNone()
{
    ArrangedModel files({{{.path = "d/file", .mode = 04711, .userName = "ann", .groupName = "staff", .modified = 60},
                          {.path = "d/name", .linkTarget = "d/file", .type = FileType::HardLink, .mode = 0600}}});
    for (const auto column : {LayerFilesModel::Mode, LayerFilesModel::Owner, LayerFilesModel::Modified})
        QCOMPARE(files.cell("d", column), QString());
    QCOMPARE(files.cell("d/name", LayerFilesModel::Mode), u"-rws--x--x"_s);
    QCOMPARE(files.cell("d/name", LayerFilesModel::Owner), u"ann/staff"_s);
    QCOMPARE(files.cell("d/name", LayerFilesModel::Modified), files.cell("d/file", LayerFilesModel::Modified));
}

void TestLayerFilesModel::modeOfWhatIsDeleted()
{
    ArrangedModel files({{{.path = "gone", .mode = 0751, .userName = "ann", .groupName = "staff"}},
                         {{.path = ".wh.gone", .mode = 0600}}});
    files.ask(FileQuery::Scope::ThisLayer, 1);
    QCOMPARE(files.cell("gone", LayerFilesModel::What), u"deleted"_s);
    QCOMPARE(files.cell("gone", LayerFilesModel::Mode), u"-rwxr-x--x"_s);
    QCOMPARE(files.cell("gone", LayerFilesModel::Owner), u"ann/staff"_s);
}

void TestLayerFilesModel::owners_data()
{
    QTest::addColumn<TarEntry>("entry");
    QTest::addColumn<QString>("text");
    QTest::newRow("names") << TarEntry{.userId = 7, .groupId = 8, .userName = "ann", .groupName = "staff"}
                           << u"ann/staff"_s;
    QTest::newRow("numbers") << TarEntry{.userId = 1000, .groupId = 100} << u"1000/100"_s;
    QTest::newRow("one name") << TarEntry{.userId = 1000, .userName = "ann"} << u"ann/0"_s;
    QTest::newRow("32 bits") << TarEntry{.userId = 4'294'967'295, .groupId = 4'294'967'294}
                             << u"4294967295/4294967294"_s;
    QTest::newRow("64 bits") << TarEntry{.userId = Numbers::max(), .groupId = Numbers::min()}
                             << u"9223372036854775807/-9223372036854775808"_s;
    QTest::newRow("below zero") << TarEntry{.userId = -1, .groupId = -2} << u"-1/-2"_s;
    QTest::newRow("names that mean harm")
        << TarEntry{.userName = "<b>a\nb</b>", .groupName = "\x1b[31m\xe2\x80\xae\xff"} << u"<b>a␊b</b>/␛[31m��"_s;
}

void TestLayerFilesModel::owners()
{
    QFETCH(TarEntry, entry);
    entry.path = "file";
    ArrangedModel files({{entry}});
    QTEST(files.cell("file", LayerFilesModel::Owner), "text");
    QVERIFY(isTame(files.cell("file", LayerFilesModel::Owner)));

    entry.userName = QByteArray(10'000, 'u');
    ArrangedModel named({{entry}});
    QCOMPARE_LE(named.cell("file", LayerFilesModel::Owner).size(), 400);
}

void TestLayerFilesModel::times_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isExact");
    QTest::newRow("now") << qint64(1'700'000'000) << u"11/14/2023 10:13 PM"_s << true;
    QTest::newRow("zero") << qint64(0) << u"1/1/1970 12:00 AM"_s << true;
    QTest::newRow("before 1970") << qint64(-1) << u"12/31/1969 11:59 PM"_s << true;
    QTest::newRow("long before") << qint64(-3'000'000'000) << u"12/7/1874 6:40 PM"_s << true;
    QTest::newRow("beyond 32 bits") << qint64(4'294'967'296) << u"2/7/2106 6:28 AM"_s << true;
    QTest::newRow("no time at all") << Numbers::max() << QString() << false;
    QTest::newRow("nor this") << Numbers::min() << QString() << false;
}

void TestLayerFilesModel::times()
{
    QFETCH(qint64, seconds);
    QFETCH(bool, isExact);
    ArrangedModel files({{{.path = "file", .modified = seconds}}});
    const QString shown = files.cell("file", LayerFilesModel::Modified).replace(QChar(0x202f), u' ');
    QTEST(shown, "text");
    QCOMPARE(!files.cell("file", LayerFilesModel::Modified, Qt::ToolTipRole).isEmpty(), isExact);
}

void TestLayerFilesModel::numbersOfDevices()
{
    ArrangedModel files({{{.path = "null", .type = FileType::CharacterDevice, .deviceMajor = 1, .deviceMinor = 3},
                          {.path = "most",
                           .type = FileType::BlockDevice,
                           .deviceMajor = 0x7fffffff,
                           .deviceMinor = std::numeric_limits<quint32>::max()},
                          {.path = "pipe", .type = FileType::Fifo}}});
    QCOMPARE(files.cell("null", LayerFilesModel::Size), u"1, 3"_s);
    QCOMPARE(files.cell("most", LayerFilesModel::Size), u"2147483647, 4294967295"_s);
    QCOMPARE(files.cell("pipe", LayerFilesModel::Size), QString());
}

namespace {

/// In layer 3: "b" is modified, "c" deleted, "a" and "new" are added or replaced, "d" is as layer 2 left it; "e" and "f"
/// are of the lowest.
const QList<QList<TarEntry>> threeStories{
    {{.path = "b", .size = 1}, {.path = "c", .size = 1}, {.path = "e"}, {.path = "f"}},
    {{.path = "d", .size = 1}},
    {{.path = "new"}, {.path = "a"}, {.path = "b", .size = 2}, {.path = ".wh.c"}, {.path = "e"}}};

} // namespace

void TestLayerFilesModel::layerNumbers()
{
    ArrangedModel files(threeStories);
    QCOMPARE(files.cell("f", LayerFilesModel::Layer), u"1"_s);
    QCOMPARE(files.cell("d", LayerFilesModel::Layer), u"2"_s);
    QCOMPARE(files.cell("b", LayerFilesModel::Layer), u"3"_s);
    QCOMPARE(files.cell("new", LayerFilesModel::Layer), u"3"_s);
    files.ask(FileQuery::Scope::UpToHere, 1);
    QCOMPARE(files.cell("b", LayerFilesModel::Layer), u"1"_s);
    QCOMPARE(files.cell("new", LayerFilesModel::Layer), u"no such row"_s);
}

/// Added, modified, deleted, unchanged; by name where it is the same, in either direction.
void TestLayerFilesModel::ordersByChange()
{
    ArrangedModel files(threeStories);
    files.ask(FileQuery::Scope::ThisLayer, 2);
    QCOMPARE(files.sorted(LayerFilesModel::What, Qt::AscendingOrder), u"a new b c e"_s);
    QCOMPARE(files.sorted(LayerFilesModel::What, Qt::DescendingOrder), u"e c b a new"_s);
    QCOMPARE(files.cell("a", LayerFilesModel::What), u"added"_s);
    QCOMPARE(files.cell("b", LayerFilesModel::What), u"modified (content)"_s);
    files.ask(FileQuery::Scope::UpToHere, 2); // what a lower layer did is no change here
    QCOMPARE(files.sorted(LayerFilesModel::What, Qt::AscendingOrder), u"a new b d e f"_s);
    QCOMPARE(files.sorted(LayerFilesModel::What, Qt::DescendingOrder), u"d e f b a new"_s);
    QCOMPARE(files.cell("d", LayerFilesModel::What), QString());
}

void TestLayerFilesModel::ordersByLayer()
{
    ArrangedModel files(threeStories);
    QCOMPARE(files.sorted(LayerFilesModel::Layer, Qt::AscendingOrder), u"f d a b e new"_s);
    QCOMPARE(files.sorted(LayerFilesModel::Layer, Qt::DescendingOrder), u"a b e new d f"_s);
    QCOMPARE(files.sorted(-1, Qt::AscendingOrder), u"a b d e f new"_s); // a view that is sorted by nothing
    ArrangedModel folders({{{.path = "bare/x"}, {.path = "z"}}, {{.path = "bare/y"}}});
    folders.ask(FileQuery::Scope::ThisLayer, 1);
    QCOMPARE(folders.sorted(LayerFilesModel::Layer, Qt::AscendingOrder), u"bare"_s);
    QCOMPARE(folders.cell("bare", LayerFilesModel::Layer), QString()); // there for what is in it
    QCOMPARE(folders.cell("bare/y", LayerFilesModel::Layer), u"2"_s);
}

void TestLayerFilesModel::ordersByHugeNumbers()
{
    ArrangedModel files({{{.path = "a", .userId = Numbers::max(), .modified = Numbers::max()},
                          {.path = "b", .userId = Numbers::min(), .modified = Numbers::min()},
                          {.path = "c", .userId = -1, .modified = -1},
                          {.path = "d", .mode = 07777}}});
    for (const int column : {LayerFilesModel::Owner, LayerFilesModel::Modified}) {
        QCOMPARE(files.sorted(column, Qt::AscendingOrder), u"b c d a"_s);
        QCOMPARE(files.sorted(column, Qt::DescendingOrder), u"a d c b"_s);
    }
    QCOMPARE(files.sorted(LayerFilesModel::Mode, Qt::DescendingOrder), u"d a b c"_s);
}

STRATA_WINDOW_TEST(TestLayerFilesModel)
#include "tst_layerfilesmodel.moc"
