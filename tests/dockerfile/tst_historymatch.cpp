// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/parser.h"
#include "dockerfile/plan/historymatch.h"
#include "support/testprogram.h"

#include <QTest>

#include <ctime>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

/// Each line of a history begins with `L ` or with `. `: with a layer or without one.
QList<HistoryLine> historyOf(const QStringList &lines)
{
    QList<HistoryLine> history;
    for (const QString &line : lines)
        history.append({.createdBy = line.sliced(2), .isEmptyLayer = line.startsWith(u'.')});
    return history;
}

/// For each line of a history the line of the Dockerfile, from 1: "12", "~12" when it is similar, "-" when there is none.
QString linesOf(const Document &document, const QList<std::optional<HistoryMatch>> &matches)
{
    QStringList lines;
    for (const auto &match : matches) {
        if (!match) {
            lines.append(u"-"_s);
            continue;
        }
        const bool isExact = match->confidence == HistoryMatch::Confidence::Exact;
        lines.append((isExact ? u""_s : u"~"_s)
                     + QString::number(document.instructions[match->instruction].startLine + 1));
    }
    return lines.join(u' ');
}

QString matched(const QStringList &dockerfile, const QStringList &history, const PlanOptions &options = {})
{
    const Document document = parseDockerfile(dockerfile.join(u'\n'));
    return linesOf(document, matchHistory(planBuild(document, options), historyOf(history)));
}

const QStringList shop{u"FROM debian"_s,
                       u"ARG VERSION=1"_s,
                       u"ENV HOME=/srv VERSION=$VERSION"_s,
                       u"WORKDIR /srv"_s,
                       u"COPY app ./app-$VERSION/"_s,
                       u"RUN apt-get update \\"_s,
                       u"  && apt-get install -y curl"_s,
                       u"USER shop"_s,
                       u"EXPOSE 8080 443/tcp"_s,
                       u"CMD serve --port 8080"_s};

const QStringList shopBase{u"L ADD rootfs.tar.xz / # buildkit"_s, u". CMD [\"bash\"]"_s};

const QStringList shopBuilt{u". ARG VERSION=1"_s,
                            u". ENV HOME=/srv VERSION=1"_s,
                            u"L WORKDIR /srv"_s,
                            u"L COPY app ./app-1/ # buildkit"_s,
                            u"L RUN |1 VERSION=1 /bin/sh -c apt-get update   && apt-get install -y curl # buildkit"_s,
                            u". USER shop"_s,
                            u". EXPOSE map[443/tcp:{} 8080/tcp:{}]"_s,
                            u". CMD [\"/bin/sh\" \"-c\" \"serve --port 8080\"]"_s};

} // namespace

class TestHistoryMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEachLine_data();
    void findsEachLine();
    void findsEditedFiles_data();
    void findsEditedFiles();
    void leavesWhatIsInDoubt_data();
    void leavesWhatIsInDoubt();
    void readsWhatPodmanWrote();
    void findsTheStageOfAnImage();
    void goesThroughTheStagesBelow();
    void isQuickWithLongHistories();
};

