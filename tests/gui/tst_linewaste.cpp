// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/linewaste.h"
#include "app/builder/linewastemodel.h"
#include "app/builder/linewastetext.h"
#include "dockerfile/checks/check.h"
#include "dockerfile/parser.h"
#include "support/archives.h"
#include "support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

Item bytesAt(const QByteArray &path, qsizetype size, char content = 'x')
{
    return {.path = path, .data = QByteArray(size, content)};
}

Item withMode(Item item, quint16 mode)
{
    item.mode = mode;
    return item;
}

Item whiteoutOf(const QByteArray &path)
{
    return {.path = path};
}

/// An image: of each layer what the history says, and what is in it; without a text nothing but metadata.
struct BuiltLayer
{
    QString createdBy;
    QList<Item> items;
};

ArchiveImage imageOf(const QList<BuiltLayer> &layers)
{
    ArchiveImage image;
    for (const BuiltLayer &layer : layers) {
        if (layer.items.isEmpty()) {
            image.history.append({.createdBy = layer.createdBy});
            continue;
        }
        image.history.append({.createdBy = layer.createdBy, .layer = int(image.layers.size())});
        image.layers.append({.createdBy = layer.createdBy, .index = indexOf(layer.items)});
    }
    return image;
}

QList<BuriedFiles> buriedIn(const ArchiveImage &image)
{
    QList<std::shared_ptr<const LayerIndex>> indexes;
    for (const ArchiveLayer &layer : image.layers)
        indexes.append(layer.index);
    const auto tree = ImageTree::build(indexes);
    return tree ? buriedFiles(**tree) : QList<BuriedFiles>();
}

QList<LineWaste> wasteOf(const QString &text, const QList<BuiltLayer> &layers)
{
    const Document document = parseDockerfile(text);
    const ArchiveImage image = imageOf(layers);
    return lineWaste(document, planBuild(document), checkDockerfile(document), image, buriedIn(image));
}

QString shortPlace(const WastePlace &place)
{
    switch (place.kind) {
    case WastePlace::Kind::Line: return QString::number(place.line + 1);
    case WastePlace::Kind::BaseImage: return u"base"_s;
    case WastePlace::Kind::Unknown: break;
    }
    return u"?"_s + QString::number(place.layer + 1);
}

/// "2>3 deleted 1500 in 1 srv/a: DoNotCopy", one a row; the path is the folder's of several files.
QStringList rowsOf(const QList<LineWaste> &all)
{
    static const QStringList fates{u"deleted"_s, u"replaced"_s, u"attributes"_s, u"same"_s, u"unseen"_s};
    static const QStringList remedies{u"OtherBase"_s,    u"LeaveBaseAlone"_s, u"OneRun"_s,           u"DoNotCopy"_s,
                                      u"CopyWithMode"_s, u"CopyOnce"_s,       u"ChangeBeforeCopy"_s, u"DoNotMake"_s,
                                      u"WriteOnce"_s,    u"NotKnown"_s};
    QStringList rows;
    for (const LineWaste &waste : all)
        rows.append(u"%1>%2 %3 %4 in %5 %6: %7"_s.arg(
            shortPlace(waste.brought), shortPlace(waste.buried), fates[int(waste.files.fate)],
            QString::number(waste.files.bytes), QString::number(waste.files.files),
            QString::fromUtf8(waste.files.files == 1 ? waste.files.largest : waste.files.folder),
            remedies[int(waste.remedy)]));
    return rows;
}

QString ran(const QString &command)
{
    return u"RUN /bin/sh -c %1 # buildkit"_s.arg(command);
}

} // namespace

/// Which lines of a Dockerfile waste how much, and what mends it.
class TestLineWaste : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappened_data();
    void whatHappened();
    void nothingIsWasted();
    void onlyAttributes();
    void severalFilesAreOneRow();
    void theBaseImage();
    void aLineThatWasChangedIsNotTheBase();
    void theTextIsAnother();
    void anyStage();
    void theFixIsFound_data();
    void theFixIsFound();
    void theFixIsOfTheseLines();
    void rowsFollowTheText();
    void whatRowsSay();
    void everyRemedyIsTold();
};

