// SPDX-License-Identifier: GPL-3.0-or-later
#include "contextfolder.h"
#include "dockerfile/forecast/forecast.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto cached = CacheOutcome::Cached;
constexpr auto rebuilds = CacheOutcome::Rebuilds;
constexpr auto unknownOutcome = CacheOutcome::Unknown;

/// What a COPY of these sources would take, as a digest; empty when that cannot be told.
QByteArray contentOf(const ContextFolder &folder, const ContentQuery &query)
{
    const ContextScan scan = folder.scan();
    FileDigests known;
    std::vector<ContextScan::Index> all;
    for (ContextScan::Index i = 0; i < scan.entries().size(); ++i)
        all.push_back(i);
    const ContextDigests digests = digestContext(scan, all, known).value_or(ContextDigests());
    const auto content = copyContent(scan, digests, query);
    return content ? content->digest : QByteArray();
}

using FolderEdit = std::function<void(const ContextFolder &)>;

void setTimes(const ContextFolder &folder, const QByteArray &path)
{
    const timespec times[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    ::utimensat(AT_FDCWD, folder.at(path).constData(), times, 0);
}

/// Builds without an engine: what the forecast says is what happens.
class PretendedBuilds
{
public:
    ContextFolder folder;
    QMap<QString, QString> arguments = {};
    BuildGraphOptions options = {};
    QStringList baseLayers = {u"sha256:one"_s};
    ForecastKnowledge knowledge = {
        .engine = u"engine"_s, .file = u"/Dockerfile"_s, .records = QList<CacheRecordFact>()};

    PretendedBuilds()
    {
        folder.write("main.go", "1");
        folder.write("other.go", "1");
    }

    void prepare(const QString &text, const QString &target = {})
    {
        m_document = parseDockerfile(text);
        const auto plan = std::make_shared<BuildPlan>(
            planBuild(m_document, {.target = target, .buildArguments = arguments}));
        const auto scan = std::make_shared<ContextScan>(folder.scan(folder.folder() + u"/../Dockerfile"_s));
        const auto digests = std::make_shared<ContextDigests>(
            digestContext(*scan, contentFiles(*scan, *plan), m_known).value_or(ContextDigests()));
        options.baseImage = [this](const QString &name, const QString &) -> std::optional<BaseImageFacts> {
            if (name == u"nowhere")
                return std::nullopt;
            return BaseImageFacts{.identity = imageIdentity(baseLayers), .layerSizes = {10, 20}};
        };
        m_graph = buildGraph(m_document, plan, scan, digests, options);
        m_forecast = forecastBuild(m_document, m_graph, knowledge);
    }

    /// Every step of a layer gets 100 bytes.
    void build(const QString &text, const QString &target = {})
    {
        prepare(text, target);
        BuildTruth truth{.when = QDateTime::fromSecsSinceEpoch(1'700'000'000 + ++m_builds)};
        for (int i = 0; i < m_graph.vertices.size(); ++i) {
            const BuildVertex &vertex = m_graph.vertices[i];
            if (const StepForecast *step = m_forecast.find(vertex.stage, vertex.step))
                truth.steps.insert(i, {.isCached = step->outcome == cached, .bytes = 100});
        }
        const auto records = std::exchange(knowledge.records, std::nullopt);
        knowledge.memory.add(rememberBuild(m_graph, knowledge, truth), rememberedFiles(m_graph));
        knowledge.records = records ? std::optional(QList<CacheRecordFact>{{.id = u"something"_s}}) : std::nullopt;
    }

    /// Of the steps that the cache has to do with, in the order of the stages.
    QList<StepForecast> steps() const
    {
        QList<StepForecast> all;
        for (const StageForecast &stage : m_forecast.stages) {
            for (const StepForecast &step : stage.steps) {
                if (step.outcome != CacheOutcome::NotAStep)
                    all.append(step);
            }
        }
        return all;
    }
    QString told() const
    {
        QStringList lines;
        for (const StepForecast &step : steps())
            lines.append(step.outcome == cached               ? u"cached"_s
                             : step.outcome == unknownOutcome ? u"unknown: "_s + cacheReasonText(step.reason)
                                                              : cacheReasonText(step.reason));
        return lines.join(u'\n');
    }
    const BuildForecast &forecast() const { return m_forecast; }
    const BuildGraph &graph() const { return m_graph; }

private:
    Document m_document;
    BuildGraph m_graph;
    BuildForecast m_forecast;
    FileDigests m_known;
    int m_builds = 0;
};

} // namespace

class TestForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contents_data();
    void contents();
    void contentsOfDifferentSources();
    void sizes();
    void readsOnlyWhatChanged();
    void stopsWhenAsked();
    void reasons_data();
    void reasons();
    void aBaseImage();
    void unknownThings();
    void onlyTheTargetIsNeeded();
    void linkedCopies();
    void recordsOfTheCache();
    void sizesOfSteps();
    void memoryIsBounded();
    void moreIsKnownOfABuild();
    void memoryRoundTrip();
    void damagedMemory_data();
    void damagedMemory();
};

void TestForecast::contents_data()
{
    QTest::addColumn<FolderEdit>("edit");
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("isSame");

    const auto same = [](const char *name, const QString &source, const FolderEdit &edit) {
        QTest::newRow(name) << edit << source << true;
    };
    const auto differs = [](const char *name, const QString &source, const FolderEdit &edit) {
        QTest::newRow(name) << edit << source << false;
    };
    same("times of a file", u"d/a"_s, [](const ContextFolder &f) { setTimes(f, "d/a"); });
    same("times in a folder", u"d"_s, [](const ContextFolder &f) { setTimes(f, "d/a"); });
    same("written again", u"d"_s, [](const ContextFolder &f) { f.write("d/a", "one"); });
    same("outside of it", u"d"_s, [](const ContextFolder &f) { f.write("e", "new"); });
    same("what does not match", u"d/*.x"_s, [](const ContextFolder &f) { f.write("d/b", "other"); });
    same("something ignored", u"d"_s, [](const ContextFolder &f) { f.write("d/i.log", "other"); });
    same("a further name of a file", u"d/a"_s,
         [](const ContextFolder &f) { QVERIFY(::link(f.at("d/a").constData(), f.at("again").constData()) == 0); });
    differs("content", u"d/a"_s, [](const ContextFolder &f) { f.write("d/a", "two"); });
    differs("content in a folder", u"d"_s, [](const ContextFolder &f) { f.write("d/a", "two"); });
    differs("content behind a link", u"link"_s, [](const ContextFolder &f) { f.write("d/a", "two"); });
    differs("mode", u"d/a"_s, [](const ContextFolder &f) { ::chmod(f.at("d/a").constData(), 0755); });
    differs("mode of the folder", u"d"_s, [](const ContextFolder &f) { ::chmod(f.at("d").constData(), 0700); });
    differs("mode of a folder below", u"."_s, [](const ContextFolder &f) { ::chmod(f.at("d").constData(), 0700); });
    differs("a name", u"d"_s, [](const ContextFolder &f) { f.rename("d/a", "d/c"); });
    differs("a name that matches", u"d/*.x"_s, [](const ContextFolder &f) { f.rename("d/m.x", "d/n.x"); });
    differs("a new file", u"d"_s, [](const ContextFolder &f) { f.write("d/c", "new"); });
    differs("a new folder", u"d"_s, [](const ContextFolder &f) { f.makeFolder("d/c"); });
    differs("a file removed", u"d"_s, [](const ContextFolder &f) { f.remove("d/b"); });
    differs("a file moved down", u"d"_s, [](const ContextFolder &f) {
        f.makeFolder("d/sub");
        f.rename("d/b", "d/sub/b");
    });
    differs("a link's target", u"d"_s, [](const ContextFolder &f) {
        f.remove("d/inner");
        f.link("d/inner", "b");
    });
    differs("no more ignored", u"d"_s, [](const ContextFolder &f) { f.write(".dockerignore", ""); });
}

void TestForecast::contents()
{
    QFETCH(FolderEdit, edit);
    QFETCH(QString, source);
    QFETCH(bool, isSame);
    const ContextFolder folder;
    folder.write("d/a", "one");
    folder.write("d/b", "b");
    folder.write("d/m.x", "m");
    folder.write("d/i.log", "log");
    folder.link("d/inner", "a");
    folder.link("link", "d/a");
    folder.write(".dockerignore", "**/*.log\n");
    const QByteArray before = contentOf(folder, {.sources = {source}});
    QVERIFY(!before.isEmpty());
    edit(folder);
    const QByteArray after = contentOf(folder, {.sources = {source}});
    QVERIFY(!after.isEmpty());
    QCOMPARE(after == before, isSame);
}

/// The name of a source is not in it, names below it are.
void TestForecast::contentsOfDifferentSources()
{
    const ContextFolder folder;
    folder.write("a", "same");
    folder.write("d/b", "same");
    folder.write("e/b", "same");
    folder.write("f/c", "same");
    folder.link("link", "a");
    const auto content = [&folder](const QString &source) { return contentOf(folder, {.sources = {source}}); };
    QCOMPARE(content(u"a"_s), content(u"d/b"_s));
    QCOMPARE(content(u"a"_s), content(u"link"_s));
    QCOMPARE(content(u"d"_s), content(u"./e/"_s));
    QVERIFY(content(u"d"_s) != content(u"f"_s));
    QVERIFY(content(u"d"_s) != content(u"d/b"_s));
    QVERIFY(content(u"nowhere"_s).isEmpty());
    QVERIFY(!content(u"nowhere*"_s).isEmpty());
    QVERIFY(contentOf(folder, {.sources = {u"."_s}, .excludes = {u"d"_s}})
            != contentOf(folder, {.sources = {u"."_s}, .excludes = {u"e"_s}}));
}

void TestForecast::sizes()
{
    const ContextFolder folder;
    folder.write("a", "12345");
    folder.write("d/a", "123");
    folder.write("d/b", "1");
    QVERIFY(::link(folder.at("d/b").constData(), folder.at("d/c").constData()) == 0);
    folder.write("z.gz", "\x1f\x8b\x08 and so on");
    const ContextScan scan = folder.scan();
    FileDigests known;
    const auto digests = digestContext(scan, {0, 1, 2, 3, 4, 5}, known, {.dockerfileText = "FROM scratch"});
    QVERIFY(digests);
    const auto bytes = [&](const ContentQuery &query) { return copyContent(scan, *digests, query)->bytes; };
    QCOMPARE(bytes({.sources = {u"a"_s}}), 5);
    QCOMPARE(bytes({.sources = {u"d"_s}}), 4);         // one file with two names
    QCOMPARE(bytes({.sources = {u"a"_s, u"d"_s}}), 4); // d/a comes over a
    QCOMPARE(bytes({.sources = {u"d/*"_s}}), 5);       // each for itself
    QCOMPARE(bytes({.sources = {u"z.gz"_s}}), 13);
    QCOMPARE(bytes({.sources = {u"z.gz"_s}, .unpacks = true}), std::nullopt);
    QCOMPARE(bytes({.sources = {u"."_s}}), 5 + 4 + 13 + 12); // with the text that an archive adds
}

void TestForecast::readsOnlyWhatChanged()
{
    const ContextFolder folder;
    folder.write("a");
    folder.write("b");
    FileDigests known;
    const auto readNow = [&] {
        const qint64 before = known.filesRead();
        [[maybe_unused]] const auto digests = digestContext(folder.scan(), {0, 1}, known);
        return known.filesRead() - before;
    };
    QCOMPARE(readNow(), 2);
    QTRY_COMPARE(readNow(), 0); // once their last change is some time ago
    folder.write("b", "other");
    QCOMPARE(readNow(), 1);
}

void TestForecast::stopsWhenAsked()
{
    const ContextFolder folder;
    folder.write("a");
    FileDigests known;
    std::stop_source stop;
    stop.request_stop();
    const auto digests = digestContext(folder.scan(), {0}, known, {}, stop.get_token());
    QVERIFY(!digests);
    QCOMPARE(digests.error().kind, Error::Kind::Cancelled);
    QCOMPARE(known.filesRead(), 0);
}

void TestForecast::reasons_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<FolderEdit>("edit");
    QTest::addColumn<QString>("told");

    const FolderEdit nothing = [](const ContextFolder &) {};
    const QString text = u"FROM base\nARG V=1\nENV E=1\nCOPY *.go /src/\nRUN make\n"_s;
    const auto files = [&](const char *name, const QString &told, const FolderEdit &edit) {
        QTest::newRow(name) << text << text << edit << QString(told + u"\nline 4 above rebuilds"_s);
    };
    const auto texts = [&](const char *name, const QString &after, const QString &told) {
        QTest::newRow(name) << text << after << nothing << told;
    };
    texts("nothing", text, u"cached\ncached"_s);
    files("a file changed", u"main.go changed"_s, [](const ContextFolder &f) { f.write("main.go", "2"); });
    files("a file is new", u"new.go is new"_s, [](const ContextFolder &f) { f.write("new.go", "1"); });
    files("a file was removed", u"main.go was removed"_s, [](const ContextFolder &f) { f.remove("main.go"); });
    files("two files", u"2 files changed: main.go, other.go"_s, [](const ContextFolder &f) {
        f.write("main.go", "2");
        f.write("other.go", "2");
    });
    files("four files", u"4 files changed: main.go, other.go, a.go, …"_s, [](const ContextFolder &f) {
        for (const char *name : {"main.go", "other.go", "a.go", "b.go"})
            f.write(name, "2");
    });
    texts("an argument", QString(text).replace(u"V=1"_s, u"V=2"_s), u"cached\nbuild argument V changed"_s);
    texts("a variable", QString(text).replace(u"E=1"_s, u"E=2"_s), u"cached\nvariable E changed"_s);
    texts("a variable is new", QString(text).replace(u"E=1"_s, u"E=1 F=1"_s), u"cached\nvariable F changed"_s);
    texts("the order", u"FROM base\nENV E=1\nARG V=1\nCOPY *.go /src/\nRUN make\n"_s,
          u"cached\nvariables are set in another order"_s);
    texts("a user", QString(text).replace(u"RUN"_s, u"USER me\nRUN"_s), u"cached\nthe user changed"_s);
    texts("a folder", QString(text).replace(u"RUN"_s, u"WORKDIR /w\nRUN"_s),
          u"cached\nthe instruction is new\nline 5 above rebuilds"_s);
    texts("a command", QString(text).replace(u"make"_s, u"make all"_s), u"cached\nthe instruction changed"_s);
    texts("a line at the end", text + u"COPY main.go /\n"_s, u"cached\ncached\nthe instruction is new"_s);
    texts("a line between", QString(text).replace(u"RUN"_s, u"COPY main.go /\nRUN"_s),
          u"cached\nthe instruction is new\nline 5 above rebuilds"_s);
    texts("a line less", QString(text).remove(u"COPY *.go /src/\n"_s), u"what is above it changed"_s);
    QTest::newRow("another stage") << u"FROM base AS b\nRUN make\nFROM base\nCOPY --from=b /x /x\n"_s
                                   << u"FROM base AS b\nRUN make it\nFROM base\nCOPY --from=b /x /x\n"_s << nothing
                                   << u"the instruction changed\nstage b rebuilds"_s;
    QTest::newRow("the same from another stage")
        << u"FROM scratch AS b\nCOPY main.go /\nCOPY other.go /\nFROM base\nCOPY --from=b /main.go /x\n"_s
        << u"FROM scratch AS b\nCOPY main.go /\nCOPY --chmod=600 other.go /\nFROM base\nCOPY --from=b /main.go /x\n"_s
        << nothing << u"cached\nthe instruction changed\ncached"_s;
}

