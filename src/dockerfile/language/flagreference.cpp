// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/reference.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct FlagReferenceText
{
    QStringView instructions; ///< whose flag it is, separated by blanks
    QStringView name;
    const char *summary;
    const char *body;
    const char *example;
};

constexpr std::array flagReferenceTable{
    FlagReferenceText{u"FROM", u"platform", QT_TRANSLATE_NOOP("DockerfileReference", "of which platform the image is"),
                      QT_TRANSLATE_NOOP("DockerfileReference",
                                        "Takes the image for this platform instead of the one that is built for. "
                                        "$BUILDPLATFORM is the builder's own: a stage on it that compiles for another "
                                        "platform needs no emulation."),
                      "FROM --platform=$BUILDPLATFORM golang:1.24 AS build"},
    FlagReferenceText{
        u"RUN", u"mount", QT_TRANSLATE_NOOP("DockerfileReference", "shows a folder or file to the command"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Shows the command something that is not in the image: files of the context or of "
                          "a stage (bind), a cache that stays between builds, memory (tmpfs), a secret, an "
                          "ssh agent. Nothing of it is in the layer."),
        "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt"},
    FlagReferenceText{u"RUN", u"network", QT_TRANSLATE_NOOP("DockerfileReference", "which network the command sees"),
                      QT_TRANSLATE_NOOP("DockerfileReference",
                                        "default is that of the build, none is without one, host is the machine's own, "
                                        "for which the build needs a permission (--allow network.host)."),
                      "RUN --network=none pip install --no-index --find-links wheels tool"},
    FlagReferenceText{
        u"RUN", u"security", QT_TRANSLATE_NOOP("DockerfileReference", "what the command may do"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "sandbox is the default. insecure runs the command with all rights, for which the "
                          "build needs a permission (--allow security.insecure)."),
        "RUN --security=insecure mount -t tmpfs none /mnt"},
    FlagReferenceText{
        u"RUN", u"device", QT_TRANSLATE_NOOP("DockerfileReference", "gives the command a device"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Lets the command use a device that the builder offers (CDI), such as a graphics "
                          "card. The build needs a permission for it, and only newer builders know it."),
        "RUN --device=vendor.com/device=class1 make test"},
    FlagReferenceText{
        u"COPY", u"from", QT_TRANSLATE_NOOP("DockerfileReference", "copies from a stage or an image"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Copies files of a stage above (by name, or by number from 0), of any image, or of "
                          "a context that docker build --build-context names, instead of the build "
                          "context. There are no variables in it."),
        "COPY --from=build /out/server /usr/local/bin/"},
    FlagReferenceText{
        u"COPY ADD", u"chown", QT_TRANSLATE_NOOP("DockerfileReference", "whose the files are"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Gives the copied files this user and group, by name or number; without it they "
                          "are root's. A RUN chown afterwards would hold all of them a second time."),
        "COPY --chown=app:app . /srv/app"},
    FlagReferenceText{
        u"COPY ADD", u"chmod", QT_TRANSLATE_NOOP("DockerfileReference", "the permissions of the files"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Gives the copied files these permissions, in octal; newer builders know u=rwX,go=rX "
                          "as well. A RUN chmod afterwards would hold all of them a second time."),
        "COPY --chmod=755 entrypoint.sh /usr/local/bin/"},
    FlagReferenceText{
        u"COPY ADD", u"link", QT_TRANSLATE_NOOP("DockerfileReference", "a layer of its own"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Makes the layer without looking at what is below, so that it stays in the cache "
                          "when a line above or the base image changes. Links in the path of the "
                          "destination are not followed then."),
        "COPY --link --from=build /out/ /"},
    FlagReferenceText{
        u"COPY ADD", u"exclude", QT_TRANSLATE_NOOP("DockerfileReference", "leaves files out"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Does not copy what matches the pattern, which is as in .dockerignore. It may be "
                          "there several times. Newer builders know it, older ones with "
                          "# syntax=docker/dockerfile:1."),
        "COPY --exclude=*.md --exclude=tests . /srv/app"},
    FlagReferenceText{
        u"COPY", u"parents", QT_TRANSLATE_NOOP("DockerfileReference", "keeps the folders of the sources"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Copies each source with the folders in its path: a/b/c.txt comes to a/b/c.txt and "
                          "not to c.txt. A /./ in the path says from where on. ** matches folders of any "
                          "depth."),
        "COPY --parents packages/*/package.json ./"},
    FlagReferenceText{u"ADD", u"keep-git-dir", QT_TRANSLATE_NOOP("DockerfileReference", "keeps .git"),
                      QT_TRANSLATE_NOOP("DockerfileReference",
                                        "Keeps the folder .git of a repository that is fetched, which is left out "
                                        "otherwise."),
                      "ADD --keep-git-dir=true https://example.org/tool.git#v1.2 /src"},
    FlagReferenceText{
        u"ADD", u"checksum", QT_TRANSLATE_NOOP("DockerfileReference", "what the download must be"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Ends the build when the file that was downloaded has another checksum; of a git "
                          "repository it is the commit. So nobody can put something else in its place."),
        "ADD --checksum=sha256:24454f83… https://example.org/tool.tar.gz /opt/"},
    FlagReferenceText{
        u"ADD", u"unpack", QT_TRANSLATE_NOOP("DockerfileReference", "whether archives are unpacked"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Says whether a tar archive is unpacked: without it local ones are and downloads are "
                          "not. Only newer builders know it."),
        "ADD --unpack=true https://example.org/tool.tar.gz /opt/"},
    FlagReferenceText{u"HEALTHCHECK", u"interval", QT_TRANSLATE_NOOP("DockerfileReference", "how often it is asked"),
                      QT_TRANSLATE_NOOP("DockerfileReference",
                                        "The time between two checks, such as 30s or 1m30s. Without it 30 seconds."),
                      "HEALTHCHECK --interval=1m CMD /usr/local/bin/check"},
    FlagReferenceText{
        u"HEALTHCHECK", u"timeout", QT_TRANSLATE_NOOP("DockerfileReference", "how long it may take"),
        QT_TRANSLATE_NOOP("DockerfileReference", "A check that takes longer has failed. Without it 30 seconds."),
        "HEALTHCHECK --timeout=3s CMD /usr/local/bin/check"},
    FlagReferenceText{u"HEALTHCHECK", u"start-period", QT_TRANSLATE_NOOP("DockerfileReference", "time to start"),
                      QT_TRANSLATE_NOOP("DockerfileReference",
                                        "For so long after the start a check that fails is not counted. Without it 0 "
                                        "seconds."),
                      "HEALTHCHECK --start-period=20s CMD /usr/local/bin/check"},
    FlagReferenceText{
        u"HEALTHCHECK", u"start-interval",
        QT_TRANSLATE_NOOP("DockerfileReference", "how often it is asked while it starts"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "The time between two checks during the start period. Without it 5 seconds. Docker "
                          "knows it since 25.0."),
        "HEALTHCHECK --start-period=20s --start-interval=1s CMD /usr/local/bin/check"},
    FlagReferenceText{
        u"HEALTHCHECK", u"retries", QT_TRANSLATE_NOOP("DockerfileReference", "how many times it may fail"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "So many checks in a row must fail before the container is unhealthy. Without it 3."),
        "HEALTHCHECK --retries=5 CMD /usr/local/bin/check"},
};

