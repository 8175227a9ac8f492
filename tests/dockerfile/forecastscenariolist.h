// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecastscenarios.h"

#include <QProcess>

namespace strata::test {

namespace {

using Files = const ScenarioFiles &;

const QByteArray plainDockerfile = "FROM BASE\nCOPY a /a@\nRUN cat /a@ > /b\nCOPY c /c\n";

void threeFiles(Files f)
{
    f.write("a", "first");
    f.write("c", "second");
    f.write("x/a", "in a folder");
    f.write("x/b", "beside it");
}

QByteArray changed(QByteArray text, const QByteArray &before, const QByteArray &after)
{
    Q_ASSERT(text.contains(before));
    return text.replace(before, after);
}

/// The same files, another text.
Scenario textScenario(const char *name, const QByteArray &before, const QByteArray &after)
{
    return {name, threeFiles, {{.dockerfile = before}, {.dockerfile = after}}};
}

/// The same text, other files.
Scenario fileScenario(const char *name, const QByteArray &text, const std::function<void(Files)> &edit)
{
    return {name, threeFiles, {{.dockerfile = text}, {.edit = edit}}};
}

QList<Scenario> filesScenarios()
{
    const QByteArray folder = "FROM scratch\nCOPY x /x/\nWORKDIR /@\n";
    const QByteArray all = "FROM scratch\nCOPY . /all/\nWORKDIR /@\n";
    return {
        fileScenario("nothing changes", plainDockerfile, [](Files) {}),
        fileScenario("the last file changes", plainDockerfile, [](Files f) { f.write("c", "third"); }),
        fileScenario("the first file changes", plainDockerfile, [](Files f) { f.write("a", "anew"); }),
        fileScenario("only times change", plainDockerfile,
                     [](Files f) {
                         f.touch("a");
                         f.touch("c");
                     }),
        fileScenario("written again as it was", folder, [](Files f) { f.write("x/a", "in a folder"); }),
        fileScenario("a mode changes", folder, [](Files f) { f.chmod("x/a", 0755); }),
        fileScenario("the mode of the folder changes", folder, [](Files f) { f.chmod("x", 0700); }),
        fileScenario("a file is new in a folder", folder, [](Files f) { f.write("x/new", "new"); }),
        fileScenario("a file is removed from a folder", folder, [](Files f) { f.folder().remove("x/b"); }),
        fileScenario("a file is renamed in a folder", folder, [](Files f) { f.folder().rename("x/a", "x/z"); }),
        fileScenario("an empty folder is new", folder, [](Files f) { f.folder().makeFolder("x/empty"); }),
        fileScenario("a file becomes a folder", folder,
                     [](Files f) {
                         f.folder().remove("x/a");
                         f.write("x/a/a", "in a folder");
                     }),
        fileScenario("a file is new outside of it", folder, [](Files f) { f.write("new", "new"); }),
        fileScenario("a file is ignored now", all, [](Files f) { f.writePlain(".dockerignore", "x/b\n"); }),
        fileScenario("rules that are about other files", folder,
                     [](Files f) { f.writePlain(".dockerignore", "*.log\n"); }),
        {"an ignored file changes",
         [](Files f) {
             threeFiles(f);
             f.writePlain(".dockerignore", "x/b\n");
         },
         {{.dockerfile = folder}, {.edit = [](Files f) { f.write("x/b", "other"); }}}},
        {"a link goes elsewhere",
         [](Files f) {
             threeFiles(f);
             f.folder().link("x/link", "a");
         },
         {{.dockerfile = folder},
          {.edit =
               [](Files f) {
                   f.folder().remove("x/link");
                   f.folder().link("x/link", "b");
               }}}},
        {"a link becomes what it leads to",
         [](Files f) {
             threeFiles(f);
             f.folder().link("link", "a");
         },
         {{.dockerfile = "FROM scratch\nCOPY link /l\nWORKDIR /@\n"},
          {.edit =
               [](Files f) {
                   f.folder().remove("link");
                   f.write("link", "first");
               }}}},
        {"what a link leads to changes",
         [](Files f) {
             threeFiles(f);
             f.folder().link("link", "a");
         },
         {{.dockerfile = "FROM scratch\nCOPY link /l\nWORKDIR /@\n"},
          {.edit = [](Files f) { f.write("a", "other"); }}}},
        {"links to the same file",
         [](Files f) {
             f.write("x/a", "the same content");
             f.hardLink("x/b", "x/a");
         },
         {{.dockerfile = folder},
          {.edit =
               [](Files f) {
                   f.folder().remove("x/b");
                   f.write("x/b", "the same content");
               }}}},
        {"an empty file",
         [](Files f) { f.write("empty", ""); },
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY empty /e\n"},
          {.edit = [](Files f) { f.touch("empty"); }},
          {.edit = [](Files f) { f.write("empty", "no more"); }}}},
        {"back to what it was",
         threeFiles,
         {{.dockerfile = folder},
          {.edit = [](Files f) { f.write("x/a", "other"); }},
          {.edit = [](Files f) { f.write("x/a", "in a folder"); }}}},
        {"a large file grows",
         [](Files f) { f.write("x/a", QByteArray(300'000, 'l')); },
         {{.dockerfile = folder}, {.edit = [](Files f) { f.write("x/a", QByteArray(3'000'000, 'l')); }}}},
    };
}

QList<Scenario> sourcesScenarios()
{
    const QByteArray wild = "FROM scratch\nWORKDIR /@\nCOPY x/*.go /src/\n";
    const auto goFiles = [](Files f) {
        f.write("x/one.go", "one");
        f.write("x/two.go", "two");
        f.write("x/note", "note");
    };
    const auto wildScenario = [&](const char *name, const std::function<void(Files)> &edit) {
        return Scenario{name, goFiles, {{.dockerfile = wild}, {.edit = edit}}};
    };
    return {
        wildScenario("a matching file is new", [](Files f) { f.write("x/three.go", "three"); }),
        wildScenario("a file is new that does not match", [](Files f) { f.write("x/text", "text"); }),
        wildScenario("a matching file is renamed", [](Files f) { f.folder().rename("x/one.go", "x/zero.go"); }),
        wildScenario("a matching file changes", [](Files f) { f.write("x/two.go", "2"); }),
        {"nothing matches",
         threeFiles,
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY a no*thing /d/\n"},
          {.edit = [](Files f) { f.write("c", "other"); }}}},
        {"one of several sources changes",
         threeFiles,
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY a c /d/\nCOPY x /x/\n"},
          {.edit = [](Files f) { f.write("c", "other"); }}}},
        {"sources that hold the same name",
         threeFiles,
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY a x /d/\n"},
          {.edit = [](Files f) { f.write("x/a", "longer than it was"); }}}},
        {"a file moves to another folder",
         threeFiles,
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY x/a /a\n"},
          {.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY y/a /a\n",
           .edit = [](Files f) { f.write("y/a", "in a folder"); }}}},
        {"a file gets another name",
         threeFiles,
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY x/a /a\n"},
          {.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY x/z /a\n",
           .edit = [](Files f) { f.folder().rename("x/a", "x/z"); }}}},
        {"an archive is unpacked",
         [](Files f) {
             threeFiles(f);
             const QByteArray folder = f.folder().root();
             QProcess::execute(QStringLiteral("tar"),
                               {QStringLiteral("-C"), f.folder().folder(), QStringLiteral("-cf"),
                                f.folder().folder() + QStringLiteral("/t.tar"), QStringLiteral("x")});
         },
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nADD t.tar /t/\n"},
          {},
          {.edit =
               [](Files f) {
                   f.write("x/a", "other");
                   QProcess::execute(QStringLiteral("tar"),
                                     {QStringLiteral("-C"), f.folder().folder(), QStringLiteral("-cf"),
                                      f.folder().folder() + QStringLiteral("/t.tar"), QStringLiteral("x")});
               }}}},
        textScenario("ADD instead of COPY", "FROM scratch\nWORKDIR /@\nCOPY a /d\n",
                     "FROM scratch\nWORKDIR /@\nADD a /d\n"),
        textScenario("another destination", "FROM scratch\nWORKDIR /@\nCOPY a /d\n",
                     "FROM scratch\nWORKDIR /@\nCOPY a /e\n"),
        textScenario("the same destination otherwise", "FROM scratch\nWORKDIR /@\nCOPY a /d/a\n",
                     "FROM scratch\nWORKDIR /@\nCOPY  a  /d/../d/a\n"),
        textScenario("another owner", "FROM scratch\nWORKDIR /@\nCOPY --chown=1:1 a /d\nCOPY c /c\n",
                     "FROM scratch\nWORKDIR /@\nCOPY --chown=2:1 a /d\nCOPY c /c\n"),
        textScenario("another mode", "FROM scratch\nWORKDIR /@\nCOPY --chmod=600 a /d\n",
                     "FROM scratch\nWORKDIR /@\nCOPY --chmod=640 a /d\n"),
        fileScenario("linked copies", "FROM BASE\nCOPY a /a\nCOPY --link c /c\n",
                     [](Files f) { f.write("a", "other"); }),
        textScenario("a heredoc changes", "FROM scratch\nWORKDIR /@\nCOPY <<E /h\none @\nE\nCOPY a /a\n",
                     "FROM scratch\nWORKDIR /@\nCOPY <<E /h\nlonger @\nE\nCOPY a /a\n"),
        textScenario("a heredoc gets another end", "FROM scratch\nWORKDIR /@\nCOPY <<E /h\none @\nE\n",
                     "FROM scratch\nWORKDIR /@\n# text\nCOPY <<E /h\none @\nE\n"),
        textScenario("a variable in a heredoc", "FROM scratch\nARG V=1@\nCOPY <<E /h\n$V\nE\n",
                     "FROM scratch\nARG V=22@\nCOPY <<E /h\n$V\nE\n"),
    };
}

