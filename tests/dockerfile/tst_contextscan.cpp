// SPDX-License-Identifier: GPL-3.0-or-later
#include "contextfolder.h"
#include "dockerfile/folderaccess.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QRandomGenerator>

#include <cerrno>

#include <fcntl.h>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

/// Everything a scan says, a line for each entry; without what differs between two scans of the same.
QStringList scanLines(const ContextScan &scan)
{
    QStringList lines;
    for (ContextScan::Index i = 0; i < scan.entries().size(); ++i) {
        const ContextScan::Entry &entry = scan.entry(i);
        const QByteArray parent = entry.parent == ContextScan::none ? QByteArray("-") : scan.path(entry.parent);
        lines.append(u"%1 type %2 size %3 mode %4 rule %5 %6%7%8 > %9 end %10 in %11 at %12"_s
                         .arg(QString::fromUtf8(scan.path(i)))
                         .arg(int(entry.type))
                         .arg(entry.size)
                         .arg(entry.mode, 0, 8)
                         .arg(entry.rule)
                         .arg(entry.isIgnored ? u"ignored "_s : QString(), scan.isSent(i) ? u"sent "_s : QString(),
                              entry.isRead ? u"read"_s : QString(), QString::fromUtf8(scan.linkTarget(i)))
                         .arg(entry.end)
                         .arg(QString::fromUtf8(parent))
                         .arg(entry.modified));
    }
    lines.append(u"%1 files, %2 bytes"_s.arg(scan.sentFiles()).arg(scan.sentBytes()));
    return lines;
}

} // namespace

class TestContextScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesEveryKind();
    void namesAreBytesInTheirOrder();
    void findsPaths();
    void ignoresByRules_data();
    void ignoresByRules();
    void saysWhichRule();
    void looksIntoIgnoredFoldersWhenAsked();
    void theFileOfRules();
    void aDockerfileOfItsOwnRules();
    void dockerfileMayBeAnywhere();
    void wrongRules();
    void noFolder();
    void linksAreNotFollowed();
    void deepFolders();
    void tooDeepIsAProblem();
    void canBeStopped();
    void tellsProgress();
    void rescanIsTheSameAsAScan();
    void rescanSeesNewRules();
    void rescanTakesTheRestOver();
    void randomChangesAreTheSame();
    void accessStaysBelow();
};

void TestContextScan::seesEveryKind()
{
    const ContextFolder context;
    context.write("sub/file", "12345", 04755);
    context.link("link", "../outside");
    ::mkfifo(context.at("fifo").constData(), 0600);
    ::link(context.at("sub/file").constData(), context.at("again").constData());
    QLocalServer server;
    QVERIFY(server.listen(QFile::decodeName(context.at("socket"))));

    const ContextScan scan = context.scan();
    QCOMPARE(scan.entries().size(), size_t(6));
    const auto entry = [&](QByteArrayView path) { return scan.entry(scan.find(path).value_or(0)); };
    QVERIFY(entry("sub/file").type == ContextEntryType::File);
    QCOMPARE(entry("sub/file").size, qint64(5));
    QCOMPARE(entry("sub/file").mode, 04755u);
    QCOMPARE(entry("sub/file").links, 2u);
    QCOMPARE(entry("again").inode, entry("sub/file").inode);
    QVERIFY(entry("link").type == ContextEntryType::Link);
    QCOMPARE(scan.linkTarget(*scan.find("link")), QByteArrayView("../outside"));
    QVERIFY(entry("fifo").type == ContextEntryType::Fifo);
    QVERIFY(entry("socket").type == ContextEntryType::Socket);
    QVERIFY(entry("sub").type == ContextEntryType::Folder);
    QCOMPARE(sentPaths(scan), QByteArrayList({"again", "fifo", "link", "sub/", "sub/file"}));
    QCOMPARE(scan.sentFiles(), qsizetype(4));
    QCOMPARE(scan.sentBytes(), qint64(10));
    QVERIFY(scan.problems().isEmpty());
    QVERIFY(entry("sub").modified > 1'600'000'000'000'000'000);
}