struct NamedReferenceText
{
    QStringView name;
    const char *summary;
    const char *body;
    const char *example;
};

constexpr std::array directiveReferenceTable{
    NamedReferenceText{
        u"syntax", QT_TRANSLATE_NOOP("DockerfileReference", "which version of the language"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Names the image that reads this file, so that an older builder understands newer "
                          "instructions: docker/dockerfile:1 is the newest version 1. The image is "
                          "fetched for it. It must be in the first lines, above all else."),
        "# syntax=docker/dockerfile:1"},
    NamedReferenceText{
        u"escape", QT_TRANSLATE_NOOP("DockerfileReference", "the character that continues a line"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Sets the character at the end of a line that goes on, and in front of characters "
                          "that shall mean nothing special: a backslash, or a backtick where backslashes "
                          "are in paths of Windows. It must be in the first lines."),
        "# escape=`"},
    NamedReferenceText{
        u"check", QT_TRANSLATE_NOOP("DockerfileReference", "which rules are checked"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Says which rules docker build --check and Strata leave out (skip=), which new ones "
                          "count (experimental=), and whether a finding ends the build (error=true). In "
                          "the first lines it is for the file, above an instruction for that one."),
        "# check=skip=JSONArgsRecommended;error=true"},
};

constexpr std::array mountTypeReferenceTable{
    NamedReferenceText{
        u"bind", QT_TRANSLATE_NOOP("DockerfileReference", "files of the context, a stage or an image"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Shows files of the context, or with from= of a stage or an image, without copying "
                          "them into the image. They can be read; with rw also changed, but the changes "
                          "are dropped."),
        "RUN --mount=type=bind,source=go.mod,target=go.mod go mod download"},
    NamedReferenceText{
        u"cache", QT_TRANSLATE_NOOP("DockerfileReference", "a folder that stays between builds"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "A folder that the next build finds again, for the downloads of package managers "
                          "and the results of compilers. It is not in the image, and it may be empty at "
                          "any time."),
        "RUN --mount=type=cache,target=/root/.cache/go-build go build ./..."},
    NamedReferenceText{
        u"tmpfs", QT_TRANSLATE_NOOP("DockerfileReference", "memory"),
        QT_TRANSLATE_NOOP("DockerfileReference", "An empty folder in memory, gone when the command has ended."),
        "RUN --mount=type=tmpfs,target=/tmp make test"},
    NamedReferenceText{u"secret", QT_TRANSLATE_NOOP("DockerfileReference", "a secret, as a file or a variable"),
                       QT_TRANSLATE_NOOP("DockerfileReference",
                                         "Shows the command a secret of docker build --secret as a file, by default "
                                         "/run/secrets/ and its id, or with env= as a variable. It is neither in the "
                                         "image nor in its history."),
                       "RUN --mount=type=secret,id=token,env=TOKEN ./fetch"},
    NamedReferenceText{
        u"ssh", QT_TRANSLATE_NOOP("DockerfileReference", "the ssh agent"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Lets the command use the keys of the agent of docker build --ssh, for private "
                          "repositories. The keys themselves stay where they are."),
        "RUN --mount=type=ssh git clone git@example.org:team/tool.git"},
};