QList<Scenario> textScenarios()
{
    const QByteArray two = "FROM BASE\nRUN echo @ > /r\nCOPY a /a\n";
    const QByteArray all = "FROM scratch\nWORKDIR /@\nCOPY . /all/\n";
    return {
        textScenario("a comment", two, "# about\n" + two),
        textScenario("a comment inside", two, changed(two, "@ >", "@ \\\n# about\n >")),
        textScenario("blanks", two, changed(two, "RUN echo", "RUN    echo")),
        textScenario("a keyword in small letters", two, changed(two, "RUN", "run")),
        textScenario("a command changes", two, changed(two, "@ >", "@ other >")),
        textScenario("the same command as a list", two,
                     changed(two, "echo @ > /r", "[\"/bin/sh\", \"-c\", \"echo @ > /r\"]")),
        textScenario("something is new at the end", two, two + "COPY c /c\n"),
        textScenario("something is new in the middle", two, changed(two, "COPY a", "COPY c /c\nCOPY a")),
        textScenario("something is removed from the middle", changed(two, "COPY a", "COPY c /c\nCOPY a"), two),
        textScenario("something is removed from the end", two + "COPY c /c\n", two),
        textScenario("two lines change places", "FROM scratch\nWORKDIR /@\nCOPY a /a\nCOPY c /c\n",
                     "FROM scratch\nWORKDIR /@\nCOPY c /c\nCOPY a /a\n"),
        textScenario("the same line twice", "FROM scratch\nWORKDIR /@\nCOPY a /a\n",
                     "FROM scratch\nWORKDIR /@\nCOPY a /a\nCOPY a /a\n"),
        textScenario("only configuration", two,
                     two + "LABEL a=b\nEXPOSE 80\nCMD [\"x\"]\nENTRYPOINT y\nVOLUME /v\nSTOPSIGNAL 9\nUSER 1\n"),
        textScenario("configuration above", two, changed(two, "RUN", "LABEL a=b\nEXPOSE 80\nMAINTAINER me\nRUN")),
        textScenario("a healthcheck and ONBUILD", two, two + "HEALTHCHECK CMD true\nONBUILD RUN true\n"),
        textScenario("the Dockerfile is copied", all, "# about\n" + all),
        {"the Dockerfile is ignored",
         [](Files f) {
             threeFiles(f);
             f.writePlain(".dockerignore", "Dockerfile\n");
         },
         {{.dockerfile = all}, {}, {.dockerfile = "# about\n" + all}}},
        {"a text that is not saved",
         threeFiles,
         {{.dockerfile = all, .unsaved = "# one\n" + all}, {.unsaved = "# one\n" + all}, {.unsaved = "# two\n" + all}}},
        {"another Dockerfile of the same text",
         threeFiles,
         {{.dockerfile = two}, {.dockerfile = two, .otherFile = "Other.dockerfile"}}},
        textScenario("a script changes", "FROM BASE\nRUN <<E\necho @ > /s\nE\nCOPY a /a\n",
                     "FROM BASE\nRUN <<E\necho @ other > /s\nE\nCOPY a /a\n"),
        textScenario("a program changes", "FROM BASE\nRUN <<E\n#!/bin/sh\necho @ > /s\nE\nCOPY a /a\n",
                     "FROM BASE\nRUN <<E\n#!/bin/sh\necho @ other > /s\nE\nCOPY a /a\n"),
        {"to and fro",
         threeFiles,
         {{.dockerfile = two}, {.dockerfile = changed(two, "@ >", "@ 2 >")}, {.dockerfile = two}}},
        {"it fails, then it does not",
         threeFiles,
         {{.dockerfile = two + "RUN false\n", .fails = true}, {.dockerfile = two + "RUN true @\n"}}},
    };
}

