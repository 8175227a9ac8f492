// SPDX-License-Identifier: GPL-3.0-or-later
// That the manual has what the program has: commands, options, and the JSON of Dockerfiles (that of layers:
// tst_stratactl_layers.cpp).
#include "manual.h"
#include "runstratactl.h"
#include "support/testprogram.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

QSet<QString> matchesOf(const QString &text, const QString &pattern)
{
    QSet<QString> found;
    for (const QRegularExpressionMatch &match : QRegularExpression(pattern).globalMatch(text))
        found.insert(match.captured(match.lastCapturedIndex()));
    return found;
}

QSet<QString> longOptionsIn(const QString &text)
{
    return matchesOf(text, u"(?<![\\w-])--([a-z][a-z-]*)"_s);
}

QString plainText(const QByteArray &manual)
{
    return QString::fromUtf8(manual).replace(u"\\-"_s, u"-"_s);
}

QStringList dockerfileCommands()
{
    return sorted(matchesOf(run({u"dockerfile"_s, u"--help"_s}).output, u"(?<=\\n  )([a-z]+)"_s));
}

QString helpOf(const QString &command)
{
    return run({u"dockerfile"_s, command, u"--help"_s}).output;
}

/// The title above what the manual says of a command: ".SS "dockerfile expand, dockerfile words"".
QByteArray titleOf(const QString &command)
{
    const QByteArray name = "dockerfile " + command.toUtf8();
    for (const QByteArray &line : manualSection(".SH DOCKERFILES").split('\n')) {
        if (line.startsWith(".SS \"") && line.sliced(5).chopped(1).replace(", ", "\n").split('\n').contains(name))
            return line;
    }
    return {};
}

/// As the compiler sees them in src/cli/dockerfile*.cpp.
QSet<QString> declaredOptions()
{
    QSet<QString> options;
    const QDir folder(QStringLiteral(STRATACTL_SOURCES));
    for (const QString &name : folder.entryList({u"dockerfile*.cpp"_s})) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            options += matchesOf(QString::fromUtf8(file.readAll()),
                                 u"addOption\\(\\{u\"([a-z-]+)\"_s|contains\\(u\"--([a-z-]+)\"_s"_s);
    }
    return options;
}

/// Each kind of base, dependency, source, mount and problem, and each flag.
const QByteArray everyKey = "FROM --platform=linux/arm64 golang:1.24 AS build\n"
                            "USER me\n"
                            "COPY --chown=1:1 --chmod=644 --exclude=*.md --parents --link a /src/\n"
                            "ADD --checksum=sha256:1 --unpack=true https://h/x.tgz /t\n"
                            "ADD --keep-git-dir=true https://h/r.git /r\n"
                            "COPY --from=busybox /bin/x $UNSET/x\n"
                            "COPY <<E /h\ntext\nE\n"
                            "RUN --mount=type=cache,id=c,target=/c --mount=from=other,target=/o true\n"
                            "CMD [\"x\"]\n"
                            "ONBUILD RUN true\n"
                            "FROM build AS app\n"
                            "RUN --mount=from=build,target=/b true\n"
                            "ENTRYPOINT [\"y\"]\n"
                            "FROM $NOTHING\n";

} // namespace

class TestStratactlManual : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void allCommandsAreThere();
    void allOptionsAreThere();
    void allCommandsOfDockerfileAreThere();
    void theirOptionsAreThere();
    void helpHasAllThatIsDeclared();
    void keysOfCheck();
    void keysOfRules();
    void keysOfPlan();
    void theVersionOfSarif();

private:
    QString write(const QByteArray &bytes, const QString &name = u"Dockerfile"_s) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    static QSet<QString> keysOf(const QStringList &arguments)
    {
        const QJsonDocument document = QJsonDocument::fromJson(run(arguments).output.toUtf8());
        QSet<QString> keys;
        collectKeys(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), keys);
        return keys;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStratactlManual::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestStratactlManual::allCommandsAreThere()
{
    const QString help = run({u"--help"_s}).output;
    QSet<QString> commands = matchesOf(help.sliced(help.indexOf(u"\nArguments:")), u"\\b([a-z]{2,})\\b"_s);
    commands -= {u"command"_s, u"or"_s};
    QVERIFY(commands.size() > 10);
    QCOMPARE(sorted(matchesOf(plainText(manualSection(".SH SYNOPSIS")), u"stratactl ([a-z]+)"_s)), sorted(commands));
    const QString told = plainText(manualSection(".SH COMMANDS"));
    for (const QString &command : std::as_const(commands))
        QVERIFY2(told.contains(QRegularExpression(u"\\n\\.TP\\n\\.B.*\\b%1\\b"_s.arg(command))), qPrintable(command));
}

