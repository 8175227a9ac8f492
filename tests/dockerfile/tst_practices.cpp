// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/check.h"
#include "dockerfile/checks/checkrule.h"
#include "dockerfile/checks/ignorefix.h"
#include "dockerfile/parser.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

bool isPractice(const Finding &finding)
{
    const CheckRule *rule = checkRule(finding.rule);
    return rule && rule->origin == CheckRule::Origin::Practice;
}

/// "Rule[what is marked]" of all practices that are not kept.
QStringList practicesOf(const QString &text, const CheckContext &context = {})
{
    const Document document = parseDockerfile(text);
    QStringList lines;
    for (const Finding &finding : checkDockerfile(document, context)) {
        if (isPractice(finding))
            lines.append(finding.rule + u'[' + document.textOf(finding.range) + u']');
    }
    return lines;
}

/// The text after the fix of the first finding of that rule; empty without one.
QString fixedText(const QString &text, const QString &rule)
{
    for (const Finding &finding : checkDockerfile(parseDockerfile(text))) {
        if (finding.rule == rule)
            return finding.fix ? applyFix(text, *finding.fix) : QString();
    }
    return u"there is no "_s + rule;
}

} // namespace

class TestPractices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inOneStage_data();
    void inOneStage();
    void inTheFile_data();
    void inTheFile();
    void fixes_data();
    void fixes();
    void mattersLessInStagesThatAreNotShipped();
    void hadolintCommentsAreObeyed();
    void hadolintCommentsForTheFile();
    void commentsOfAnInstruction();
    void ignoredByAFix_data();
    void ignoredByAFix();
    void knownImagesHaveUserAndFolder();
    void theTargetMayBeAnother();
    void noSecretIsRepeated();
};