QList<Scenario> variablesScenarios()
{
    const QByteArray env = "FROM BASE\nENV V=1 W=2\nRUN echo @ $V > /r\nCOPY a /a\n";
    const QByteArray arg = "FROM BASE\nARG V=1\nRUN echo @ > /r\nCOPY a /a\n";
    const QByteArray copies = "FROM scratch\nWORKDIR /@\nARG V=1\nENV W=1\nCOPY a /a\n";
    using Values = QMap<QString, QString>;
    const Values two{{QStringLiteral("V"), QStringLiteral("2")}};
    return {
        textScenario("a variable changes", env, changed(env, "V=1", "V=2")),
        textScenario("variables change places", env, changed(env, "V=1 W=2", "W=2 V=1")),
        textScenario("variables on two lines", env, changed(env, "V=1 W=2", "V=1\nENV W=2")),
        textScenario("a variable behind it", env + "ENV X=1\n", env + "ENV X=2\n"),
        textScenario("a variable that a copy does not name", copies, changed(copies, "W=1", "W=2")),
        textScenario("a variable in a destination", changed(copies, "/a\n", "/$W\n"),
                     changed(changed(copies, "/a\n", "/$W\n"), "W=1", "W=2")),
        textScenario("a default that nobody names", arg, changed(arg, "V=1", "V=2")),
        textScenario("an argument behind it", arg + "ARG X=1\n", arg + "ARG X=2\n"),
        {"an argument is given", threeFiles, {{.dockerfile = arg}, {.arguments = two}, {.arguments = Values{}}}},
        {"an argument is given as its default",
         threeFiles,
         {{.dockerfile = arg}, {.arguments = Values{{QStringLiteral("V"), QStringLiteral("1")}}}}},
        {"an argument that is not declared",
         threeFiles,
         {{.dockerfile = arg}, {.arguments = Values{{QStringLiteral("X"), QStringLiteral("1")}}}}},
        {"an argument without a default", threeFiles, {{.dockerfile = changed(arg, "V=1", "V")}, {.arguments = two}}},
        {"an argument above a copy", threeFiles, {{.dockerfile = copies}, {.arguments = two}}},
        {"an argument of FROM",
         threeFiles,
         {{.dockerfile =
               "ARG V=1\nFROM scratch AS v1\nWORKDIR /@/1\nFROM scratch AS v2\nWORKDIR /@/2\nFROM v$V\nCOPY a /a\n"},
          {.arguments = two}}},
        {"a proxy",
         threeFiles,
         {{.dockerfile = arg},
          {.arguments = Values{{QStringLiteral("HTTP_PROXY"), QStringLiteral("http://127.0.0.1:1")}}}}},
        textScenario("a user above a command", "FROM BASE\nUSER 0:0\nRUN true @\n",
                     "FROM BASE\nUSER 0:1\nRUN true @\n"),
        textScenario("a user above a copy", "FROM scratch\nWORKDIR /@\nUSER 1\nCOPY a /a\n",
                     "FROM scratch\nWORKDIR /@\nUSER 2\nCOPY a /a\n"),
        textScenario("a user above a folder", "FROM BASE\nUSER 1\nWORKDIR /@\n", "FROM BASE\nUSER 2\nWORKDIR /@\n"),
        textScenario("another folder", "FROM BASE\nWORKDIR /@\nCOPY a ./\n", "FROM BASE\nWORKDIR /@/b\nCOPY a ./\n"),
        textScenario("the same folder otherwise", "FROM BASE\nWORKDIR /@\nCOPY a ./\n",
                     "FROM BASE\nWORKDIR /x/../@/\nCOPY a .\n"),
        textScenario("the root as folder", "FROM BASE\nWORKDIR /\nCOPY a /@\n", "FROM BASE\nCOPY a /@\n"),
        textScenario("a command in another folder", "FROM BASE\nWORKDIR /@\nRUN true\n",
                     "FROM BASE\nWORKDIR /@\nWORKDIR /\nRUN true\n"),
        textScenario("another shell", "FROM BASE\nRUN true @\n",
                     "FROM BASE\nSHELL [\"sh\", \"-e\", \"-c\"]\nRUN true @\n"),
        {"another network",
         threeFiles,
         {{.dockerfile = "FROM BASE\nRUN true @\n"}, {.network = QStringLiteral("host")}}},
        {"the platform is said",
         threeFiles,
         {{.dockerfile = "FROM BASE\nRUN true @\n"}, {.platform = QStringLiteral("linux/amd64")}}},
    };
}