void TestHistoryMatch::findsEachLine_data()
{
    QTest::addColumn<QStringList>("built");
    QTest::addColumn<QString>("lines");
    const QString all = u"- - 2 3 4 5 6 8 9 10"_s;

    QTest::newRow("BuildKit of Docker 26") << shopBase + shopBuilt << all;
    QStringList newest = shopBase + shopBuilt;
    newest[8] = u". EXPOSE [443/tcp 8080/tcp]"_s;
    QTest::newRow("newest BuildKit") << newest << all;
    QStringList other = newest;
    other[2] = u". ARG VERSION=2.5 rc"_s;
    other[3] = u". ENV HOME=/srv VERSION=2.5 rc"_s;
    other[5] = u"L COPY app ./app-2.5 rc/ # buildkit"_s;
    other[6] = u"L RUN |1 VERSION=2.5 rc /bin/sh -c apt-get update   && apt-get install -y curl # buildkit"_s;
    QTest::newRow("other build arguments") << other << all;
    const QStringList nothing{u". /bin/sh -c #(nop)  ARG VERSION=1"_s,
                              u". /bin/sh -c #(nop)  ENV HOME=/srv VERSION=1"_s,
                              u"L /bin/sh -c #(nop) WORKDIR /srv"_s,
                              u"L /bin/sh -c #(nop) COPY dir:5b2f in ./app-1/ "_s,
                              u"L |1 VERSION=1 /bin/sh -c apt-get update   && apt-get install -y curl"_s,
                              u". /bin/sh -c #(nop)  USER shop"_s,
                              u". /bin/sh -c #(nop)  EXPOSE 443/tcp 8080"_s,
                              u". /bin/sh -c #(nop)  CMD [\"/bin/sh\" \"-c\" \"serve --port 8080\"]"_s};
    QTest::newRow("classic") << shopBase + nothing << all;
    const QStringList typed{u". /bin/sh -c #(nop) ARG VERSION=1"_s,
                            u". /bin/sh -c #(nop) ENV HOME=/srv VERSION=$VERSION"_s,
                            u". /bin/sh -c #(nop) WORKDIR /srv"_s,
                            u". /bin/sh -c #(nop) COPY dir:5b2f in ./app-$VERSION/ "_s,
                            u". |1 VERSION=1 /bin/sh -c apt-get update   && apt-get install -y curl"_s,
                            u". /bin/sh -c #(nop) USER shop"_s,
                            u". /bin/sh -c #(nop) EXPOSE 8080 443/tcp"_s,
                            u"L /bin/sh -c #(nop) CMD serve --port 8080"_s};
    QTest::newRow("Buildah, all in one layer") << shopBase + typed << all;
    QTest::newRow("without a base") << shopBuilt << u"2 3 4 5 6 8 9 10"_s;
}

void TestHistoryMatch::findsEachLine()
{
    QFETCH(QStringList, built);
    QFETCH(QString, lines);
    QCOMPARE(matched(shop, built), lines);
    QCOMPARE(matched(shop, built, {.builder = BuilderKind::Classic}), lines);
    QCOMPARE(matched(shop, built, {.version = BuildKitVersion::Newest}), lines);
    QCOMPARE(matched(shop, built, {.buildArguments = {{u"VERSION"_s, u"7"_s}}}), lines);
}

void TestHistoryMatch::findsEditedFiles_data()
{
    QTest::addColumn<QStringList>("dockerfile");
    QTest::addColumn<QString>("lines");

    QStringList file = shop;
    file.insert(4, u"LABEL a=b"_s);
    QTest::newRow("one more") << file << u"- - 2 3 4 6 7 9 10 11"_s;
    file = shop;
    file.removeAt(3);
    QTest::newRow("one less") << file << u"- - 2 3 - 4 5 7 8 9"_s;
    file = shop;
    file[6] = u"  && apt-get install -y curl git"_s;
    QTest::newRow("a package more") << file << u"- - 2 3 4 5 ~6 8 9 10"_s;
    file = shop;
    file[9] = u"CMD [\"other\"]"_s;
    QTest::newRow("another command in its place") << file << u"- - 2 3 4 5 6 8 9 ~10"_s;
    file = shop;
    file[7] = u"STOPSIGNAL SIGINT"_s;
    QTest::newRow("something else in its place") << file << u"- - 2 3 4 5 6 - 9 10"_s;
    file = shop;
    file.insert(9, u"ONBUILD RUN make"_s);
    file[10] = u"CMD [\"other\"]"_s;
    QTest::newRow("behind an ONBUILD, which BuildKit does not write") << file << u"- - 2 3 4 5 6 8 9 ~11"_s;
    file = shop;
    file.swapItemsAt(3, 4);
    QTest::newRow("two the other way round") << file << u"- - 2 3 - 4 6 8 9 10"_s;
}

void TestHistoryMatch::findsEditedFiles()
{
    QFETCH(QStringList, dockerfile);
    QFETCH(QString, lines);
    QCOMPARE(matched(dockerfile, shopBase + shopBuilt), lines);
}

