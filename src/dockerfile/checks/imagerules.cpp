// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checkrule.h"

#include <QtTranslation>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

const std::array<CheckRule, 22> imageTable{{
    {.name = "EmptyBaseName"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Error,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The image of a FROM must not be empty."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule", "Its variables came to nothing, so there is no image to begin with. The build ends here."),
     .bad = "# check=skip=InvalidDefaultArgInFrom\n"
            "\n"
            "ARG IMAGE\n"
            "FROM $IMAGE\n",
     .good = "ARG IMAGE=debian:12\n"
             "FROM $IMAGE\n"},
    {.name = "InvalidPlatform"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Error,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "FROM --platform must be a platform."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule", "It is os/architecture or os/architecture/variant, such as linux/arm64. The build ends here."),
     .bad = "FROM --platform=linux/arm64/v8/x debian:12\n",
     .good = "FROM --platform=$BUILDPLATFORM debian:12\n"},
    {.name = "BadSubstitution"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Error,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "What looks like a variable must be one."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Docker cannot expand the word, or a variable that must be set (${NAME:?message}) is "
                              "not. The build ends here."),
     .bad = "FROM scratch\n"
            "ENV HOME_PAGE=${PATH\n",
     .good = "FROM scratch\n"
             "ENV HOME_PAGE=${PATH}\n"},
    {.name = "InvalidPort"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Error,
     .summary = QT_TRANSLATE_NOOP("CheckRule",
                                  "A port must be a number from 0 to 65535, or a range, for tcp, udp or sctp."),
     .why = QT_TRANSLATE_NOOP("CheckRule", "Docker takes nothing else. The build ends here."),
     .bad = "FROM debian:12\n"
            "EXPOSE 80800\n",
     .good = "FROM debian:12\n"
             "EXPOSE 8080\n",
     .hadolint = "DL3011"_L1},
    {.name = "InvalidMount"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Error,
     .summary = QT_TRANSLATE_NOOP("CheckRule",
                                  "The values of a --mount must be valid when their variables are replaced."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Docker looks at them only when the instruction is built. The build ends here."),
     .bad = "FROM debian:12\n"
            "ARG KIND=disk\n"
            "RUN --mount=type=$KIND,target=/x true\n",
     .good = "FROM debian:12\n"
             "ARG KIND=cache\n"
             "RUN --mount=type=$KIND,target=/x true\n"},
    {.name = "InvalidCopyFrom"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Error,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "COPY --from must name a stage above, by name or number, or an image."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A stage can take nothing from itself or from a stage that comes later, and variables "
                              "are not expanded there. The build ends here."),
     .bad = "FROM debian:12 AS base\n"
            "COPY --from=base /etc/hosts /hosts\n",
     .good = "FROM debian:12 AS base\n"
             "FROM debian:12\n"
             "COPY --from=base /etc/hosts /hosts\n",
     .hadolint = "DL3023"_L1},
    {.name = "CopyOfUrl"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Error,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "COPY takes files of the context, of stages and of images only."),
     .why = QT_TRANSLATE_NOOP("CheckRule", "ADD is what downloads. The build ends here."),
     .bad = "# check=skip=RemoteFileUnverified\n"
            "FROM debian:12\n"
            "COPY https://example.org/data.json /srv/\n",
     .good = "FROM debian:12\n"
             "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d "
             "https://example.org/data.json /srv/\n"},
    {.name = "UnpinnedBaseImage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A base image should have a tag or a digest."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Without one it is latest, which is another image tomorrow. A build that worked fails, "
                              "or the image has other programs in it, and nothing in the Dockerfile tells why."),
     .bad = "FROM debian\n",
     .good = "FROM debian:12\n",
     .hadolint = "DL3006"_L1},
    {.name = "LatestBaseImage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A base image should have another tag than latest."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "latest is whatever was published last, with other major versions at times. A version says what was tested."),
     .bad = "FROM debian:latest\n",
     .good = "FROM debian:12\n",
     .hadolint = "DL3007"_L1},
    {.name = "UnusedStage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The last stage should need the others."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Docker builds no stage that the wanted one does not need. Unless it is built by "
                              "--target, it is left over, or a COPY --from is missing."),
     .bad = "FROM golang:1.24 AS tools\n"
            "FROM debian:12\n",
     .good = "FROM golang:1.24 AS tools\n"
             "FROM debian:12\n"
             "COPY --from=tools /usr/local/go /usr/local/go\n"},
    {.name = "RunsAsRoot"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The image should run as another user than root."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Whoever breaks out of the program is root in the container, and with a bind mount also "
                              "on the files of the host. USER with a name or number is all it takes."),
     .bad = "FROM debian:12\n"
            "CMD [\"sleep\", \"infinity\"]\n",
     .good = "FROM debian:12\n"
             "USER nobody\n"
             "CMD [\"sleep\", \"infinity\"]\n",
     .hadolint = "DL3002"_L1},
    {.name = "AddInsteadOfCopy"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Files should come by COPY."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "ADD also downloads, clones and unpacks, depending on what the source is called and what "
                              "is in it. COPY does what it says."),
     .bad = "FROM debian:12\n"
            "ADD site.conf /etc/\n",
     .good = "FROM debian:12\n"
             "COPY site.conf /etc/\n",
     .hadolint = "DL3020"_L1},
    {.name = "RemoteFileUnverified"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "What ADD downloads should have a checksum."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "The server may give another file tomorrow. With --checksum the build stops then; "
                              "without, the file is in the image."),
     .bad = "FROM debian:12\n"
            "ADD https://example.org/data.json /srv/\n",
     .good = "FROM debian:12\n"
             "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d "
             "https://example.org/data.json /srv/\n"},
    {.name = "CopyFromUnknownStage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule",
                                  "COPY --from should name a stage of this file, or an image with its tag."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "What is no stage is taken for an image, which is looked for in a registry. Mostly the "
                              "name of a stage is misspelled; an image should be pinned."),
     .bad = "FROM debian:12 AS builder\n"
            "FROM debian:12\n"
            "COPY --from=builder /etc/hosts /a\n"
            "COPY --from=bilder /etc/hosts /b\n",
     .good = "FROM debian:12 AS builder\n"
             "FROM debian:12\n"
             "COPY --from=builder /etc/hosts /a\n"
             "COPY --from=builder /etc/hosts /b\n",
     .hadolint = "DL3022"_L1},
    {.name = "CopyNeedsDirectory"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "With several sources the destination should end with a slash."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Without it the destination may become one file, which each source replaces; the classic "
                              "builder refuses it. The slash makes it a directory in any case."),
     .bad = "FROM debian:12\n"
            "COPY a.txt b.txt /srv\n",
     .good = "FROM debian:12\n"
             "COPY a.txt b.txt /srv/\n",
     .hadolint = "DL3021"_L1},
    {.name = "RelativeCopyWithoutWorkdir"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A relative destination should come behind a WORKDIR."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "It is relative to what the base image has for its WORKDIR, which one cannot see here and which may change."),
     .bad = "FROM debian:12\n"
            "COPY site.conf conf/\n",
     .good = "FROM debian:12\n"
             "WORKDIR /srv\n"
             "COPY site.conf conf/\n",
     .hadolint = "DL3045"_L1},
    {.name = "TildeNotExpanded"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Paths should not begin with ~."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Only a shell makes a home directory of it. WORKDIR, COPY and ADD make a folder that is called ~."),
     .bad = "FROM debian:12\n"
            "WORKDIR /srv\n"
            "COPY profile ~/.profile\n",
     .good = "FROM debian:12\n"
             "WORKDIR /srv\n"
             "COPY profile /root/.profile\n"},
    {.name = "DebianFrontendKept"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "DEBIAN_FRONTEND should be an ARG, or stand in front of the command."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "ENV is also for whoever uses the image: apt then never asks in any container. An ARG is "
                              "there for the build alone."),
     .bad = "FROM debian:12\n"
            "ENV DEBIAN_FRONTEND=noninteractive\n",
     .good = "FROM debian:12\n"
             "ARG DEBIAN_FRONTEND=noninteractive\n"},
    {.name = "EnvUsedInSameInstruction"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "An ENV should not use what it sets itself."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Docker replaces the variables of an ENV with what they were before it. A second ENV sees the new value."),
     .bad = "FROM scratch\n"
            "ARG APP\n"
            "ENV APP=/srv PATH=$PATH:$APP\n",
     .good = "FROM scratch\n"
             "ARG APP\n"
             "ENV APP=/srv\n"
             "ENV PATH=$PATH:$APP\n",
     .hadolint = "DL3044"_L1},
    {.name = "SecretInText"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Secrets should not stand in a Dockerfile."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "The text of each instruction is in the history of the image, for everyone who has it, and it stays there if "
         "a later line deletes the file. RUN --mount=type=secret keeps it out."),
     .bad = "FROM debian:12\n"
            "RUN curl -f --user ann:tr0ub4dor https://example.org/data.json\n",
     .good = "FROM debian:12\n"
             "RUN --mount=type=secret,id=netrc,target=/root/.netrc curl -f --netrc https://example.org/data.json\n"},
    {.name = "SecretFileCopied"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Files that hold secrets should not be copied."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "They stay in their layer, for everyone who has the image, also when a later line "
                              "deletes them. RUN --mount=type=secret shows them to one command."),
     .bad = "FROM debian:12\n"
            "COPY id_rsa /root/.ssh/\n",
     .good = "FROM debian:12\n"
             "COPY known_hosts /root/.ssh/\n"},
    {.name = "MissingFinalNewline"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Hint,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The last line should have an end."),
     .why = QT_TRANSLATE_NOOP("CheckRule", "Tools that put something behind it, or compare line by line, expect it."),
     .bad = "FROM debian:12",
     .good = "FROM debian:12\n"},
}};

} // namespace

std::span<const CheckRule> imageRules()
{
    return imageTable;
}

} // namespace strata
