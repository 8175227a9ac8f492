// SPDX-License-Identifier: GPL-3.0-or-later
#include "contextfolder.h"
#include "dockerfile/contextselection.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

class TestContextSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void selects_data();
    void selects();
    void tellsWhatBecameOfEachSource_data();
    void tellsWhatBecameOfEachSource();
    void countsAFileOnce();
    void refusesAMalformedExclude();
    void withoutRulesNothingIsIgnored();

private:
    QByteArrayList selected(const ContextCopy &copy) const;

    ContextFolder m_context;
    ContextScan m_scan;
};

void TestContextSelection::initTestCase()
{
    for (const char *path : {"go.mod", "go.sum", "main.go", "a*b", "src/main.c", "src/util.c", "src/util.h",
                             "src/lib/deep.c", "src/lib/deep.h", "src/secret.key", "docs/a.md", "docs/img/b.png",
                             "docs/한글.md", "node_modules/x/y.js", "private/kept.txt", "private/gone.txt"})
        m_context.write(path, path);
    m_context.makeFolder("empty");
    m_context.link("current", "src/lib");
    m_context.link("src/header", "util.h");
    m_context.link("rooted", "/docs/img");
    m_context.link("outside", "../../etc");
    m_context.link("gone", "nowhere");
    m_context.link("loop", "loop");
    m_context.write(".dockerignore", "node_modules\n**/*.key\nprivate\n!private/kept.txt\n.dockerignore\n");
    m_scan = m_context.scan();
}

QByteArrayList TestContextSelection::selected(const ContextCopy &copy) const
{
    const Result<ContextSelection> selection = contextSelection(m_scan, copy);
    if (!selection)
        return {"error"};
    QByteArrayList paths;
    qint64 bytes = 0;
    for (const ContextScan::Index index : selection->entries) {
        paths.append(m_scan.path(index));
        bytes += m_scan.entry(index).size;
    }
    return bytes == selection->bytes ? paths : QByteArrayList{"other bytes"};
}