void TestContextScan::namesAreBytesInTheirOrder()
{
    const ContextFolder context;
    for (const char *path : {"b", "a-b", "a/z", "a.c", "B", "caf\xe9", "한", " "})
        context.write(path);
    QCOMPARE(sentPaths(context.scan()), QByteArrayList({" ", "B", "a/", "a/z", "a-b", "a.c", "b", "caf\xe9", "한"}));
}

void TestContextScan::findsPaths()
{
    const ContextFolder context;
    context.write("a/b/c");
    context.write("a/d");
    const ContextScan scan = context.scan();
    QCOMPARE(scan.path(scan.find("a/b/c").value_or(0)), "a/b/c");
    QCOMPARE(scan.path(scan.find("a/d").value_or(0)), "a/d");
    for (const char *path : {"", "b", "a/", "/a", "a/b/c/d", "a/x", "./a"})
        QVERIFY2(!scan.find(path), path);
    QCOMPARE(scan.endOf(*scan.find("a/b")), *scan.find("a/d"));
    QVERIFY(!ContextScan().find("a"));
}

void TestContextScan::ignoresByRules_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArrayList>("sent");
    const auto add = [](const char *name, const char *rules, const QByteArrayList &sent) {
        QTest::newRow(name) << QByteArray(rules) << sent;
    };
    const QByteArrayList all{".dockerignore", "a.log",    "empty/",      "src/",         "src/a.c",
                             "src/a.log",     "src/lib/", "src/lib/b.c", "src/lib/b.log"};
    const auto without = [&all](const QByteArrayList &left) {
        QByteArrayList rest = all;
        for (const QByteArray &path : left)
            rest.removeAll(path);
        return rest;
    };
    add("nothing", "", all);
    add("here only", "*.log", without({"a.log"}));
    add("everywhere", "**/*.log", without({"a.log", "src/a.log", "src/lib/b.log"}));
    add("a folder", "src", {".dockerignore", "a.log", "empty/"});
    add("below a folder", "src/**", {".dockerignore", "a.log", "empty/", "src/"});
    add("all but one", "*\n!src/lib/b.c", {"src/", "src/lib/", "src/lib/b.c"});
    add("all but some", "*\n!**/*.c", {"src/", "src/a.c", "src/lib/", "src/lib/b.c"});
    add("all but a folder", "**\n!src/lib", {"src/", "src/lib/", "src/lib/b.c", "src/lib/b.log"});
    add("in, and out again", "*\n!src\nsrc/lib", {"src/", "src/a.c", "src/a.log"});
    add("everything", "**", {});
}

void TestContextScan::ignoresByRules()
{
    QFETCH(QByteArray, rules);
    const ContextFolder context;
    for (const char *path : {"a.log", "src/a.c", "src/a.log", "src/lib/b.c", "src/lib/b.log"})
        context.write(path);
    context.makeFolder("empty");
    context.write(".dockerignore", rules);
    QTEST(sentPaths(context.scan()), "sent");
}

void TestContextScan::saysWhichRule()
{
    const ContextFolder context;
    context.write("out/deep/x");
    context.write("a.log");
    context.write("keep.log");
    context.write(".dockerignore", "# rules\n*.log\nout\n!keep.log\n");
    const ContextScan scan = context.scan();
    const auto rule = [&](QByteArrayView path) {
        const int number = scan.entry(scan.find(path).value_or(0)).rule;
        return number < 0 ? QString() : ruleText(scan.ignoreRules().rules()[size_t(number)]);
    };
    QCOMPARE(rule("a.log"), u"line 2: *.log"_s);
    QCOMPARE(rule("out"), u"line 3: out"_s);
    QCOMPARE(rule("keep.log"), u"line 4: !keep.log"_s);
    QCOMPARE(rule(".dockerignore"), QString());
    QVERIFY(!scan.find("out/deep"));
    QVERIFY(!scan.entry(*scan.find("out")).isRead);
}