QString flagTextTranslated(const char *text)
{
    return QCoreApplication::translate("DockerfileReference", text);
}

template<typename Table>
ReferenceText namedText(const Table &table, QStringView name)
{
    const auto found = std::ranges::find(table, name, &NamedReferenceText::name);
    if (found == table.end())
        return {};
    return {flagTextTranslated(found->summary), flagTextTranslated(found->body), QString::fromUtf8(found->example)};
}

} // namespace

ReferenceText flagReference(InstructionKind kind, QStringView name)
{
    for (const FlagReferenceText &each : flagReferenceTable) {
        if (each.name == name && each.instructions.split(u' ').contains(instructionName(kind)))
            return {flagTextTranslated(each.summary), flagTextTranslated(each.body), QString::fromUtf8(each.example)};
    }
    return {};
}

ReferenceText directiveReference(QStringView name)
{
    return namedText(directiveReferenceTable, name);
}

ReferenceText mountTypeReference(QStringView type)
{
    return namedText(mountTypeReferenceTable, type);
}

const QList<MountOption> &mountOptions()
{
    static const QList<MountOption> options{
        {u"type", u"", u"bind cache tmpfs secret ssh",
         QT_TRANSLATE_NOOP("DockerfileReference", "bind, cache, tmpfs, secret or ssh; without it bind")},
        {u"target", u"dst destination", u"bind cache tmpfs secret ssh",
         QT_TRANSLATE_NOOP("DockerfileReference", "where the command sees it, relative to WORKDIR")},
        {u"source", u"src", u"bind cache secret",
         QT_TRANSLATE_NOOP("DockerfileReference",
                           "what is shown: a path in the context, or in from; of a secret its id")},
        {u"from", u"", u"bind cache",
         QT_TRANSLATE_NOOP("DockerfileReference", "the stage, image or named context that the files are from")},
        {u"id", u"", u"cache secret ssh",
         QT_TRANSLATE_NOOP("DockerfileReference",
                           "its name: of a cache who shares it, of a secret which one of the build")},
        {u"sharing", u"", u"cache",
         QT_TRANSLATE_NOOP("DockerfileReference",
                           "shared: several at once; private: another one for each; locked: one after the other")},
        {u"readonly", u"ro", u"bind cache", QT_TRANSLATE_NOOP("DockerfileReference", "cannot be written to")},
        {u"readwrite", u"rw", u"bind cache",
         QT_TRANSLATE_NOOP("DockerfileReference", "can be written to; of bind the changes are dropped")},
        {u"required", u"", u"secret ssh",
         QT_TRANSLATE_NOOP("DockerfileReference", "the build ends when it was not given to it")},
        {u"env", u"", u"secret", QT_TRANSLATE_NOOP("DockerfileReference", "the variable that has the secret")},
        {u"size", u"", u"tmpfs", QT_TRANSLATE_NOOP("DockerfileReference", "how large it may become, such as 64m")},
        {u"mode", u"", u"cache secret ssh", QT_TRANSLATE_NOOP("DockerfileReference", "its permissions in octal")},
        {u"uid", u"", u"cache secret ssh", QT_TRANSLATE_NOOP("DockerfileReference", "the number of the user it is of")},
        {u"gid", u"", u"cache secret ssh",
         QT_TRANSLATE_NOOP("DockerfileReference", "the number of the group it is of")},
    };
    return options;
}