void TestPractices::inOneStage_data()
{
    QTest::addColumn<QString>("text"); // behind FROM debian:12
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const QString &text, const QStringList &found = {}) {
        QTest::newRow(name) << text << found;
    };
    row("only told", u"RUN echo 'apt-get install curl' && echo \"sudo cd /x\" # apt-get install\n"_s);
    row("in a substitution", u"RUN echo $(apt-get update)\n"_s, {u"AptUpdateAlone[apt-get update]"_s});
    row("over lines",
        u"RUN apt-get update && \\\n # why\n apt-get -y --no-install-recommends \\\n install git=1 && rm -r /var/lib/apt/lists\n"_s);
    row("in a heredoc", u"RUN <<E\napt-get update\napt-get install -y git=1 # why\nrm -rf /var/lib/apt/lists/*\nE\n"_s,
        {u"AptRecommends[apt-get install -y git=1]"_s});
    row("text of a heredoc", u"RUN cat <<E >/x\napt-get install git\nE\n"_s);
    row("file of a heredoc", u"COPY <<E /x\nRUN apt-get install git\nE\n"_s);
    row("by sudo and variables",
        u"RUN sudo DEBIAN_FRONTEND=x apt-get update && A=1 apt-get install -qqy --no-install-recommends $X\n"_s,
        {u"AptListsKept[sudo DEBIAN_FRONTEND=x apt-get update]"_s, u"SudoUsed[sudo]"_s});
    row("in sh -c", u"RUN [\"sh\", \"-c\", \"cd /x && y\"]\n"_s, {u"CdInsteadOfWorkdir[\"cd /x && y\"]"_s});
    row("exec form", u"RUN [\"apt-get\", \"update\"]\n"_s, {u"AptUpdateAlone[[\"apt-get\", \"update\"]]"_s});
    row("another shell", u"SHELL [\"powershell\", \"-c\"]\nRUN cd C:\\\\x; curl https://x | y\n"_s);
    row("first unpinned",
        u"RUN apt-get update && apt-get install -y --no-install-recommends a=1 b ./c.deb d && rm -r /var/lib/apt/lists/*\n"_s,
        {u"UnpinnedAptPackage[b]"_s});
    row("releases are no pins, but say which",
        u"RUN apt-get update && apt-get install -y --no-install-recommends -t sid a/sid && rm -r /var/lib/apt/lists/*\n"_s);
    row("lists in a mount",
        u"RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get install -y --no-install-recommends a=1\n"_s);
    row("yes by another way",
        u"RUN apt-get update && apt-get -o APT::Get::Assume-Yes=true -o APT::Install-Recommends=0 install a=1 && rm -r /var/lib/apt/lists/*\n"_s);
    row("yes from a pipe", u"RUN yes | apt-get upgrade\n"_s, {u"SystemUpgrade[apt-get upgrade]"_s});
    row("one package upgraded", u"RUN dnf upgrade -y openssl-3.0 && dnf clean all\n"_s);
    row("apk in groups", u"RUN apk add --virtual .build --no-cache 'a=~1' b@edge=2\n"_s);
    row("pip pins",
        u"RUN pip3 install --no-cache-dir -r requirements.txt a==1 'b>=2,<3' c~=1 . ./d git+https://x/y.git e.whl -e f\n"_s);
    row("pip of python", u"RUN python3.12 -m pip install --upgrade pip\n"_s,
        {u"PipCacheKept[python3.12 -m pip install --upgrade pip]"_s, u"UnpinnedPipPackage[pip]"_s});
    row("pip with constraints", u"RUN pip install --no-cache-dir -c constraints.txt a\n"_s);
    row("pip cache off", u"ENV PIP_NO_CACHE_DIR=1\nRUN pip install a==1\n"_s);
    row("pip cache off here", u"RUN PIP_NO_CACHE_DIR=1 pip install a==1\n"_s);
    row("pip cache mounted", u"RUN --mount=type=cache,target=/root/.cache/pip pip install a==1\n"_s);
    row("npm pins", u"RUN npm i -g a@1 @b/c@2 ./d e@npm:f g/h && npm cache clean --force\n"_s);
    row("npm latest", u"RUN npm i a@latest && npm cache clean -f\n"_s, {u"UnpinnedNpmPackage[a@latest]"_s});
    row("npm scope", u"RUN npm i @b/c && npm cache clean -f\n"_s, {u"UnpinnedNpmPackage[@b/c]"_s});
    row("yarn", u"RUN yarn && yarn global add serve && yarn cache clean\n"_s, {u"UnpinnedNpmPackage[serve]"_s});
    row("gem version", u"RUN gem install -N -v 1.2 rails\n"_s);

    row("cd in a group", u"RUN (cd /x && make) && for d in a; do cd $d; done\n"_s);
    row("cd that does nothing", u"RUN make && cd /x\n"_s, {u"CdInsteadOfWorkdir[cd /x]"_s});
    row("pipes that do not fail", u"RUN echo a | b && printf x | c && yes | d\n"_s);
    row("pipe in a substitution", u"RUN x \"$(a | b)\"\n"_s, {u"PipeWithoutPipefail[a]"_s});
    row("pipefail set", u"RUN set -euxo pipefail; a | b\n"_s);
    row("pipefail of bash", u"RUN bash -o pipefail -c 'a | b'\n"_s);
    row("pipefail set too late", u"RUN a | b; set -o pipefail\n"_s, {u"PipeWithoutPipefail[a]"_s});
    row("no pipe", u"RUN a || b\n"_s);
    row("remote script",
        u"SHELL [\"bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN wget -qO- https://x | sudo -E bash -\n"_s,
        {u"SudoUsed[sudo]"_s, u"RemoteScriptExecuted[sudo -E bash -]"_s});
    row("remote script substituted", u"RUN sh -c \"$(curl -f https://x)\"\n"_s,
        {u"RemoteScriptExecuted[sh -c \"$(curl -f https://x)\"]"_s});
    row("remote script as a file", u"RUN bash <(curl -f https://x)\n"_s,
        {u"RemoteScriptExecuted[bash <(curl -f https://x)]"_s});
    row("only heads", u"RUN curl -sI https://x\n"_s);
    row("busybox", u"RUN true\n"_s);
    row("modes", u"RUN chmod 1777 /tmp && chmod -R u+w,go-w /x && chmod 0755 /y && chmod a+rx /z\n"_s);
    row("open modes", u"RUN chmod -R o+w /x && chmod 0666 /y\n"_s, {u"WorldWritable[o+w]"_s, u"WorldWritable[0666]"_s});
    row("user IDs", u"RUN useradd --uid=1000 a && useradd -lu 999999 b && useradd -u 999999 --no-log-init c\n"_s);
    row("large user ID", u"RUN useradd --uid=999999 a\n"_s, {u"LargeUserId[useradd --uid=999999 a]"_s});
    row("ssh with its mount", u"RUN --mount=type=ssh ssh -T git@example.org\n"_s);
    row("ssh without", u"RUN ssh example.org\n"_s, {u"UselessCommand[ssh]"_s});
    row("blind in many ways",
        u"RUN git clone -c http.sslVerify=false https://x && pip install --trusted-host x --no-cache-dir a==1\n"_s,
        {u"UnverifiedDownload[git clone -c http.sslVerify=false https://x]"_s,
         u"UnverifiedDownload[pip install --trusted-host x --no-cache-dir a==1]"_s});

    row("secrets of RUN",
        u"RUN API_TOKEN=abc x && export DB_PASSWORD='y' && z --password p --api-key=q && git clone https://u:p@example.org/x\n"_s,
        {u"SecretInText[API_TOKEN=abc]"_s, u"SecretInText[DB_PASSWORD='y']"_s, u"SecretInText[p]"_s,
         u"SecretInText[--api-key=q]"_s, u"SecretInText[https://u:p@example.org/x]"_s});
    row("no secrets",
        u"RUN API_TOKEN=$X y --password \"$(cat /run/secrets/p)\" && sort --key=2 && GPG_KEY=AB12 z && w "
        "--token-file=/x https://u@example.org https://u:$P@example.org\n"_s);
    row("secrets by form",
        u"ENV A=ghp_0123456789abcdefghij0123456789\nLABEL b=\"-----BEGIN RSA PRIVATE KEY-----\"\nARG c=AKIAABCDEFGHIJKLMNOP\n"_s,
        {u"SecretInText[ghp_0123456789abcdefghij0123456789]"_s, u"SecretInText[\"-----BEGIN RSA PRIVATE KEY-----\"]"_s,
         u"SecretInText[AKIAABCDEFGHIJKLMNOP]"_s});
    row("secret files", u"COPY a/.env b.key c.pem .npmrc /x/\n"_s,
        {u"SecretFileCopied[a/.env]"_s, u"SecretFileCopied[b.key]"_s, u"SecretFileCopied[.npmrc]"_s});

    row("ADD for what it is for",
        u"ADD a.tar.gz /x\nADD --keep-git-dir=true https://example.org/a.git /y\nADD $URL /z\nADD --checksum=sha256:0 https://x/y /w\n"_s);
    row("ADD as COPY", u"ADD a b.txt /x/\n"_s, {u"AddInsteadOfCopy[ADD]"_s});
    row("destinations", u"COPY a b ./\nCOPY a b $X\nCOPY a b ${X}\nCOPY a $X/y\n"_s,
        {u"RelativeCopyWithoutWorkdir[./]"_s});
    row("relative behind WORKDIR", u"WORKDIR /x\nCOPY a .\n"_s);
    row("own variables", u"ENV A=1 B=2\nENV C=$A D=$E\n"_s);

    row("deleted above", u"COPY a b.txt /x/\nRUN rm -rf /x\n"_s, {u"DeletedInLaterLayer[/x]"_s});
    row("deleted relative", u"WORKDIR /x\nCOPY a .\nRUN rm a\n"_s, {u"DeletedInLaterLayer[a]"_s});
    row("deleted somewhere", u"WORKDIR /x\nCOPY a .\nRUN cd /y && rm a\n"_s, {u"CdInsteadOfWorkdir[cd /y]"_s});
    row("downloaded and deleted at once", u"RUN curl -fo /a https://x && rm /a\n"_s);
    row("downloaded and deleted later", u"RUN curl -fo /a https://x\nWORKDIR /\nRUN rm -f /a\n"_s,
        {u"DeletedInLaterLayer[/a]"_s});
    row("another file deleted", u"COPY a /x/\nRUN rm -rf /y /x/b /xa $Z\n"_s);
    row("mode of what was copied", u"COPY . /app\nRUN chown -R www /app\n"_s, {u"ModeInOwnLayer[chown -R www /app]"_s});
    row("mode of something else", u"COPY a /app/\nRUN chown www /app && chmod -R 755 /b\n"_s);
    row("archive kept", u"COPY a.tgz /tmp/\nRUN x && tar xf /tmp/a.tgz\n"_s, {u"ArchiveCopiedAndUnpacked[COPY]"_s});
    row("archive packed", u"COPY a.tgz /tmp/\nRUN tar -cf /tmp/a.tgz /x\n"_s);
    row("everything in front of system packages", u"COPY . /x\nRUN apk add --no-cache a=1\n"_s,
        {u"CopyBeforeInstall[.]"_s});
    row("installed before",
        u"COPY go.mod /x/\nWORKDIR /x\nRUN pip install --no-cache-dir -r a\nCOPY . .\nRUN pip install --no-cache-dir -r b\n"_s);
    row("the project itself", u"COPY . /x\nRUN pip install --no-cache-dir ./x\n"_s);
    row("other RUNs between", u"RUN a\nUSER x\nRUN b\n"_s);
    row("RUNs with mounts", u"RUN a\nRUN --mount=type=cache,target=/x b\n"_s);
    row("a third RUN", u"RUN a\nRUN b\nRUN c\n"_s, {u"ConsecutiveRuns[RUN]"_s, u"ConsecutiveRuns[RUN]"_s});
    row("both downloaders", u"RUN wget -q https://x\nUSER a\nRUN curl -f https://x && wget -q https://y\n"_s,
        {u"CurlAndWget[curl]"_s});
    row("root in between", u"USER root\nRUN a\nUSER b\nCMD [\"c\"]\n"_s);
    row("root at the end", u"USER b\nUSER 0:0\n"_s, {u"RunsAsRoot[0:0]"_s});
    row("ONBUILD is for others", u"ONBUILD RUN cd /x && sudo y\n"_s);
}