QList<Scenario> stagesScenarios()
{
    const QByteArray copied = "FROM scratch AS files\nWORKDIR /@\nCOPY a /a\nCOPY c /c\n"
                              "FROM scratch\nCOPY --from=files /a /a\nCOPY x /x/\n";
    const QByteArray made =
        "FROM BASE AS make\nCOPY a /a\nRUN cat /a > /out\nFROM scratch\nCOPY --from=make /out /out\n";
    const QByteArray unused = "FROM BASE AS never\nRUN echo @\nFROM scratch\nWORKDIR /@\nCOPY a /a\n";
    const QByteArray parallel =
        "FROM scratch AS l\nWORKDIR /@/l\nCOPY a /a\nFROM scratch AS r\nWORKDIR /@/r\nCOPY c /c\n"
        "FROM scratch\nCOPY --from=l /a /\nCOPY --from=r /c /\n";
    return {
        fileScenario("a stage's other file changes", copied, [](Files f) { f.write("c", "other"); }),
        fileScenario("a stage's file changes", copied, [](Files f) { f.write("a", "other"); }),
        fileScenario("what a stage makes changes", made, [](Files f) { f.write("a", "other"); }),
        {"a stage makes the same again",
         threeFiles,
         {{.dockerfile = made},
          {.dockerfile = changed(made, "RUN cat", "RUN true; cat"),
           .unforeseeable = "what another command makes is known when it has run"}}},
        textScenario("a stage that nobody needs", unused, changed(unused, "echo @", "echo @ other")),
        textScenario("a stage gets another name", made, QByteArray(made).replace("make", "build")),
        textScenario("a stage is new in front", copied, "FROM scratch AS front\nWORKDIR /@/front\n" + copied),
        fileScenario("one of two stages changes", parallel, [](Files f) { f.write("c", "other"); }),
        {"another target",
         threeFiles,
         {{.dockerfile = parallel, .target = QStringLiteral("l")},
          {.target = QStringLiteral("r")},
          {.target = QString()}}},
        textScenario("a stage of a stage",
                     "FROM scratch AS one\nENV V=1\nWORKDIR /@\nFROM one\nCOPY a /$V\nCOPY c /c\n",
                     "FROM scratch AS one\nENV V=2\nWORKDIR /@\nFROM one\nCOPY a /$V\nCOPY c /c\n"),
        textScenario("triggers", "FROM BASE AS one\nONBUILD COPY a /@\nONBUILD WORKDIR /t\nFROM one\nCOPY c /c\n",
                     "FROM BASE AS one\nONBUILD COPY a /@\nONBUILD WORKDIR /u\nFROM one\nCOPY c /c\n"),
        fileScenario("a file of an image", "FROM scratch\nWORKDIR /@\nCOPY --from=BASE /bin/busybox /b\nCOPY a /a\n",
                     [](Files f) { f.write("a", "other"); }),
        {"the base is another image",
         threeFiles,
         {{.dockerfile = "FROM OWNBASE\nCOPY a /a\nCOPY c /c\n"}, {.base = ScenarioRound::Base::Anew}}},
        {"the base has another label",
         threeFiles,
         {{.dockerfile = "FROM OWNBASE\nCOPY a /a\nRUN true\n"}, {.base = ScenarioRound::Base::Relabelled}}},
        {"a copied image is another one",
         threeFiles,
         {{.dockerfile = "FROM scratch\nWORKDIR /@\nCOPY --from=OWNBASE /mark /m\nCOPY a /a\n"},
          {.base = ScenarioRound::Base::Anew}}},
    };
}