const MountOption *mountOption(QStringView name)
{
    for (const MountOption &option : mountOptions()) {
        if (option.name == name || (!name.isEmpty() && option.aliases.split(u' ').contains(name)))
            return &option;
    }
    return nullptr;
}

QString mountOptionText(const MountOption &option)
{
    return flagTextTranslated(option.summary);
}

QString builtInVariableText(const QString &name)
{
    static const std::array texts{
        std::pair(u"TARGETPLATFORM"_s, QT_TRANSLATE_NOOP("DockerfileReference", "the platform that is built for")),
        std::pair(u"TARGETOS"_s, QT_TRANSLATE_NOOP("DockerfileReference", "the system that is built for")),
        std::pair(u"TARGETARCH"_s, QT_TRANSLATE_NOOP("DockerfileReference", "the architecture that is built for")),
        std::pair(u"TARGETVARIANT"_s,
                  QT_TRANSLATE_NOOP("DockerfileReference", "the variant of the architecture that is built for")),
        std::pair(u"TARGETOSVERSION"_s,
                  QT_TRANSLATE_NOOP("DockerfileReference", "the version of Windows that is built for")),
        std::pair(u"TARGETSTAGE"_s, QT_TRANSLATE_NOOP("DockerfileReference", "the stage that is built")),
        std::pair(u"BUILDPLATFORM"_s, QT_TRANSLATE_NOOP("DockerfileReference", "the platform of the builder")),
        std::pair(u"BUILDOS"_s, QT_TRANSLATE_NOOP("DockerfileReference", "the system of the builder")),
        std::pair(u"BUILDARCH"_s, QT_TRANSLATE_NOOP("DockerfileReference", "the architecture of the builder")),
        std::pair(u"BUILDVARIANT"_s,
                  QT_TRANSLATE_NOOP("DockerfileReference", "the variant of the architecture of the builder")),
        std::pair(u"BUILDOSVERSION"_s,
                  QT_TRANSLATE_NOOP("DockerfileReference", "the version of Windows of the builder")),
    };
    const auto found = std::ranges::find(texts, name, [](const auto &each) { return each.first; });
    if (found != texts.end())
        return flagTextTranslated(found->second);
    static const QStringList proxies{u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"FTP_PROXY"_s, u"NO_PROXY"_s, u"ALL_PROXY"_s};
    return proxies.contains(name.toUpper())
        ? QCoreApplication::translate("DockerfileReference", "the proxy of the build, for RUN, without an ARG")
        : QString();
}

} // namespace strata