void TestPractices::inOneStage()
{
    QFETCH(QString, text);
    QTEST(practicesOf(u"FROM debian:12\n"_s + text), "found");
}

void TestPractices::inTheFile_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const QString &text, const QStringList &found = {}) {
        QTest::newRow(name) << text << found;
    };
    row("pins of images",
        u"FROM a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS x\nFROM localhost:5000/b "
        u"AS "
        "y\nFROM y AS z\nCOPY --from=x a /b\n"_s,
        {u"UnpinnedBaseImage[localhost:5000/b]"_s});
    row("pins by argument", u"ARG T=1\nARG L=latest\nFROM a:$T AS x\nFROM b:$L\nCOPY --from=x a /b\n"_s,
        {u"LatestBaseImage[b:$L]"_s});
    row("used by a mount", u"FROM a:1 AS x\nFROM b:1\nRUN --mount=from=x,target=/y z\n"_s);
    row("used by number", u"FROM a:1\nFROM b:1\nCOPY --from=0 a /b\n"_s);
    row("used by one that is not", u"FROM a:1 AS x\nFROM x AS y\nFROM b:1\n"_s,
        {u"UnusedStage[x]"_s, u"UnusedStage[y]"_s});
    row("stages in any case", u"FROM a:1 AS x\nFROM b:1\nCOPY --from=X a /b\n"_s);
    row("images by name", u"FROM b:1\nCOPY --from=busybox a /b\nCOPY --from=x.io/c a /b\nCOPY --from=c:1 a /b\n"_s,
        {u"CopyFromUnknownStage[busybox]"_s});
    row("WORKDIR below", u"FROM a:1 AS x\nWORKDIR /y\nFROM x\nCOPY a .\n"_s);
    row("USER below", u"FROM a:1 AS x\nUSER y\nFROM x\nCMD [\"z\"]\n"_s);
    row("command below", u"FROM a:1 AS x\nCMD [\"z\"]\nFROM x\n"_s, {u"RunsAsRoot[CMD]"_s});
    row("scratch is known", u"FROM scratch\nCOPY a b/\n"_s);
    row("wget of BusyBox", u"FROM alpine:3.20\nRUN wget https://x\n"_s);
    row("no end", u"FROM a:1\nRUN <<E\nE"_s, {u"MissingFinalNewline[]"_s});
    row("nothing at all", QString());
    row("only a comment", u"# a"_s);
}