void TestLineWaste::whatHappened_data()
{
    QTest::addColumn<QString>("second");
    QTest::addColumn<QList<Item>>("first");
    QTest::addColumn<QList<Item>>("later");
    QTest::addColumn<QString>("row");
    const QList<Item> setup{bytesAt("srv/setup.bin", 1500)};
    const QString rm = u"RUN rm /srv/setup.bin"_s;
    QTest::newRow("deleted") << rm << setup << QList{whiteoutOf("srv/.wh.setup.bin")}
                             << u"2>3 deleted 1500 in 1 srv/setup.bin: DoNotCopy"_s;
    QTest::newRow("its folder deleted") << u"RUN rm -r /srv"_s << setup << QList{whiteoutOf(".wh.srv")}
                                        << u"2>3 deleted 1500 in 1 srv/setup.bin: DoNotCopy"_s;
    QTest::newRow("replaced by a RUN") << u"RUN strip /srv/setup.bin"_s << setup
                                       << QList{bytesAt("srv/setup.bin", 1400)}
                                       << u"2>3 replaced 1500 in 1 srv/setup.bin: ChangeBeforeCopy"_s;
    QTest::newRow("replaced by a folder") << u"RUN unpack"_s << setup << QList{folder("srv/setup.bin")}
                                          << u"2>3 replaced 1500 in 1 srv/setup.bin: ChangeBeforeCopy"_s;
    QTest::newRow("replaced by a COPY") << u"COPY other.bin /srv/setup.bin"_s << setup
                                        << QList{bytesAt("srv/setup.bin", 1500, 'y')}
                                        << u"2>3 replaced 1500 in 1 srv/setup.bin: CopyOnce"_s;
    QTest::newRow("copied again") << u"COPY setup.bin /srv/setup.bin"_s << setup << setup
                                  << u"2>3 same 1500 in 1 srv/setup.bin: CopyOnce"_s;
    QTest::newRow("mode") << u"RUN chmod 755 /srv/setup.bin"_s << setup << QList{withMode(setup[0], 0755)}
                          << u"2>3 attributes 1500 in 1 srv/setup.bin: CopyWithMode"_s;
}

void TestLineWaste::whatHappened()
{
    QFETCH(QString, second);
    QFETCH(QList<Item>, first);
    QFETCH(QList<Item>, later);
    QFETCH(QString, row);
    const QString createdBy = second.startsWith(u"RUN ") ? ran(second.sliced(4)) : second + u" # buildkit"_s;
    const auto waste = wasteOf(u"FROM scratch\nCOPY setup.bin /srv/setup.bin\n%1\n"_s.arg(second),
                               {{u"COPY setup.bin /srv/setup.bin # buildkit"_s, first}, {createdBy, later}});
    QCOMPARE(rowsOf(waste), QStringList{row});
}

void TestLineWaste::nothingIsWasted()
{
    const auto waste = wasteOf(u"FROM scratch\nCOPY a /a\nRUN b\n"_s,
                               {{u"COPY a /a # buildkit"_s, {bytesAt("a", 10)}}, {ran(u"b"_s), {bytesAt("b", 10)}}});
    QCOMPARE(rowsOf(waste), QStringList());
}

/// Owner and times: who changes the owner only is told so, and who changes nothing but the time too.
void TestLineWaste::onlyAttributes()
{
    const Item file = bytesAt("a", 100);
    Item owned = file;
    owned.userId = 1000;
    Item touched = file;
    touched.modified += 60;
    const QString text = u"FROM scratch\nRUN make\nRUN change\n"_s;
    const auto rows = [&](const Item &later) {
        return rowsOf(wasteOf(text, {{ran(u"make"_s), {file}}, {ran(u"change"_s), {later}}}));
    };
    QCOMPARE(rows(owned), QStringList{u"2>3 attributes 100 in 1 a: OneRun"_s});
    QCOMPARE(rows(touched), QStringList{u"2>3 same 100 in 1 a: OneRun"_s});
    QCOMPARE(rowsOf(wasteOf(u"FROM scratch\nCOPY a /\n"_s, {{u"COPY a / # buildkit"_s, {file, bytesAt("a", 50)}}})),
             QStringList{u"2>2 replaced 100 in 1 a: WriteOnce"_s});
}