void TestForecast::reasons()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(FolderEdit, edit);
    QFETCH(QString, told);
    PretendedBuilds builds;
    builds.build(before);
    edit(builds.folder);
    builds.prepare(after);
    QCOMPARE(builds.told(), told);
    builds.build(after);
    builds.prepare(after);
    QVERIFY2(!builds.told().contains(u' '), qPrintable(builds.told()));
}

void TestForecast::aBaseImage()
{
    PretendedBuilds builds;
    const QString text = u"FROM base:1\nRUN a\nRUN b\n"_s;
    builds.build(text);
    builds.prepare(text);
    QCOMPARE(builds.told(), u"cached\ncached"_s);
    QCOMPARE(builds.forecast().stages.first().baseLayers, QList<qint64>({10, 20}));
    builds.baseLayers.append(u"sha256:two"_s);
    builds.prepare(text);
    QVERIFY(builds.forecast().stages.first().isBaseChanged);
    QCOMPARE(builds.told(), u"base image base:1 is newer\nline 2 above rebuilds"_s);
    builds.options.noCache = true;
    builds.prepare(text);
    QCOMPARE(builds.steps().first().reason.kind, CacheReason::Kind::NoCacheAsked);
}

void TestForecast::unknownThings()
{
    PretendedBuilds builds;
    builds.prepare(u"FROM nowhere\nRUN a\nRUN b\n"_s);
    QCOMPARE(builds.told(), u"unknown: nothing is known of nowhere\nunknown: nothing is known of nowhere"_s);
    QVERIFY(!builds.forecast().stages.first().isBaseKnown);
    const QString fetched = u"FROM base\nADD https://example.com/x /x\nRUN b\n"_s;
    builds.build(fetched);
    builds.prepare(fetched);
    QCOMPARE(builds.steps()[0].outcome, unknownOutcome);
    QCOMPARE(builds.steps()[0].reason.kind, CacheReason::Kind::RemoteFiles);
    QCOMPARE(builds.steps()[1].outcome, unknownOutcome);
    const QString checked = u"FROM base\nADD --checksum=sha256:1 https://example.com/x /x\nRUN b\n"_s;
    builds.build(checked);
    builds.prepare(checked);
    QCOMPARE(builds.told(), u"cached\ncached"_s);
    builds.prepare(u"FROM base\nCOPY missing /x\n"_s);
    QCOMPARE(builds.told(), u"unknown: the files are not known"_s);
    PretendedBuilds blind;
    blind.knowledge.records.reset();
    blind.prepare(u"FROM base\nRUN a\n"_s);
    QCOMPARE(blind.told(), u"unknown: nothing is known of the cache"_s);
}