void TestContextScan::looksIntoIgnoredFoldersWhenAsked()
{
    const ContextFolder context;
    context.write("out/deep/x", "12");
    context.write(".dockerignore", "out\n");
    ContextOptions options = context.options();
    options.readsIgnored = true;
    const ContextScan scan = scanContext(options).value_or(ContextScan());
    const std::optional<ContextScan::Index> file = scan.find("out/deep/x");
    QVERIFY(file);
    QVERIFY(scan.entry(*file).isIgnored);
    QCOMPARE(scan.entry(*file).rule, 0);
    QCOMPARE(sentPaths(scan), QByteArrayList{".dockerignore"});
}

void TestContextScan::theFileOfRules()
{
    const ContextFolder context;
    context.write("a");
    QCOMPARE(context.scan().ignoreFile(), QString());
    context.makeFolder(".dockerignore");
    QCOMPARE(context.scan().ignoreFile(), QString());
    context.remove(".dockerignore");
    context.write("../rules", "a");
    context.link(".dockerignore", "../rules");
    QCOMPARE(context.scan().ignoreFile(), QFile::decodeName(context.at(".dockerignore")));
    QCOMPARE(sentPaths(context.scan()), QByteArrayList{".dockerignore"});
}

void TestContextScan::aDockerfileOfItsOwnRules()
{
    const ContextFolder context;
    for (const char *path : {"a", "b", "Dockerfile", "other.Dockerfile"})
        context.write(path);
    context.write(".dockerignore", "a");
    context.write("other.Dockerfile.dockerignore", "b\n**ignore");
    QVERIFY(sentPaths(context.scan()).contains("b"));
    const ContextScan scan = context.scan(QFile::decodeName(context.at("other.Dockerfile")));
    QCOMPARE(sentPaths(scan), QByteArrayList({"Dockerfile", "a", "other.Dockerfile"}));
    QCOMPARE(scan.ignoreFile(), QFile::decodeName(context.at("other.Dockerfile.dockerignore")));
}

void TestContextScan::dockerfileMayBeAnywhere()
{
    const ContextFolder context;
    context.makeFolder("sub");
    QCOMPARE(context.scan().dockerfileInside(), std::optional<QByteArray>("Dockerfile"));
    context.write("dockerfile");
    QCOMPARE(context.scan().dockerfileInside(), std::optional<QByteArray>("dockerfile"));
    context.write("Dockerfile");
    QCOMPARE(context.scan().dockerfileInside(), std::optional<QByteArray>("Dockerfile"));
    const auto inside = [&](const char *path) {
        return context.scan(QFile::decodeName(context.at(path))).dockerfileInside();
    };
    QCOMPARE(inside("sub/x"), std::optional<QByteArray>("sub/x"));
    QCOMPARE(inside("sub/../y"), std::optional<QByteArray>("y"));
    QCOMPARE(inside("../Dockerfile"), std::nullopt);
    context.write("../elsewhere/rules.dockerignore", "sub");
    QCOMPARE(inside("../elsewhere/rules"), std::nullopt);
    QVERIFY(!sentPaths(context.scan(QFile::decodeName(context.at("../elsewhere/rules")))).contains("sub/"));
    context.link("../alias", "context/sub");
    QCOMPARE(inside("../alias/z"), std::optional<QByteArray>("sub/z"));
}

void TestContextScan::wrongRules()
{
    const ContextFolder context;
    context.write(".dockerignore", "a\n[");
    const Result<ContextScan> scan = scanContext(context.options());
    QVERIFY(!scan);
    QCOMPARE(scan.error().kind, Error::Kind::InvalidInput);
    QVERIFY2(scan.error().message.contains(u".dockerignore: line 2: "), qUtf8Printable(scan.error().message));
    context.write(".dockerignore", QByteArray(5 << 20, '\n'));
    QCOMPARE(scanContext(context.options()).error_or(Error()).kind, Error::Kind::InvalidInput);
}