void TestLineWaste::severalFilesAreOneRow()
{
    const QList<Item> made{bytesAt("usr/share/doc/a/1", 400), bytesAt("usr/share/doc/a/2", 300),
                           bytesAt("usr/share/doc/b", 250), bytesAt("etc/c", 50), bytesAt("etc/mode", 20)};
    const QList<Item> later{whiteoutOf("usr/share/.wh.doc"), whiteoutOf("etc/.wh.c"),
                            withMode(bytesAt("etc/mode", 20), 0600)};
    const auto waste = wasteOf(u"FROM scratch\nRUN make\nUSER a\nRUN clean\n"_s,
                               {{ran(u"make"_s), made}, {u"USER a"_s, {}}, {ran(u"clean"_s), later}});
    QCOMPARE(
        rowsOf(waste),
        QStringList({u"2>4 deleted 1000 in 4 usr/share/doc: OneRun"_s, u"2>4 attributes 20 in 1 etc/mode: OneRun"_s}));
    QCOMPARE(waste[0].files.largest, "usr/share/doc/a/1");
    QCOMPARE(waste[0].files.largestBytes, 400);
}

void TestLineWaste::theBaseImage()
{
    const QString text = u"FROM debian:12\nENV A=b\nRUN rm -r /doc /usr/lib\n"_s;
    const QList<BuiltLayer> layers{
        {u"ADD rootfs.tar.xz / # buildkit"_s, {bytesAt("doc/a", 100), bytesAt("usr/lib/x", 3), bytesAt("own", 5)}},
        {ran(u"in the base"_s), {bytesAt("doc/b", 90), whiteoutOf(".wh.own")}},
        {u"ENV A=b"_s, {}},
        {ran(u"rm -r /doc /usr/lib"_s), {whiteoutOf(".wh.doc"), whiteoutOf("usr/.wh.lib")}}};
    const auto waste = wasteOf(text, layers);
    QCOMPARE(
        rowsOf(waste),
        QStringList({u"base>3 deleted 193 in 3 doc: LeaveBaseAlone"_s, u"base>base deleted 5 in 1 own: OtherBase"_s}));
    QVERIFY(!waste[0].finding);
}

/// The first RUN is another one now: nobody knows what made its layer, and it was not the base.
void TestLineWaste::aLineThatWasChangedIsNotTheBase()
{
    const QList<BuiltLayer> layers{{u"ADD rootfs.tar.xz / # buildkit"_s, {bytesAt("base", 7)}},
                                   {ran(u"curl -o /a https://example.org"_s), {bytesAt("a", 100)}},
                                   {u"COPY one two /three/ # buildkit"_s, {bytesAt("three/one", 1)}},
                                   {u"ENV LONG=enough TO=know"_s, {}},
                                   {ran(u"rm /a /base && echo done"_s), {whiteoutOf(".wh.a"), whiteoutOf(".wh.base")}}};
    const auto waste = wasteOf(u"FROM debian:12\nRUN something entirely different --that nobody=knows\n"
                               "COPY one two /three/\nENV LONG=enough TO=know\nRUN rm /a /base && echo done\n"_s,
                               layers);
    QCOMPARE(rowsOf(waste),
             QStringList({u"?2>5 deleted 100 in 1 a: NotKnown"_s, u"base>5 deleted 7 in 1 base: LeaveBaseAlone"_s}));
}

void TestLineWaste::theTextIsAnother()
{
    const QList<BuiltLayer> layers{{u"COPY setup.bin /srv/setup.bin # buildkit"_s, {bytesAt("srv/setup.bin", 10)}},
                                   {ran(u"rm /srv/setup.bin"_s), {whiteoutOf("srv/.wh.setup.bin")}}};
    // Lines moved.
    QCOMPARE(rowsOf(wasteOf(u"# a comment\n\nFROM scratch\nLABEL a=b\nCOPY setup.bin /srv/setup.bin\n\n"
                            "RUN rm /srv/setup.bin\n"_s,
                            layers)),
             QStringList{u"5>7 deleted 10 in 1 srv/setup.bin: DoNotCopy"_s});
    // Nothing of it is there any more.
    QCOMPARE(rowsOf(wasteOf(u"FROM debian\nCMD [\"sh\"]\n"_s, layers)),
             QStringList{u"?1>?2 deleted 10 in 1 srv/setup.bin: NotKnown"_s});
    QCOMPARE(rowsOf(wasteOf(QString(), layers)), QStringList{u"?1>?2 deleted 10 in 1 srv/setup.bin: NotKnown"_s});
}