void TestForecast::onlyTheTargetIsNeeded()
{
    PretendedBuilds builds;
    const QString text = u"FROM base AS one\nRUN a\nFROM base AS two\nRUN b\n"_s;
    builds.build(text, u"one"_s);
    builds.prepare(text, u"one"_s);
    QCOMPARE(builds.forecast().stages.size(), 1);
    QCOMPARE(builds.told(), u"cached"_s);
    builds.prepare(text, u"two"_s);
    QCOMPARE(builds.steps().first().outcome, rebuilds);
    QCOMPARE(builds.steps().first().name, (VertexName{u"two"_s, 2}));
}

void TestForecast::linkedCopies()
{
    for (const bool isIndependent : {false, true}) {
        PretendedBuilds builds;
        builds.options.linkIsIndependent = isIndependent;
        const QString text = u"FROM base\nCOPY main.go /m\nCOPY --link other.go /o\nRUN a\n"_s;
        builds.build(text);
        builds.prepare(text);
        QCOMPARE(builds.told(), u"cached\ncached\ncached"_s);
        builds.folder.write("main.go", "2");
        builds.prepare(text);
        QCOMPARE(builds.steps()[1].outcome, isIndependent ? cached : rebuilds);
        QCOMPARE(builds.steps()[2].outcome, rebuilds);
    }
}