void TestPractices::inTheFile()
{
    QFETCH(QString, text);
    QTEST(practicesOf(text), "found");
}

void TestPractices::fixes_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fixed"); // empty: there is none
    const auto row = [](const char *name, const QString &rule, const QString &text, const QString &fixed = {}) {
        QTest::newRow(name) << rule << u"FROM debian:12\n"_s + text
                            << (fixed.isEmpty() ? fixed : u"FROM debian:12\n"_s + fixed);
    };
    row("lists at the last install", u"AptListsKept"_s,
        u"RUN apt-get update; apt-get install a; apt-get install b && c\n"_s,
        u"RUN apt-get update; apt-get install a; apt-get install b && rm -rf /var/lib/apt/lists/* && c\n"_s);
    row("lists where failure is no failure", u"AptListsKept"_s, u"RUN apt-get update; apt-get install a || true\n"_s);
    row("lists as another user", u"AptListsKept"_s, u"RUN apt-get update; sudo apt-get install a\n"_s);
    row("lists in a branch", u"AptListsKept"_s, u"RUN apt-get update; if a; then apt-get install a; fi\n"_s);
    row("lists in a heredoc", u"AptListsKept"_s, u"RUN <<E\napt-get update\napt-get install a\nE\n"_s,
        u"RUN <<E\napt-get update\napt-get install a && rm -rf /var/lib/apt/lists/*\nE\n"_s);
    row("exec form", u"MissingYes"_s, u"RUN [\"apt-get\", \"install\", \"a\"]\n"_s);
    row("over lines", u"MissingYes"_s, u"RUN apt-get install \\\n  # why\n  a\n"_s,
        u"RUN apt-get install -y \\\n  # why\n  a\n"_s);
    row("apt in front of what apt-get has not", u"AptInsteadOfAptGet"_s, u"RUN apt list\n"_s);
    row("ADD of what may be an archive", u"AddInsteadOfCopy"_s, u"ADD a* /x/\n"_s);
    row("ADD in lower case", u"AddInsteadOfCopy"_s, u"add a /x/\n"_s, u"copy a /x/\n"_s);
    row("sudo of whom", u"SudoUsed"_s, u"RUN sudo a\n"_s);
    row("pipefail in sh", u"PipeWithoutPipefail"_s, u"RUN a | b\n"_s);
    row("pipefail in a heredoc", u"PipeWithoutPipefail"_s, u"SHELL [\"bash\", \"-c\"]\nRUN <<E\na | b\nE\n"_s,
        u"SHELL [\"bash\", \"-c\"]\nRUN <<E\nset -o pipefail\na | b\nE\n"_s);
    row("RUN that changes the folder", u"ConsecutiveRuns"_s, u"RUN cd /a\nRUN b\n"_s);
    row("RUN with a comment between", u"ConsecutiveRuns"_s, u"RUN a\n# why\nRUN b\n"_s);
    row("RUN with a comment behind", u"ConsecutiveRuns"_s, u"RUN a # why\nRUN b\n"_s);
    row("RUN that goes on after failure", u"ConsecutiveRuns"_s, u"RUN a\nRUN b || c\n"_s);
    row("RUN behind one that does", u"ConsecutiveRuns"_s, u"RUN a || b\n\nRUN c && d\n"_s,
        u"RUN a || b \\\n    && c && d\n"_s);
    row("RUN of heredocs", u"ConsecutiveRuns"_s, u"RUN <<E\na\nE\nRUN b\n"_s);
    row("owner without group", u"ModeInOwnLayer"_s, u"COPY a.sh /b.sh\nRUN chown c /b.sh\n"_s);
    row("owner with group", u"ModeInOwnLayer"_s, u"COPY --link a.sh /b.sh\nRUN chown c:d /b.sh\nCMD [\"e\"]\n"_s,
        u"COPY --chown=c:d --link a.sh /b.sh\nCMD [\"e\"]\n"_s);
    row("mode of a folder", u"ModeInOwnLayer"_s, u"COPY a /b\nRUN chmod 755 /b\n"_s);
    row("mode in words", u"ModeInOwnLayer"_s, u"COPY a.sh /b.sh\nRUN chmod +x /b.sh\n"_s);
    row("mode and more", u"ModeInOwnLayer"_s, u"COPY a.sh /b.sh\nRUN chmod 755 /b.sh && c\n"_s);
    row("ENV over lines", u"EnvUsedInSameInstruction"_s, u"ENV A=1 \\\n B=$A\n"_s);
    row("legacy with quotes", u"LegacyKeyValueFormat"_s, u"ENV A \"b\" c\n"_s);
    row("legacy with a quoted word", u"LegacyKeyValueFormat"_s, u"ENV A   \"b\"\n"_s, u"ENV A=\"b\"\n"_s);
    row("legacy with variables", u"LegacyKeyValueFormat"_s, u"LABEL A b $PATH\n"_s, u"LABEL A=\"b $PATH\"\n"_s);
    row("exec form needs a shell", u"JSONArgsRecommended"_s, u"CMD a && b\n"_s);
    row("exec form needs a variable", u"JSONArgsRecommended"_s, u"CMD a $B\n"_s);
    row("exec form needs names of files", u"JSONArgsRecommended"_s, u"CMD a *.b\n"_s);
    row("exec form needs a builtin", u"JSONArgsRecommended"_s, u"CMD cd /a\n"_s);
    row("exec form of quotes", u"JSONArgsRecommended"_s, u"CMD exec a 'b \"c' d\\\\e\n"_s,
        u"CMD [\"a\", \"b \\\"c\", \"d\\\\e\"]\n"_s);
    row("maintainer in quotes", u"MaintainerDeprecated"_s, u"maintainer \"A <b@c.d>\"\n"_s,
        u"label org.opencontainers.image.authors=\"A <b@c.d>\"\n"_s);
    row("maintainer with signs", u"MaintainerDeprecated"_s, u"MAINTAINER A \"$b\" \\c\n"_s,
        u"LABEL org.opencontainers.image.authors=\"A \\\"\\$b\\\" \\\\c\"\n"_s);
    row("relative below nobody knows", u"WorkdirRelativePath"_s, u"WORKDIR a\n"_s);
    row("from with as", u"ConsistentInstructionCasing"_s, u"RUN a\nfrom b:1 as c\nRUN d\n"_s,
        u"RUN a\nFROM b:1 AS c\nRUN d\n"_s);
}