void TestContextSelection::selects_data()
{
    QTest::addColumn<ContextCopy>("copy");
    QTest::addColumn<QByteArrayList>("paths");
    const auto add = [](const char *name, const ContextCopy &copy, const QByteArrayList &paths) {
        QTest::newRow(name) << copy << paths;
    };
    const QByteArrayList top{"a*b", "current", "go.mod", "go.sum", "gone", "loop", "main.go", "outside", "rooted"};
    const QByteArrayList docs{"docs/a.md", "docs/img/b.png", "docs/한글.md"};
    const QByteArrayList lib{"src/lib/deep.c", "src/lib/deep.h"};
    const QByteArrayList src = QByteArrayList{"src/header"} + lib
        + QByteArrayList{"src/main.c", "src/util.c", "src/util.h"};
    const QByteArrayList all = QByteArrayList{"a*b", "current"} + docs
        + QByteArrayList{"go.mod", "go.sum", "gone", "loop", "main.go", "outside", "private/kept.txt", "rooted"} + src;

    add("a file", {{u"go.mod"_s}}, {"go.mod"});
    add("two", {{u"go.mod"_s, u"./go.sum"_s}}, {"go.mod", "go.sum"});
    add("everything", {{u"."_s}}, all);
    add("everything from the root", {{u"/"_s}}, all);
    add("a folder", {{u"docs"_s}}, docs);
    add("a folder with a slash", {{u"/docs/"_s}}, docs);
    add("steps back", {{u"../../docs/../docs"_s}}, docs);
    add("an empty folder", {{u"empty"_s}}, {});
    add("of a name", {{u"go.*"_s}}, {"go.mod", "go.sum"});
    add("of all names", {{u"*"_s}},
        docs + QByteArrayList{"a*b", "go.mod", "go.sum", "main.go", "private/kept.txt"} + src);
    add("in a folder", {{u"src/*.c"_s}}, {"src/main.c", "src/util.c"});
    add("in any folder", {{u"*/*.c"_s}}, {"src/main.c", "src/util.c"});
    add("a folder by wildcard", {{u"s?c"_s}}, src);
    add("two stars are one", {{u"**/*.c"_s}}, {"src/main.c", "src/util.c"});
    add("an escape", {{u"a\\**"_s}}, {"a*b"});
    add("an escaped name needs another wildcard", {{u"a\\*b"_s}}, {});
    add("a letter of many bytes", {{u"docs/[가-힣]?.md"_s}}, {"docs/한글.md"});
    add("a link", {{u"src/header"_s}}, {"src/util.h"});
    add("a link to a folder", {{u"current"_s}}, lib);
    add("below a link", {{u"current/deep.c"_s}}, {"src/lib/deep.c"});
    add("wildcards below a link", {{u"current/*.h"_s}}, {"src/lib/deep.h"});
    add("a link by wildcard", {{u"curr*"_s}}, lib);
    add("an absolute link", {{u"rooted"_s}}, {"docs/img/b.png"});
    add("an ignored file", {{u"src/secret.key"_s}}, {});
    add("a file that is in again", {{u"private"_s}}, {"private/kept.txt"});

    add("without some", {{u"src"_s}, {u"*.h"_s}},
        {"src/header", "src/lib/deep.c", "src/lib/deep.h", "src/main.c", "src/util.c"});
    add("without some anywhere", {{u"src"_s}, {u"**/*.h"_s, u"header"_s}},
        {"src/lib/deep.c", "src/main.c", "src/util.c"});
    add("without a folder", {{u"."_s}, {u"src"_s, u"docs/*"_s, u"[gloropa]*"_s}}, {"current", "main.go"});
    add("with an exception", {{u"src"_s}, {u"*"_s, u"!lib/*.c"_s}}, {"src/lib/deep.c"});
    add("what a source names is not left out", {{u"go.*"_s, u"main.go"_s}, {u"*"_s}}, {"go.mod", "go.sum", "main.go"});

    add("parents", {{u"src/lib/deep.c"_s, u"docs/*.md"_s}, {}, true}, {"docs/a.md", "docs/한글.md", "src/lib/deep.c"});
    add("parents, any depth", {{u"**/*.c"_s}, {}, true}, {"src/lib/deep.c", "src/main.c", "src/util.c"});
    add("parents, a folder", {{u"src/lib"_s}, {}, true}, lib);
    add("parents, a folder by wildcard", {{u"*/lib"_s}, {}, true}, lib);
    add("parents, a pivot", {{u"src/./lib/*.h"_s}, {}, true}, {"src/lib/deep.h"});
    add("parents, a pivot by wildcard", {{u"s*/./**/*.h"_s}, {}, true}, {"src/lib/deep.h", "src/util.h"});
    add("parents, a pivot behind a link", {{u"current/./*.c"_s}, {}, true}, {"src/lib/deep.c"});
    add("parents, no link on the way", {{u"current/deep.c"_s}, {}, true}, {});
    add("parents, without", {{u"src/**"_s}, {u"**/*.c"_s}, true}, {"src/header", "src/lib/deep.h", "src/util.h"});
}

void TestContextSelection::selects()
{
    QFETCH(ContextCopy, copy);
    QFETCH(QByteArrayList, paths);
    std::ranges::sort(paths, {}, [this](const QByteArray &path) { return m_scan.find(path).value_or(0); });
    QCOMPARE(selected(copy), paths);
}