void TestForecast::recordsOfTheCache()
{
    const QString text = u"FROM base\nRUN a\nCOPY main.go /m\n"_s;
    const CacheRecordFact run{.id = u"r"_s, .description = u"mount / from exec /bin/sh -c a"_s, .bytes = 7};
    PretendedBuilds builds;
    builds.prepare(text);
    QCOMPARE(builds.steps().first().outcome, rebuilds); // the cache is known, and there is nothing like it
    builds.knowledge.records = {run};
    builds.prepare(text);
    QCOMPARE(builds.steps().first().outcome, unknownOutcome);
    QCOMPARE(builds.steps().first().reason.kind, CacheReason::Kind::BuiltElsewhere);
    QCOMPARE(builds.steps().first().bytes, 7);
    QCOMPARE(builds.steps().last().outcome, rebuilds); // nobody has copied it

    const CacheRecordFact copy{
        .id = u"c"_s, .parents = {u"r"_s}, .description = u"[3/3] COPY main.go /m"_s, .bytes = 1};
    const BuildTruth truth{.when = QDateTime::fromSecsSinceEpoch(1'700'000'000),
                           .steps = {{0, {}}, {1, {}}},
                           .records = QList<CacheRecordFact>{run, copy}};
    builds.knowledge.memory.add(rememberBuild(builds.graph(), builds.knowledge, truth));
    QCOMPARE(builds.knowledge.memory.builds().last().steps[1].record, u"c"_s);
    builds.knowledge.records = {run, copy};
    builds.prepare(text);
    QCOMPARE(builds.told(), u"cached\ncached"_s);
    QCOMPARE(builds.steps().first().bytes, 7);
    QCOMPARE(builds.steps().first().sizeSource, SizeSource::CacheRecord);
    builds.knowledge.records = {run};
    builds.prepare(text);
    QCOMPARE(builds.told(), u"cached\nit was removed from the cache"_s);
}

void TestForecast::sizesOfSteps()
{
    PretendedBuilds builds;
    const QString text = u"FROM base\nWORKDIR /w\nCOPY main.go /m\nCOPY <<E /h\n12\nE\nRUN a\n"_s;
    builds.prepare(text);
    QCOMPARE(builds.steps()[0].bytes, 0);
    QCOMPARE(builds.steps()[1].bytes, 1);
    QCOMPARE(builds.steps()[2].bytes, 3);
    QCOMPARE(builds.steps()[2].sizeSource, SizeSource::Measured);
    QCOMPARE(builds.steps()[3].bytes, std::nullopt);
    QCOMPARE(builds.steps()[3].sizeSource, SizeSource::Unknown);
    builds.build(text);
    builds.prepare(text);
    QCOMPARE(builds.steps()[3].bytes, 100);
    QCOMPARE(builds.steps()[3].sizeSource, SizeSource::History);
    builds.folder.write("main.go", "12345");
    builds.prepare(text);
    QCOMPARE(builds.steps()[1].bytes, 5);
    QCOMPARE(builds.steps()[3].bytes, 100);
    QCOMPARE(builds.steps()[3].sizeSource, SizeSource::LastBuild);
    PretendedBuilds other;
    other.knowledge.histories = {{.lines = {{.createdBy = u"RUN /bin/sh -c a # buildkit"_s}}, .bytes = {55}}};
    other.prepare(u"FROM base\nRUN a\n"_s);
    QCOMPARE(other.steps()[0].bytes, 55);
    QCOMPARE(other.steps()[0].sizeSource, SizeSource::History);
}

void TestForecast::memoryIsBounded()
{
    BuildMemory memory;
    RememberedFiles files;
    for (int i = 0; i < 30'000; ++i)
        files.insert(u"file%1"_s.arg(i), "digest");
    for (int i = 0; i < 600; ++i) {
        const QByteArray content = QByteArray::number(i);
        memory.add({.engine = u"e"_s,
                    .file = u"/%1"_s.arg(i % 2 == 0 ? 0 : i),
                    .when = QDateTime::fromSecsSinceEpoch(i, QTimeZone::UTC),
                    .steps = {{.content = content}}},
                   {{content, i < 3 ? files : RememberedFiles()}});
    }
    QCOMPARE(std::ranges::count(memory.builds(), u"/0"_s, &RememberedBuild::file), BuildMemory::mostBuildsOfFile);
    QVERIFY(memory.builds().size() <= BuildMemory::mostBuilds);
    QVERIFY(!memory.files("1").has_value());
    QVERIFY(memory.files("2").has_value());
}

/// What the cache holds of a build is known later than that it was built.
void TestForecast::moreIsKnownOfABuild()
{
    BuildMemory memory;
    RememberedBuild build{.engine = u"e"_s,
                          .file = u"/f"_s,
                          .when = QDateTime::fromSecsSinceEpoch(7, QTimeZone::UTC),
                          .steps = {{.content = "c"}}};
    memory.add(build, {{"c", {{u"a"_s, "digest"}}}});
    build.steps.first().record = u"record"_s;
    memory.add(build);
    QCOMPARE(memory.builds(), QList{build});
    QVERIFY(memory.files("c").has_value());
    build.when = build.when.addMSecs(1);
    memory.add(build);
    QCOMPARE(memory.builds().size(), 2);
}

void TestForecast::memoryRoundTrip()
{
    PretendedBuilds builds;
    builds.build(u"FROM base AS b\nARG V=1\nCOPY *.go /\nRUN a\nFROM base\nCOPY --from=b /x /x\n"_s);
    const BuildMemory &memory = builds.knowledge.memory;
    const auto read = BuildMemory::fromJson(memory.toJson());
    QVERIFY(read);
    QCOMPARE(read->builds().first().steps, memory.builds().first().steps);
    QVERIFY(*read == memory);
    QVERIFY(!memory.toJson().contains("make"));

    const QString path = builds.folder.folder() + u"/memory.json"_s;
    QVERIFY(memory.write(path));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto again = BuildMemory::read(path);
    QVERIFY(again && *again == memory);
    const auto none = BuildMemory::read(path + u'x');
    QVERIFY(none && none->builds().isEmpty());
    QVERIFY(!memory.write(u"/nowhere/at/all"_s));
}

void TestForecast::damagedMemory_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"version":1,"builds":[{)");
    QTest::newRow("no object") << QByteArray("[1]");
    QTest::newRow("another version") << QByteArray(R"({"version":99,"builds":[]})");
}

void TestForecast::damagedMemory()
{
    QFETCH(QByteArray, json);
    const auto read = BuildMemory::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::MalformedAnswer);
}

STRATA_TEST(TestForecast)
#include "tst_forecast.moc"