void TestLineWaste::anyStage()
{
    const auto waste = wasteOf(
        u"FROM scratch AS low\nCOPY a /a\nFROM low\nCOPY b /a\nFROM scratch\nCOPY c /c\n"_s,
        {{u"COPY a /a # buildkit"_s, {bytesAt("a", 10)}}, {u"COPY b /a # buildkit"_s, {bytesAt("a", 20)}}});
    QCOMPARE(rowsOf(waste), QStringList{u"2>4 replaced 10 in 1 a: CopyOnce"_s});
}

void TestLineWaste::theFixIsFound_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QList<Item>>("brought");
    QTest::addColumn<QList<Item>>("later");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("fixed");
    const Item file = bytesAt("srv/a.sh", 10);
    QTest::newRow("mode") << u"COPY a.sh /srv/a.sh"_s << u"RUN chmod 755 /srv/a.sh"_s << QList{file}
                          << QList{withMode(file, 0755)} << u"ModeInOwnLayer"_s
                          << u"FROM debian:12\nCOPY --chmod=755 a.sh /srv/a.sh\n"_s;
    QTest::newRow("one RUN") << u"RUN make"_s << u"RUN rm /srv/a.sh"_s << QList{file}
                             << QList{whiteoutOf("srv/.wh.a.sh")} << u"ConsecutiveRuns"_s
                             << u"FROM debian:12\nRUN make \\\n    && rm /srv/a.sh\n"_s;
    QTest::newRow("lists of apt") << u"RUN apt-get update && apt-get install -y curl"_s << u"COPY lists /var/lib/apt"_s
                                  << QList{bytesAt("var/lib/apt/lists/a", 10)}
                                  << QList{bytesAt("var/lib/apt/lists/a", 5)} << u"AptListsKept"_s
                                  << u"FROM debian:12\nRUN apt-get update && apt-get install -y curl"
                                     " && rm -rf /var/lib/apt/lists/*\nCOPY lists /var/lib/apt\n"_s;
    QTest::newRow("none for what is copied and deleted")
        << u"COPY a.sh /srv/a.sh"_s << u"RUN rm /srv/a.sh"_s << QList{file} << QList{whiteoutOf("srv/.wh.a.sh")}
        << QString() << QString();
    QTest::newRow("none for files elsewhere")
        << u"RUN apt-get update && apt-get install -y curl"_s << u"COPY a.sh /srv/a.sh"_s << QList{file}
        << QList{bytesAt("srv/a.sh", 5)} << QString() << QString();
}

void TestLineWaste::theFixIsFound()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QList<Item>, brought);
    QFETCH(QList<Item>, later);
    QFETCH(QString, rule);
    QFETCH(QString, fixed);
    const auto createdBy = [](const QString &line) {
        return line.startsWith(u"RUN ") ? ran(line.sliced(4)) : line + u" # buildkit"_s;
    };
    const QString text = u"FROM debian:12\n%1\n%2\n"_s.arg(first, second);
    const auto waste = wasteOf(
        text, {{u"ADD base"_s, {bytesAt("b", 1)}}, {createdBy(first), brought}, {createdBy(second), later}});
    QCOMPARE(waste.size(), 1);
    QCOMPARE(waste[0].finding ? waste[0].finding->rule : QString(), rule);
    if (!rule.isEmpty())
        QCOMPARE(applyFix(text, *waste[0].finding->fix), fixed);
}

/// The third RUN can be joined to the second; that does nothing about the first.
void TestLineWaste::theFixIsOfTheseLines()
{
    const QString text = u"FROM debian:12\nRUN one\nRUN two\nRUN rm /1 /2\n"_s;
    const auto waste = wasteOf(text,
                               {{ran(u"one"_s), {bytesAt("1", 20)}},
                                {ran(u"two"_s), {bytesAt("2", 10)}},
                                {ran(u"rm /1 /2"_s), {whiteoutOf(".wh.1"), whiteoutOf(".wh.2")}}});
    QCOMPARE(rowsOf(waste), QStringList({u"2>4 deleted 20 in 1 1: OneRun"_s, u"3>4 deleted 10 in 1 2: OneRun"_s}));
    QVERIFY(!waste[0].finding);
    QVERIFY(waste[1].finding);
}