void TestHistoryMatch::leavesWhatIsInDoubt_data()
{
    QTest::addColumn<QStringList>("dockerfile");
    QTest::addColumn<QStringList>("history");
    QTest::addColumn<QString>("lines");

    QTest::newRow("the base has the same command")
        << QStringList{u"FROM x"_s, u"CMD [\"bash\"]"_s}
        << QStringList{u"L ADD a / # buildkit"_s, u". CMD [\"bash\"]"_s, u". CMD [\"bash\"]"_s} << u"- - 2"_s;
    QTest::newRow("one of two equal ones is gone")
        << QStringList{u"FROM x"_s, u"RUN make all install"_s, u"RUN make all install"_s, u"USER me"_s}
        << QStringList{u"L RUN /bin/sh -c make all install # buildkit"_s, u". USER me"_s} << u"- 4"_s;
    QTest::newRow("two equal ones") << QStringList{u"FROM x"_s, u"RUN make"_s, u"RUN make"_s}
                                    << QStringList{u"L RUN /bin/sh -c make # buildkit"_s,
                                                   u"L RUN /bin/sh -c make # buildkit"_s}
                                    << u"2 3"_s;
    QTest::newRow("another file") << QStringList{u"FROM x"_s, u"WORKDIR /app"_s,
                                                 u"RUN pip install -r requirements.txt"_s,
                                                 u"ENTRYPOINT [\"python\", \"-m\", \"app\"]"_s}
                                  << QStringList{u"L WORKDIR /app"_s,
                                                 u"L RUN /bin/sh -c npm ci --omit=dev # buildkit"_s,
                                                 u". ENTRYPOINT [\"node\" \"index.js\"]"_s}
                                  << u"- - -"_s;
    QTest::newRow("a layer is not made by ENV")
        << QStringList{u"FROM x"_s, u"ENV a=b"_s} << QStringList{u"L ENV a=b"_s} << u"-"_s;
    QTest::newRow("nothing but variables in a copy")
        << QStringList{u"FROM x"_s, u"ARG A B"_s, u"COPY $A $B"_s}
        << QStringList{u". ARG A B"_s, u"L COPY one two # buildkit"_s} << u"2 ~3"_s;
    QTest::newRow("an empty history") << shop << QStringList() << QString();
    QTest::newRow("lines without a text")
        << QStringList{u"FROM x"_s, u"RUN make"_s} << QStringList{u"L "_s, u". "_s} << u"- -"_s;
    QTest::newRow("arguments that only begin alike")
        << QStringList{u"FROM x"_s, u"ARG VERSION"_s} << QStringList{u". ARG VERSION_CODE=1"_s} << u"-"_s;
    QTest::newRow("no stage") << QStringList{u"ARG a"_s} << shopBuilt << u"- - - - - - - -"_s;
}

void TestHistoryMatch::leavesWhatIsInDoubt()
{
    QFETCH(QStringList, dockerfile);
    QFETCH(QStringList, history);
    QFETCH(QString, lines);
    QCOMPARE(matched(dockerfile, history), lines);
}

/// The history of an image of Podman 5.4.2.
void TestHistoryMatch::readsWhatPodmanWrote()
{
    const QStringList file{u"FROM harbour:3.20 AS one"_s,
                           u"ARG A=1 B"_s,
                           u"ENV X=1 Y=\"two words\" Z=$A"_s,
                           u"LABEL a=\"b c\" \\"_s,
                           u"   d=$X"_s,
                           u"EXPOSE 80 443/tcp"_s,
                           u"WORKDIR rel/$X"_s,
                           u"COPY b.txt dir ./"_s,
                           u"COPY --chown=1:2 --chmod=644 b.txt /x/"_s,
                           u"ADD t.tar /t"_s,
                           u"RUN echo a && \\"_s,
                           u"    # comment"_s,
                           u"    echo \"$X\"   \\"_s,
                           u"      c"_s,
                           u"RUN [\"/bin/sh\",\"-c\",\"echo $X\"]"_s,
                           u"RUN <<EOF"_s,
                           u"echo here"_s,
                           u"EOF"_s,
                           u"SHELL [\"/bin/sh\", \"-e\", \"-c\"]"_s,
                           u"RUN echo shelled"_s,
                           u"CMD echo \"hi\" $X"_s,
                           u"ENTRYPOINT [\"/bin/sh\", \"-c\", \"a\\tb<ü\"]"_s,
                           u"HEALTHCHECK --interval=1m30s CMD echo \"x\""_s,
                           u"USER 1:${G:-2}"_s,
                           u"ONBUILD RUN x"_s,
                           u"FROM one"_s,
                           u"RUN true"_s};
    const QStringList history{u"L ADD harbour-rootfs.tar.gz / # buildkit"_s,
                              u". CMD [\"/bin/sh\"]"_s,
                              u". /bin/sh -c #(nop) ARG A"_s,
                              u". /bin/sh -c #(nop) ENV X=1 Y=\"two words\" Z=$A"_s,
                              u". /bin/sh -c #(nop) LABEL a=\"b c\"    d=$X"_s,
                              u". /bin/sh -c #(nop) EXPOSE 80 443/tcp"_s,
                              u". /bin/sh -c #(nop) WORKDIR rel/$X"_s,
                              u"L /bin/sh -c #(nop) COPY multi:0c38 in ./ "_s,
                              u"L /bin/sh -c #(nop) COPY file:55ec in /x/ "_s,
                              u"L /bin/sh -c #(nop) ADD file:01f7 in /t "_s,
                              u"L |1 A=1 /bin/sh -c echo a &&     echo \"$X\"         c"_s,
                              u"L |1 A=1 /bin/sh -c [\"/bin/sh\",\"-c\",\"echo $X\"]"_s,
                              u"L |1 A=1 /bin/sh -c <<EOF"_s,
                              u". /bin/sh -c #(nop) SHELL [\"/bin/sh\", \"-e\", \"-c\"]"_s,
                              u"L |1 A=1 /bin/sh -c echo shelled"_s,
                              u". /bin/sh -c #(nop) CMD echo \"hi\" $X"_s,
                              u". /bin/sh -c #(nop) ENTRYPOINT [\"/bin/sh\", \"-c\", \"a\\tb<ü\"]"_s,
                              u". /bin/sh -c #(nop) HEALTHCHECK --interval=1m30s CMD echo \"x\""_s,
                              u". /bin/sh -c #(nop) USER 1:${G:-2}"_s,
                              u". /bin/sh -c #(nop) ONBUILD RUN x"_s,
                              u"L /bin/sh -c true"_s};
    QCOMPARE(matched(file, history), u"- - 2 3 4 6 7 8 9 10 11 15 16 19 20 21 22 23 24 25 27"_s);
}