void TestContextSelection::tellsWhatBecameOfEachSource_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("parents");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("line");
    const auto add = [](const QString &source, SourceFinding::Outcome outcome, int line = 0) {
        QTest::newRow(qUtf8Printable(source)) << source << false << int(outcome) << line;
    };
    const auto addParents = [](const QString &source, SourceFinding::Outcome outcome, int line = 0) {
        QTest::addRow("parents %s", qUtf8Printable(source)) << source << true << int(outcome) << line;
    };
    add(u"go.mod"_s, SourceFinding::Found);
    add(u"."_s, SourceFinding::Found);
    add(u"empty"_s, SourceFinding::Found);
    add(u"src/none"_s, SourceFinding::NotFound);
    add(u"go.mod/x"_s, SourceFinding::NotFound);
    add(u"outside/passwd"_s, SourceFinding::NotFound);
    add(u"gone"_s, SourceFinding::NotFound);
    add(u"loop"_s, SourceFinding::NotFound);
    add(u"*.zip"_s, SourceFinding::NoMatch);
    add(u"none/*.c"_s, SourceFinding::NoMatch);
    add(u"src/secret.key"_s, SourceFinding::Ignored, 2);
    add(u"src/*.key"_s, SourceFinding::Ignored, 2);
    add(u"node_modules"_s, SourceFinding::Ignored, 1);
    add(u"node_modules/x/y.js"_s, SourceFinding::Ignored, 1);
    add(u"private/gone.txt"_s, SourceFinding::Ignored, 3);
    add(u".dockerignore"_s, SourceFinding::Ignored, 5);
    add(u"a[b"_s, SourceFinding::Malformed);
    add(u"<<EOF"_s, SourceFinding::NotContext);
    add(u"https://example.org/x.tar"_s, SourceFinding::NotContext);
    add(u"git@example.org:a/b.git"_s, SourceFinding::NotContext);
    add(u"ssh://git@example.org/a"_s, SourceFinding::NotContext);
    add(u"github.com/moby/buildkit"_s, SourceFinding::NotFound);
    add(u"./https://x"_s, SourceFinding::NotFound);
    addParents(u"src/lib"_s, SourceFinding::Found);
    addParents(u"src/none"_s, SourceFinding::NotFound);
    addParents(u"**/*.zip"_s, SourceFinding::NoMatch);
    addParents(u"src/secret.key"_s, SourceFinding::Ignored, 2);
    addParents(u"src/./secret.key"_s, SourceFinding::Ignored, 2);
    addParents(u"node_modules/x"_s, SourceFinding::NotFound);
    addParents(u"a[b"_s, SourceFinding::Malformed);
}

void TestContextSelection::tellsWhatBecameOfEachSource()
{
    QFETCH(QString, source);
    QFETCH(bool, parents);
    QFETCH(int, line);
    const Result<ContextSelection> selection = contextSelection(m_scan, {.sources = {source}, .parents = parents});
    QVERIFY(selection);
    QCOMPARE(selection->sources.size(), qsizetype(1));
    const SourceFinding &finding = selection->sources.first();
    QCOMPARE(finding.source, source);
    QTEST(int(finding.outcome), "outcome");
    QCOMPARE(finding.rule < 0 ? 0 : m_scan.ignoreRules().rules()[size_t(finding.rule)].line, line);
    QVERIFY(finding.outcome == SourceFinding::Found || selection->entries.empty());
}

void TestContextSelection::countsAFileOnce()
{
    const Result<ContextSelection> selection = contextSelection(m_scan,
                                                                {.sources = {u"src/lib"_s, u"current"_s, u"s*"_s}});
    QVERIFY(selection);
    QCOMPARE(selection->entries.size(), size_t(6));
    QCOMPARE(selection->sources[0].files, qsizetype(2));
    QCOMPARE(selection->sources[0].bytes, qint64(28));
    QCOMPARE(selection->sources[1].files, qsizetype(2));
    QCOMPARE(selection->sources[2].files, qsizetype(6));
}

void TestContextSelection::refusesAMalformedExclude()
{
    const Result<ContextSelection> selection = contextSelection(m_scan, {.sources = {u"."_s}, .excludes = {u"["_s}});
    QCOMPARE(selection.error_or(Error()).kind, Error::Kind::InvalidInput);
}

void TestContextSelection::withoutRulesNothingIsIgnored()
{
    const ContextFolder context;
    context.write("a");
    const ContextScan scan = context.scan();
    const Result<ContextSelection> selection = contextSelection(scan, {.sources = {u"b"_s, u"a"_s, u"*c"_s}});
    QVERIFY(selection);
    QCOMPARE(selection->sources[0].outcome, SourceFinding::NotFound);
    QCOMPARE(selection->sources[1].outcome, SourceFinding::Found);
    QCOMPARE(selection->sources[2].outcome, SourceFinding::NoMatch);
}

STRATA_TEST(TestContextSelection)
#include "tst_contextselection.moc"