void TestContextScan::noFolder()
{
    const ContextFolder context;
    context.write("file");
    for (const char *path : {"nothing", "file"}) {
        const Result<ContextScan> scan = scanContext({.folder = QFile::decodeName(context.at(path))});
        QCOMPARE(scan.error_or(Error()).kind, Error::Kind::NotFound);
    }
    QVERIFY(context.scan().problems().isEmpty());
}

void TestContextScan::linksAreNotFollowed()
{
    const ContextFolder context;
    context.write("../outside/secret");
    context.makeFolder("sub");
    context.link("sub/up", "..");
    context.link("out", "../outside");
    context.link("gone", "nowhere");
    QCOMPARE(sentPaths(context.scan()), QByteArrayList({"gone", "out", "sub/", "sub/up"}));

    context.link("../alias", "context"); // but the context itself may be reached by one
    const ContextScan scan = scanContext({.folder = QFile::decodeName(context.at("../alias"))}).value_or(ContextScan());
    QCOMPARE(sentPaths(scan).size(), qsizetype(4));
}

void TestContextScan::deepFolders()
{
    const ContextFolder context;
    const QByteArray path = QByteArray("d/").repeated(1500) + "file";
    context.write(path);
    const ContextScan scan = context.scan();
    QCOMPARE(scan.entries().size(), size_t(1501));
    QCOMPARE(scan.path(1500), path);
    QVERIFY(scan.find(path));
}

void TestContextScan::tooDeepIsAProblem()
{
    const ContextFolder context;
    context.write("beside");
    const QByteArray name(200, 'd');
    int folder = ::open(context.root().constData(), O_PATH);
    for (int depth = 0; depth < 30; ++depth) {
        QVERIFY(::mkdirat(folder, name.constData(), 0755) == 0);
        const int next = ::openat(folder, name.constData(), O_PATH);
        ::close(std::exchange(folder, next));
    }
    ::close(folder);
    const ContextScan scan = context.scan();
    QCOMPARE(scan.problems().size(), qsizetype(1));
    QVERIFY(scan.problems().first().path.startsWith(name));
    QVERIFY(!scan.problems().first().isIgnored);
    QVERIFY(!scan.entry(scan.find(scan.problems().first().path).value_or(0)).isRead);
    QVERIFY(scan.find("beside"));
}

void TestContextScan::canBeStopped()
{
    const ContextFolder context;
    context.write("a");
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(scanContext(context.options(), stop.get_token()).error_or(Error()).kind, Error::Kind::Cancelled);
}

void TestContextScan::tellsProgress()
{
    const ContextFolder context;
    for (int i = 0; i < 2500; ++i)
        context.write(QByteArray::number(i), {});
    QList<qsizetype> told;
    ContextOptions options = context.options();
    options.progress = [&told](qsizetype entries) { told.append(entries); };
    QVERIFY(scanContext(options));
    QCOMPARE(told, QList<qsizetype>({1000, 2000}));
}

void TestContextScan::rescanIsTheSameAsAScan()
{
    const ContextFolder context;
    for (const char *path : {"a/b/c/one", "a/b/two", "a/three", "x/y/z", "four"})
        context.write(path);
    context.link("x/link", "target");
    context.write(".dockerignore", "**/three\n");
    const ContextScan before = context.scan();
    const auto check = [&](const QList<QByteArray> &changed) {
        const Result<ContextScan> after = rescanContext(before, changed, context.options());
        QVERIFY(after);
        QCOMPARE(scanLines(*after), scanLines(context.scan()));
    };
    check({});
    context.write("a/b/new", "12345678");
    check({"a/b/new"});
    context.remove("x/y");
    check({"a/b/new", "x/y"});
    context.write("a/b/c/deeper/five", "5");
    check({"a/b/new", "x/y", "a/b/c/deeper"});
    context.rename("a/b/c", "x/c");
    check({"a/b/new", "x/y", "a/b/c", "x/c"});
    context.remove("four");
    context.makeFolder("four");
    context.write("four/now", "a folder");
    check({"a/b/new", "x/y", "a/b/c", "x/c", "four"});
    check({""});
    check({"not/there", "a/b/new", "x/y", "a/b/c", "x/c", "four"});
}