void TestHistoryMatch::findsTheStageOfAnImage()
{
    const Document document = parseDockerfile(u"FROM x AS build\nRUN make all\nRUN make install\n"
                                              "FROM y\nCOPY --from=build /out /\nCMD [\"serve\"]\n"_s);
    const BuildPlan plan = planBuild(document);
    const QList<HistoryLine> history = historyOf(
        {u"L RUN /bin/sh -c make all # buildkit"_s, u"L RUN /bin/sh -c make install # buildkit"_s});
    QCOMPARE(linesOf(document, matchHistory(plan, history)), u"- -"_s);
    const HistoryAlignment alignment = alignHistory(plan, history);
    QCOMPARE(alignment.stage, 0);
    QCOMPARE(alignment.share, 1.0);
    QCOMPARE(linesOf(document, alignment.matches), u"2 3"_s);
    QCOMPARE(alignHistory(plan, historyOf({u"L COPY /out / # buildkit"_s, u". CMD [\"serve\"]"_s})).stage, 1);
    QCOMPARE(alignHistory(plan, historyOf({u"L RUN x"_s})).stage, 1);
}

void TestHistoryMatch::goesThroughTheStagesBelow()
{
    const QStringList file{u"FROM x AS base"_s, u"RUN one"_s,   u"ONBUILD RUN two"_s, u"FROM x AS other"_s,
                           u"RUN never"_s,      u"FROM base"_s, u"RUN three"_s};
    QCOMPARE(matched(file,
                     {u"L ADD x / # buildkit"_s, u"L RUN /bin/sh -c one # buildkit"_s,
                      u"L RUN /bin/sh -c two # buildkit"_s, u"L RUN /bin/sh -c three # buildkit"_s}),
             u"- 2 3 7"_s);
}

void TestHistoryMatch::isQuickWithLongHistories()
{
    QStringList file{u"FROM x"_s}, history;
    QString numbers;
    for (int i = 0; i < 300; ++i) {
        const QString command = u"echo "_s + QString(4000, QChar(u'a' + i % 20)) + QString::number(i);
        file.append(u"RUN "_s + command);
        history.append(u"L RUN /bin/sh -c "_s + command + u" # buildkit");
        numbers += QString::number(i + 2) + u' ';
    }
    const std::clock_t begin = std::clock();
    QCOMPARE(matched(file, history), numbers.trimmed());
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; // of this process alone
    QVERIFY2(seconds < 5, qPrintable(QString::number(seconds)));
}

STRATA_TEST(TestHistoryMatch)
#include "tst_historymatch.moc"