void TestStratactlManual::allOptionsAreThere()
{
    const QSet<QString> options = matchesOf(run({u"--help"_s}).output, u"\\n  (?:-[A-Za-z], )?(--?[A-Za-z-]+)"_s)
        - QSet<QString>{u"--help-all"_s}; // Qt's own
    QVERIFY(options.size() > 10);
    const QString text = plainText(manualText());
    for (const QString &option : options)
        QVERIFY2(text.contains(QRegularExpression(u"\\n\\.[BR]+ .*(?<![\\w-])%1(?![\\w-])"_s.arg(option))),
                 qPrintable(option));
}

void TestStratactlManual::allCommandsOfDockerfileAreThere()
{
    const QStringList commands = dockerfileCommands();
    QCOMPARE(commands,
             QStringList({u"ast"_s, u"check"_s, u"expand"_s, u"format"_s, u"ignore"_s, u"plan"_s, u"words"_s}));
    QCOMPARE(sorted(matchesOf(plainText(manualSection(".SH SYNOPSIS")), u"stratactl dockerfile ([a-z]+)"_s)), commands);
    QCOMPARE(sorted(matchesOf(plainText(manualSection(".SH DOCKERFILES")),
                              u"(?:\\.SS \"|, )dockerfile ([a-z]+)(?=[\",])"_s)),
             commands);
}

void TestStratactlManual::theirOptionsAreThere()
{
    for (const QString &command : dockerfileCommands()) {
        const QSet<QString> known = longOptionsIn(helpOf(command));
        QString told;
        for (const QByteArray &line : manualSection(titleOf(command)).split('\n')) {
            if (line.startsWith(".B"))
                told += plainText(line) + u'\n';
        }
        QCOMPARE(sorted(longOptionsIn(told)), sorted(known));
        QCOMPARE(known.isEmpty(), command == u"ast");
    }
}

void TestStratactlManual::helpHasAllThatIsDeclared()
{
    QSet<QString> known;
    for (const QString &command : dockerfileCommands())
        known += longOptionsIn(helpOf(command));
    QCOMPARE(sorted(declaredOptions()), sorted(known));
}

void TestStratactlManual::keysOfCheck()
{
    const QString file = write("FROM debian:12 as x\nADD c /d\n");
    QCOMPARE(sorted(keysOf({u"dockerfile"_s, u"check"_s, u"--json"_s, file})),
             sorted(manualKeys(".SS \"check \\-\\-json\"")));
}

void TestStratactlManual::keysOfRules()
{
    QCOMPARE(sorted(keysOf({u"dockerfile"_s, u"check"_s, u"--rules"_s})),
             sorted(manualKeys(".SS \"check \\-\\-rules\"")));
}

void TestStratactlManual::keysOfPlan()
{
    write("some bytes", u"a"_s);
    const QString file = write(everyKey);
    QCOMPARE(
        sorted(keysOf({u"dockerfile"_s, u"plan"_s, u"--context"_s, m_folder->path(), u"--target"_s, u"app"_s, file})),
        sorted(manualKeys(".SS plan")));
}

void TestStratactlManual::theVersionOfSarif()
{
    const Run result = run({u"dockerfile"_s, u"check"_s, u"--sarif"_s, write("FROM debian:12\n")});
    const QString version = QJsonDocument::fromJson(result.output.toUtf8())[u"version"].toString();
    QVERIFY(manualSection(titleOf(u"check"_s)).contains(QByteArray("SARIF " + version.toUtf8() + ' ')));
}

STRATA_TEST(TestStratactlManual)
#include "tst_stratactl_manual.moc"
