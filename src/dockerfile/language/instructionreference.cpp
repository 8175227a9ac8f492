// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/reference.h"

#include <QCoreApplication>

#include <array>

namespace strata {

namespace {

struct InstructionText
{
    InstructionKind kind;
    const char *summary;
    const char *body;
    const char *example;
};

constexpr std::array instructionReferenceTable{
    InstructionText{InstructionKind::From, QT_TRANSLATE_NOOP("DockerfileReference", "begins a stage on an image"),
                    QT_TRANSLATE_NOOP(
                        "DockerfileReference",
                        "Begins a new stage with the files and settings of an image, of a stage above, or of nothing "
                        "(scratch). All that follows is done on top of it, up to the next FROM. The last stage is what "
                        "is built; a stage with a name (AS) can give files to others, and stages that nobody needs are "
                        "skipped. The layers of the image come along as they are."),
                    "FROM debian:12-slim AS build"},
    InstructionText{
        InstructionKind::Run, QT_TRANSLATE_NOOP("DockerfileReference", "runs a command and keeps what it changed"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Runs a command in the image while it is built. All files that it makes, changes or deletes "
                          "become one layer, and a file that a later RUN deletes still takes its space in the layer "
                          "below. The result is kept in the cache until this line or something above it changes."),
        "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
        "    && rm -rf /var/lib/apt/lists/*"},
    InstructionText{InstructionKind::Copy, QT_TRANSLATE_NOOP("DockerfileReference", "copies files into the image"),
                    QT_TRANSLATE_NOOP(
                        "DockerfileReference",
                        "Copies files and folders of the build context into the image, or with --from those of a stage "
                        "or of another image. It makes one layer with these files. Of a folder its content is copied; "
                        "the destination is a folder when it ends with a slash, and relative to WORKDIR. The cache "
                        "counts as long as the content of the files is the same."),
                    "COPY --chown=app:app package.json package-lock.json ./"},
    InstructionText{
        InstructionKind::Add, QT_TRANSLATE_NOOP("DockerfileReference", "copies files, downloads, and unpacks archives"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Does what COPY does, and beyond that downloads from URLs, fetches git repositories, and "
                          "unpacks local tar archives. It makes one layer. Where files are only copied, COPY says more "
                          "clearly what is meant."),
        "ADD --checksum=sha256:24454f83… https://example.org/tool.tar.gz /opt/"},
    InstructionText{
        InstructionKind::Workdir, QT_TRANSLATE_NOOP("DockerfileReference", "sets the folder for what follows"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Sets the folder in which later RUN, COPY, ADD, CMD and ENTRYPOINT work, and in which the "
                          "container starts. The folder is made when it is not there, so it makes a small layer. A "
                          "relative path goes on from the last WORKDIR."),
        "WORKDIR /srv/app"},
    InstructionText{
        InstructionKind::Env, QT_TRANSLATE_NOOP("DockerfileReference", "sets variables, here and in the container"),
        QT_TRANSLATE_NOOP(
            "DockerfileReference",
            "Sets environment variables for the instructions below and for every container of the image. It "
            "makes no layer. The values can be read by everybody who has the image, so secrets do not "
            "belong there. What only the build needs is better an ARG."),
        "ENV PATH=/opt/tool/bin:$PATH \\\n    LANG=C.UTF-8"},
    InstructionText{InstructionKind::Arg, QT_TRANSLATE_NOOP("DockerfileReference", "declares an argument of the build"),
                    QT_TRANSLATE_NOOP(
                        "DockerfileReference",
                        "Declares a variable that docker build --build-arg can set, with a default value behind the =. "
                        "It counts from here to the end of the stage and is not set in the container. In front of the "
                        "first FROM it is for FROM lines; a stage has to declare it again to see it. It makes no "
                        "layer, but its value is in the image's history."),
                    "ARG VERSION=1.2"},
    InstructionText{InstructionKind::Entrypoint,
                    QT_TRANSLATE_NOOP("DockerfileReference", "the program of the container"),
                    QT_TRANSLATE_NOOP(
                        "DockerfileReference",
                        "Says which program a container runs. What stands behind the image in docker run, or else CMD, "
                        "becomes its arguments. In the JSON form the program is process 1 and gets the signals of "
                        "docker stop; in the shell form a shell is in between. It makes no layer, and the last one "
                        "counts."),
                    "ENTRYPOINT [\"/usr/local/bin/server\"]"},
    InstructionText{InstructionKind::Cmd,
                    QT_TRANSLATE_NOOP("DockerfileReference", "the default command of the container"),
                    QT_TRANSLATE_NOOP(
                        "DockerfileReference",
                        "Says what a container runs when docker run names nothing else; with an ENTRYPOINT it is the "
                        "default for its arguments. It does not run while the image is built and makes no layer. Only "
                        "the last CMD counts."),
                    "CMD [\"--port\", \"8080\"]"},
    InstructionText{
        InstructionKind::Expose, QT_TRANSLATE_NOOP("DockerfileReference", "tells on which ports the program listens"),
        QT_TRANSLATE_NOOP(
            "DockerfileReference",
            "Notes in the image on which ports the program listens, tcp unless udp or sctp is said. It opens "
            "nothing: docker run -p publishes a port, and -P publishes all that are noted here. It makes "
            "no layer."),
        "EXPOSE 8080 53/udp"},
    InstructionText{
        InstructionKind::User, QT_TRANSLATE_NOOP("DockerfileReference", "sets who runs what follows"),
        QT_TRANSLATE_NOOP(
            "DockerfileReference",
            "Sets the user, and the group behind a colon, who runs later RUN, CMD and ENTRYPOINT and who the "
            "container is. Without it that is root. Files of COPY still belong to root unless --chown says "
            "otherwise. It makes no layer."),
        "USER app:app"},
    InstructionText{
        InstructionKind::Label, QT_TRANSLATE_NOOP("DockerfileReference", "describes the image"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Adds a key and a value that describe the image: where its source is, what licence it has. "
                          "docker inspect shows them and docker images --filter finds by them. It makes no layer."),
        "LABEL org.opencontainers.image.source=\"https://example.org/tool\""},
    InstructionText{
        InstructionKind::Healthcheck, QT_TRANSLATE_NOOP("DockerfileReference", "how Docker asks whether it works"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Says with which command Docker looks from time to time whether the container still works: "
                          "status 0 is healthy, 1 is not. NONE switches off the check of the base image. It makes no "
                          "layer, and the last one counts."),
        "HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost:8080/ || exit 1"},
    InstructionText{
        InstructionKind::Volume, QT_TRANSLATE_NOOP("DockerfileReference", "keeps a folder outside of the container"),
        QT_TRANSLATE_NOOP(
            "DockerfileReference",
            "Says that a folder holds data which outlives the container: each container gets a volume there "
            "unless docker run gives it another one. Older builders drop what later instructions write "
            "into it. It makes no layer."),
        "VOLUME /var/lib/data"},
    InstructionText{
        InstructionKind::Shell, QT_TRANSLATE_NOOP("DockerfileReference", "the shell of the shell form"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Says which shell runs the shell form of later RUN, CMD and ENTRYPOINT, as a JSON array. The "
                          "default is /bin/sh -c. It makes no layer. With pipefail a RUN fails when any part of a pipe "
                          "does."),
        "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]"},
    InstructionText{
        InstructionKind::Stopsignal, QT_TRANSLATE_NOOP("DockerfileReference", "the signal of docker stop"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Sets the signal that docker stop sends to process 1 of the container, by name or number; "
                          "without it that is SIGTERM. Ten seconds later the container is killed. It makes no layer."),
        "STOPSIGNAL SIGQUIT"},
    InstructionText{
        InstructionKind::Onbuild,
        QT_TRANSLATE_NOOP("DockerfileReference", "keeps an instruction for whoever builds on it"),
        QT_TRANSLATE_NOOP("DockerfileReference",
                          "Notes an instruction in the image that is done when another Dockerfile builds on it, right "
                          "behind its FROM. Nothing happens here and no layer is made. It is meant for images of "
                          "languages and frameworks."),
        "ONBUILD COPY . /srv/app"},
    InstructionText{
        InstructionKind::Maintainer, QT_TRANSLATE_NOOP("DockerfileReference", "who made the image (use LABEL)"),
        QT_TRANSLATE_NOOP(
            "DockerfileReference",
            "Names the author of the image. It is deprecated: a LABEL does the same and can be searched for. "
            "It makes no layer."),
        "LABEL org.opencontainers.image.authors=\"ann@example.org\""},
};

QString referenceTranslated(const char *text)
{
    return QCoreApplication::translate("DockerfileReference", text);
}

} // namespace

ReferenceText instructionReference(InstructionKind kind)
{
    for (const InstructionText &each : instructionReferenceTable) {
        if (each.kind == kind)
            return {referenceTranslated(each.summary), referenceTranslated(each.body), QString::fromUtf8(each.example)};
    }
    return {};
}

} // namespace strata