void TestLineWaste::rowsFollowTheText()
{
    const QList<BuiltLayer> layers{{ran(u"one"_s), {bytesAt("1", 20), bytesAt("2", 5)}},
                                   {u"COPY two /two # buildkit"_s, {bytesAt("two", 10)}},
                                   {ran(u"rm /1 /two"_s), {whiteoutOf(".wh.1"), whiteoutOf(".wh.two")}}};
    LineWasteModel model;
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QCOMPARE(model.rowCount(), 0);
    model.setWaste(wasteOf(u"FROM scratch\nRUN one\nCOPY two /two\nRUN rm /1 /two\n"_s, layers));
    QCOMPARE(model.rowCount(), 2);
    const QPersistentModelIndex first = model.index(0, LineWasteModel::From);
    QCOMPARE(first.data().toString(), u"line 2"_s);
    model.setWaste(wasteOf(u"# new\nFROM scratch\nRUN one\nCOPY two /two\nRUN rm /1 /two\n"_s, layers));
    QCOMPARE(first.data().toString(), u"line 3"_s);
    model.setWaste({model.waste(1)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(first.data().toString(), u"line 4"_s);
    model.setWaste({});
    QVERIFY(!first.isValid());
    QVERIFY(resets.isEmpty());
}

void TestLineWaste::whatRowsSay()
{
    const LineWaste large{.brought = {.kind = WastePlace::Kind::Line, .instruction = 1, .line = 1},
                          .buried = {.kind = WastePlace::Kind::Line, .instruction = 2, .line = 2},
                          .files = {.fate = WasteFate::Deleted,
                                    .bytes = 1'500'000,
                                    .files = 3,
                                    .largest = "usr/lib/a",
                                    .largestBytes = 700'000,
                                    .folder = "usr/lib"}};
    LineWaste small = large;
    small.brought = {.kind = WastePlace::Kind::BaseImage};
    small.buried = {.kind = WastePlace::Kind::Unknown, .layer = 4};
    small.files.fate = WasteFate::Attributes;
    small.files.bytes = 375'000;
    small.files.folder = {};
    LineWasteModel model;
    model.setWaste({large, small});
    const auto texts = [&](int row) {
        QStringList cells;
        for (int column = 0; column < LineWasteModel::ColumnCount; ++column)
            cells.append(model.index(row, column).data().toString());
        return cells.join(u" | "_s);
    };
    QCOMPARE(texts(0), u"1.5 MB | line 2 | deleted in line 3 | /usr/lib/ (3 file(s))"_s);
    QCOMPARE(texts(1),
             u"375 kB | the base image | mode or owner changed in layer 5 | /usr/lib/a and 2 other file(s)"_s);
    QCOMPARE(model.index(0, LineWasteModel::Size).data(LineWasteModel::ShareRole).toDouble(), 1.0);
    QCOMPARE(model.index(1, LineWasteModel::Size).data(LineWasteModel::ShareRole).toDouble(), 0.25);
    QVERIFY(!model.index(0, LineWasteModel::From).data(LineWasteModel::ShareRole).isValid());
    QCOMPARE(model.index(0, LineWasteModel::Files).data(Qt::ToolTipRole).toString(),
             u"The largest: /usr/lib/a, 700 kB"_s);
    BuriedFiles odd{.files = 1, .largest = "a\nb\xE2\x80\xAE"};
    QCOMPARE(wastedFilesText(odd), u"/a\u240Ab\uFFFD"_s);
}

/// No two of them say the same, and none says nothing.
void TestLineWaste::everyRemedyIsTold()
{
    QStringList said;
    for (int remedy = 0; remedy <= int(WasteRemedy::NotKnown); ++remedy)
        said.append(wasteAdvice({.remedy = WasteRemedy(remedy)}));
    QVERIFY(!said.contains(QString()));
    QCOMPARE(said.removeDuplicates(), 0);
    QVERIFY(wasteAdvice({.remedy = WasteRemedy::OneRun}).startsWith(u"Delete it in the RUN that makes it"_s));
}

STRATA_TEST(TestLineWaste)
#include "tst_linewaste.moc"