void TestContextScan::rescanSeesNewRules()
{
    const ContextFolder context;
    context.write("a/b");
    const ContextScan before = context.scan();
    context.write(".dockerignore", "a");
    const Result<ContextScan> after = rescanContext(before, {".dockerignore"}, context.options());
    QVERIFY(after);
    QCOMPARE(sentPaths(*after), QByteArrayList{".dockerignore"});
}

void TestContextScan::rescanTakesTheRestOver()
{
    const ContextFolder context;
    context.write("same/file");
    context.write("other/file");
    const ContextScan before = context.scan();
    context.write("same/unseen");
    context.write("other/seen");
    const Result<ContextScan> after = rescanContext(before, {"other/seen"}, context.options());
    QVERIFY(after);
    QVERIFY(after->find("other/seen"));
    QVERIFY(!after->find("same/unseen"));
}

void TestContextScan::randomChangesAreTheSame()
{
    QRandomGenerator random(7);
    const auto randomPath = [&random] {
        QByteArray path;
        for (int depth = random.bounded(1, 5); depth > 0; --depth)
            path += QByteArray(1, char('a' + random.bounded(3))) + (depth > 1 ? "/" : "");
        return path;
    };
    const ContextFolder context;
    ContextScan scan = context.scan();
    for (int round = 0; round < 200; ++round) {
        QList<QByteArray> changed;
        for (int change = random.bounded(1, 4); change > 0; --change) {
            const QByteArray path = randomPath(), other = randomPath();
            const QFileInfo above(QFile::decodeName(context.at(path)));
            if (random.bounded(3) == 0) {
                context.remove(path);
            } else if (random.bounded(4) == 0) {
                context.rename(path, other);
                changed.append(other);
            } else if (!above.exists() && QDir().mkpath(above.path())) {
                context.write(path, QByteArray(random.bounded(50), 'x'));
                for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
                    changed.append(path.left(slash)); // a folder that may be new
            }
            changed.append(path);
        }
        const Result<ContextScan> after = rescanContext(scan, changed, context.options());
        QVERIFY(after);
        scan = *after;
        QCOMPARE(scanLines(scan), scanLines(context.scan()));
    }
}

void TestContextScan::accessStaysBelow()
{
    const ContextFolder context;
    context.write("../outside/secret");
    context.write("sub/file");
    context.link("out", "../outside");
    context.link("sub/link", "file");
    ::mkfifo(context.at("fifo").constData(), 0600);
    const Result<FolderAccess> access = FolderAccess::open(context.folder());
    QVERIFY(access);
    QVERIFY(access->openBelow("sub/file", O_RDONLY).isOpen());
    QVERIFY(access->openBelow({}, O_RDONLY | O_DIRECTORY).isOpen());
    QVERIFY(access->openBelow("fifo", O_RDONLY).isOpen()); // at once, without a writer
    QVERIFY(access->openBelow("fifo", O_PATH).isOpen());
    for (const char *path : {"out/secret", "sub/link", "out"}) {
        QVERIFY(!access->openBelow(path, O_RDONLY).isOpen());
        QVERIFY2(errno == ELOOP, path);
    }
    QVERIFY(!access->openBelow("../outside/secret", O_RDONLY).isOpen());
    QVERIFY(!access->openBelow("sub/../../outside/secret", O_RDONLY).isOpen());
    QVERIFY(!access->openBelow("/etc/passwd", O_RDONLY).isOpen());
}

STRATA_TEST(TestContextScan)
#include "tst_contextscan.moc"