void TestPractices::fixes()
{
    QFETCH(QString, rule);
    QFETCH(QString, text);
    QTEST(fixedText(text, rule), "fixed");
}

void TestPractices::mattersLessInStagesThatAreNotShipped()
{
    const QString text =
        u"FROM alpine:3 AS a\nRUN apk add b=1\nFROM alpine:3 AS c\nRUN apk add d=1\nFROM c\nCOPY --from=a /x /y\n"_s;
    QList<Finding::Severity> severities;
    for (const Finding &finding : checkDockerfile(parseDockerfile(text)))
        severities.append(finding.severity);
    QCOMPARE(severities, QList({Finding::Severity::Hint, Finding::Severity::Warning}));
}

void TestPractices::hadolintCommentsAreObeyed()
{
    const QString text =
        u"FROM debian:12\n# hadolint ignore=DL3003, SC2086,DL3004\nRUN cd /a && sudo b\nUSER c\nRUN cd /d\n"_s;
    QCOMPARE(practicesOf(text), QStringList({u"CdInsteadOfWorkdir[cd /d]"_s}));
    QVERIFY(!practicesOf(u"FROM debian:12\n# hadolint ignored=DL3003\nRUN cd /a && b\n"_s).isEmpty());
}

void TestPractices::hadolintCommentsForTheFile()
{
    QCOMPARE(practicesOf(u"# hadolint global ignore=DL3003,DL3006\nFROM debian\nRUN cd /a && b\n"_s), QStringList());
    QCOMPARE(practicesOf(u"FROM debian:12\n# hadolint global ignore=DL3003\nUSER a\nRUN cd /a && b\n"_s).size(), 1);
}