QList<Scenario> cacheScenarios()
{
    const QByteArray mounted = "FROM BASE\nRUN --mount=type=bind,source=x,target=/x cat /x/a > /@\nCOPY a /a\n";
    const QByteArray cached = "FROM BASE\nRUN --mount=type=cache,target=/k true @\n";
    const QByteArray secret = "FROM BASE\nRUN --mount=type=secret,id=s cat /run/secrets/s > /@\n";
    const QByteArray staged =
        "FROM scratch AS files\nCOPY a /@\nFROM BASE\nRUN --mount=from=files,target=/f cat /f/@ > /r\nCOPY c /c\n";
    return {
        {"no cache", threeFiles, {{.dockerfile = plainDockerfile}, {.noCache = true}, {}}},
        {"no cache for folders",
         threeFiles,
         {{.dockerfile = "FROM BASE\nWORKDIR /@\nCOPY a /a\nWORKDIR /b\n"}, {.noCache = true}, {}}},
        {"the cache is pruned", threeFiles, {{.dockerfile = plainDockerfile}, {.prunedSteps = 3}}},
        {"the end of it is pruned", threeFiles, {{.dockerfile = plainDockerfile}, {.prunedSteps = 1}}},
        {"pruned and changed",
         threeFiles,
         {{.dockerfile = plainDockerfile}, {.edit = [](Files f) { f.write("c", "new"); }, .prunedSteps = 2}}},
        fileScenario("a mounted file changes", mounted, [](Files f) { f.write("x/a", "other"); }),
        fileScenario("a file that is not mounted changes", mounted, [](Files f) { f.write("c", "other"); }),
        textScenario("another mounted folder", mounted, changed(mounted, "source=x", "source=.")),
        textScenario("another cache", cached, changed(cached, "target=/k", "target=/k,id=other")),
        textScenario("the cache's own name", cached, changed(cached, "target=/k", "target=/k,id=/k")),
        textScenario("memory of another size", "FROM BASE\nRUN --mount=type=tmpfs,target=/t true @\n",
                     "FROM BASE\nRUN --mount=type=tmpfs,target=/t,size=4096 true @\n"),
        {"another secret",
         threeFiles,
         {{.dockerfile = secret, .secret = QStringLiteral("one")}, {.secret = QStringLiteral("two")}}},
        fileScenario("a mounted stage changes", staged, [](Files f) { f.write("a", "other"); }),
        fileScenario("a mounted stage does not change", staged, [](Files f) { f.write("c", "other"); }),
    };
}

} // namespace

/// Ways to edit and build again.
inline QList<Scenario> forecastScenarios()
{
    return filesScenarios() + sourcesScenarios() + textScenarios() + variablesScenarios() + stagesScenarios()
        + cacheScenarios();
}

} // namespace strata::test