void TestPractices::commentsOfAnInstruction()
{
    const QString text =
        u"FROM debian:12\n# check=skip=CdInsteadOfWorkdir // for once\nRUN cd /a && sudo b\nUSER c\nRUN cd /d\n"_s;
    QCOMPARE(practicesOf(text), QStringList({u"SudoUsed[sudo]"_s, u"CdInsteadOfWorkdir[cd /d]"_s}));
}

void TestPractices::ignoredByAFix_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<qsizetype>("line");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char *name, const QString &text, const QString &rule, qsizetype line,
                        const QString &wanted) { QTest::newRow(name) << text << rule << line << wanted; };
    const QString unpinned = u"UnpinnedBaseImage"_s;
    const QString ended = u"# Not for the whole file:\n# check=skip=UnpinnedBaseImage\n"_s;
    row("in the middle", u"FROM debian:12\nFROM debian\n"_s, unpinned, 1,
        u"FROM debian:12\n# check=skip=UnpinnedBaseImage\nFROM debian\n"_s);
    row("in the first line", u"FROM debian\nFROM ubuntu\n"_s, unpinned, 0, ended + u"FROM debian\nFROM ubuntu\n"_s);
    row("behind a directive", u"# syntax=docker/dockerfile:1\nFROM debian\n"_s, unpinned, 1,
        u"# syntax=docker/dockerfile:1\n"_s + ended + u"FROM debian\n"_s);
    row("behind options of the file", u"# check=skip=JSONArgsRecommended\nFROM debian\n"_s, unpinned, 1,
        u"# check=skip=JSONArgsRecommended\n"_s + ended + u"FROM debian\n"_s);
    row("behind a program's line", u"#!/bin/docker\nFROM debian\n"_s, unpinned, 1,
        u"#!/bin/docker\n"_s + ended + u"FROM debian\n"_s);
    row("behind a comment", u"# the base\nFROM debian\n"_s, unpinned, 1,
        u"# the base\n# check=skip=UnpinnedBaseImage\nFROM debian\n"_s);
    row("behind a blank line", u"\nFROM debian\n"_s, unpinned, 1, u"\n# check=skip=UnpinnedBaseImage\nFROM debian\n"_s);
    row("another one is skipped", u"FROM debian:12\n# check=skip=JSONArgsRecommended\n\n# and\nFROM debian\n"_s,
        unpinned, 4, u"FROM debian:12\n# check=skip=JSONArgsRecommended,UnpinnedBaseImage\n\n# and\nFROM debian\n"_s);
    row("other options", u"FROM debian:12\n# check=skip=JSONArgsRecommended;error=true\nFROM debian\n"_s, unpinned, 2,
        u"FROM debian:12\n# check=skip=JSONArgsRecommended,UnpinnedBaseImage;error=true\nFROM debian\n"_s);
    row("nothing is skipped", u"FROM debian:12\n# check=error=true\nFROM debian\n"_s, unpinned, 2,
        u"FROM debian:12\n# check=error=true;skip=UnpinnedBaseImage\nFROM debian\n"_s);
}

/// The rule is silent for that instruction, and for no other one.
void TestPractices::ignoredByAFix()
{
    QFETCH(const QString, text);
    QFETCH(const QString, rule);
    QFETCH(const qsizetype, line);
    const Document document = parseDockerfile(text);
    const QList<Finding> before = checkDockerfile(document);
    const auto isOfRule = [&rule](const Finding &finding) { return finding.rule == rule; };
    const auto found = std::ranges::find_if(
        before, [&](const Finding &finding) { return isOfRule(finding) && finding.line == line; });
    QVERIFY(found != before.end());
    const QString after = applyFix(text, ignoreFix(document, *found));
    QTEST(after, "wanted");
    const Document fixed = parseDockerfile(after);
    QVERIFY(!fixed.firstError());
    QCOMPARE(std::ranges::count_if(checkDockerfile(fixed), isOfRule), std::ranges::count_if(before, isOfRule) - 1);
}

void TestPractices::knownImagesHaveUserAndFolder()
{
    CheckContext context;
    context.baseImage = [](const QString &, const QString &) {
        return std::optional(BaseImage{.workingDirectory = u"/srv"_s, .user = u"app"_s});
    };
    QCOMPARE(practicesOf(u"FROM a:1\nCOPY b .\nRUN rm b\nCMD [\"c\"]\n"_s, context),
             QStringList({u"DeletedInLaterLayer[b]"_s}));
}

void TestPractices::theTargetMayBeAnother()
{
    CheckContext context;
    context.target = u"x"_s;
    QCOMPARE(practicesOf(u"FROM a:1 AS x\nCMD [\"b\"]\nFROM c:1\n"_s, context), QStringList({u"RunsAsRoot[CMD]"_s}));
}

void TestPractices::noSecretIsRepeated()
{
    const QString text = u"FROM a:1\nENV A=ghp_0123456789abcdefghij0123456789 B=https://u:hunter2@x\n"
                         "RUN TOKEN=hunter2 c --password hunter2 --secret=hunter2 && curl -fu u:hunter2 https://x "
                         "-H 'Authorization: Bearer hunter2' && sshpass -p hunter2 y\n"_s;
    int secrets = 0;
    for (const Finding &finding : checkDockerfile(parseDockerfile(text))) {
        QVERIFY2(!finding.message.contains(u"hunter2") && !finding.message.contains(u"ghp_"),
                 qPrintable(finding.message));
        secrets += finding.rule == u"SecretInText";
    }
    QCOMPARE(secrets, 8);
}

STRATA_TEST(TestPractices)
#include "tst_practices.moc"
