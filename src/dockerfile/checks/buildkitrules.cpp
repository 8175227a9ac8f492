// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checkrule.h"

#include <QtTranslation>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

const std::array<CheckRule, 22> buildKitTable{{
    {.name = "StageNameCasing"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The name of a stage should be in lower case."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "FROM finds a stage only by its name in lower case, while COPY --from takes any case. "
                              "One way to write it avoids the surprise."),
     .bad = "FROM debian:12 AS Base\n",
     .good = "FROM debian:12 AS base\n",
     .url = "https://docs.docker.com/reference/build-checks/stage-name-casing/"_L1},
    {.name = "FromAsCasing"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "AS should have the same case as its FROM."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Keywords in one case are easier to tell from names. Nothing else depends on it."),
     .bad = "FROM debian:12 as base\n",
     .good = "FROM debian:12 AS base\n",
     .url = "https://docs.docker.com/reference/build-checks/from-as-casing/"_L1},
    {.name = "NoEmptyContinuation"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule",
                                  "An instruction that goes on over lines should have no empty ones in it."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "BuildKit skips them today and says that it will refuse them. A comment between the lines is fine."),
     .bad = "FROM debian:12\n"
            "EXPOSE \\\n"
            "\n"
            "80\n",
     .good = "FROM debian:12\n"
             "EXPOSE \\\n"
             "# HTTP\n"
             "80\n",
     .url = "https://docs.docker.com/reference/build-checks/no-empty-continuation/"_L1},
    {.name = "ConsistentInstructionCasing"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "All instructions should be written in the same case."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule", "Docker takes any case, people read one better. What most of the file does is taken for right."),
     .bad = "FROM debian:12\n"
            "WORKDIR /srv\n"
            "expose 80\n",
     .good = "FROM debian:12\n"
             "WORKDIR /srv\n"
             "EXPOSE 80\n",
     .url = "https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"_L1},
    {.name = "DuplicateStageName"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Two stages should not have the same name."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Only the last of them can be named from then on. Which one an instruction means depends on where it stands."),
     .bad = "FROM debian:12 AS base\n"
            "FROM base AS base\n",
     .good = "FROM debian:12 AS base\n"
             "FROM base AS final\n",
     .url = "https://docs.docker.com/reference/build-checks/duplicate-stage-name/"_L1,
     .hadolint = "DL3024"_L1},
    {.name = "ReservedStageName"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A stage should not be called scratch or context."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Both words mean something else to Docker: the empty image and the build context. A "
                              "stage of that name hides it."),
     .bad = "FROM debian:12 AS context\n",
     .good = "FROM debian:12 AS files\n",
     .url = "https://docs.docker.com/reference/build-checks/reserved-stage-name/"_L1},
    {.name = "JSONArgsRecommended"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "CMD and ENTRYPOINT should have the JSON form."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "In the shell form a shell is process 1, and it passes no signals on: docker stop waits "
                              "ten seconds and kills. The JSON form starts the program itself."),
     .bad = "FROM debian:12\n"
            "USER nobody\n"
            "CMD sleep infinity\n",
     .good = "FROM debian:12\n"
             "USER nobody\n"
             "CMD [\"sleep\", \"infinity\"]\n",
     .url = "https://docs.docker.com/reference/build-checks/json-args-recommended/"_L1,
     .hadolint = "DL3025"_L1},
    {.name = "MaintainerDeprecated"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "MAINTAINER is deprecated, a label names the author."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A label can be searched for and read like all others. The key "
                              "org.opencontainers.image.authors is the one that tools know."),
     .bad = "FROM debian:12\n"
            "MAINTAINER ann@example.org\n",
     .good = "FROM debian:12\n"
             "LABEL org.opencontainers.image.authors=\"ann@example.org\"\n",
     .url = "https://docs.docker.com/reference/build-checks/maintainer-deprecated/"_L1,
     .hadolint = "DL4000"_L1},
    {.name = "UndefinedArgInFrom"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A FROM should only use arguments that are declared in front of it."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "What is not declared is empty, and no --build-arg can change that. Mostly the name is misspelled."),
     .bad = "ARG VARIANT=-slim\n"
            "FROM debian:12${VARIANTS}\n",
     .good = "ARG VARIANT=-slim\n"
             "FROM debian:12${VARIANT}\n",
     .url = "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/"_L1},
    {.name = "WorkdirRelativePath"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The first WORKDIR should be absolute."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "A relative one begins where the base image left off, and that may change with the next version of it."),
     .bad = "FROM scratch\n"
            "WORKDIR srv\n",
     .good = "FROM scratch\n"
             "WORKDIR /srv\n",
     .url = "https://docs.docker.com/reference/build-checks/workdir-relative-path/"_L1,
     .hadolint = "DL3000"_L1},
    {.name = "UndefinedVar"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A variable should be defined before it is used."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "What is not defined is empty, which makes another path or value without any error. "
                              "Mostly the name is misspelled, or ARG has to repeat it in this stage."),
     .bad = "FROM scratch\n"
            "ENV PATH=$PAHT:/app/bin\n",
     .good = "FROM scratch\n"
             "ENV PATH=$PATH:/app/bin\n",
     .url = "https://docs.docker.com/reference/build-checks/undefined-var/"_L1},
    {.name = "MultipleInstructionsDisallowed"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A stage should have one CMD, one ENTRYPOINT and one HEALTHCHECK."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Only the last of them counts, so the others say something that is not true."),
     .bad = "FROM debian:12\n"
            "USER nobody\n"
            "CMD [\"date\"]\n"
            "CMD [\"sleep\", \"infinity\"]\n",
     .good = "FROM debian:12\n"
             "USER nobody\n"
             "CMD [\"sleep\", \"infinity\"]\n",
     .url = "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"_L1,
     .hadolint = "DL4003 DL4004 DL3012"_L1},
    {.name = "LegacyKeyValueFormat"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "ENV and LABEL should have an = between key and value."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "With a blank in its place the rest of the line is the value, so there can be only one "
                              "variable, and the form is only kept for old files."),
     .bad = "FROM debian:12\n"
            "ENV GREETING hello there\n",
     .good = "FROM debian:12\n"
             "ENV GREETING=\"hello there\"\n",
     .url = "https://docs.docker.com/reference/build-checks/legacy-key-value-format/"_L1},
    {.name = "InvalidBaseImagePlatform"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The base image should be for the platform that is built for."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "An image of another platform was found under that name, so programs in it do not start, "
                              "or only slowly by emulation."),
     .bad = "FROM arm64v8/debian:12\n",
     .good = "FROM debian:12\n",
     .url = "https://docs.docker.com/reference/build-checks/"_L1},
    {.name = "RedundantTargetPlatform"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "FROM needs no --platform=$TARGETPLATFORM."),
     .why = QT_TRANSLATE_NOOP("CheckRule", "That is what it takes anyway."),
     .bad = "FROM --platform=$TARGETPLATFORM debian:12\n",
     .good = "FROM debian:12\n",
     .url = "https://docs.docker.com/reference/build-checks/redundant-target-platform/"_L1},
    {.name = "SecretsUsedInArgOrEnv"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Secrets should not be given by ARG or ENV."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Both stay in the image: ENV in its configuration, ARG in its history. RUN "
                              "--mount=type=secret shows a secret to one command and keeps nothing."),
     .bad = "FROM debian:12\n"
            "ARG API_TOKEN\n",
     .good = "FROM debian:12\n"
             "RUN --mount=type=secret,id=api_token cat /run/secrets/api_token\n",
     .url = "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/"_L1},
    {.name = "InvalidDefaultArgInFrom"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule",
                                  "The image of a FROM should be valid with the defaults of its arguments."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule", "Without --build-arg the file cannot be built: the name of the image is empty or broken."),
     .bad = "ARG TAG\n"
            "FROM debian:${TAG}\n",
     .good = "ARG TAG=12\n"
             "FROM debian:${TAG}\n",
     .url = "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"_L1},
    {.name = "FromPlatformFlagConstDisallowed"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "FROM --platform should not be a constant."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "The stage is then built for that platform whatever is asked for. Leave the flag out, use $BUILDPLATFORM, or "
         "name the platform in the name of the stage when that is what it is for."),
     .bad = "FROM --platform=linux/amd64 debian:12\n",
     .good = "FROM --platform=$BUILDPLATFORM debian:12\n",
     .url = "https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"_L1,
     .hadolint = "DL3029"_L1},
    {.name = "CopyIgnoredFile"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "COPY and ADD should not name a file that .dockerignore leaves out."),
     .why = QT_TRANSLATE_NOOP("CheckRule", "The file is not sent to the builder, so the build fails."),
     .bad = "FROM debian:12\n"
            "COPY secret.txt /srv/\n",
     .good = "FROM debian:12\n"
             "COPY public.txt /srv/\n",
     .url = "https://docs.docker.com/reference/build-checks/copy-ignored-file/"_L1},
    {.name = "InvalidDefinitionDescription"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP(
         "CheckRule", "A comment directly above FROM or ARG should begin with the name of the stage or argument."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "docker build --call=outline shows it as the description. A comment that is none is set "
                              "apart by an empty comment."),
     .bad = "# check=experimental=InvalidDefinitionDescription\n"
            "\n"
            "# the newest one\n"
            "ARG VERSION=12\n"
            "FROM debian:${VERSION}\n",
     .good = "# check=experimental=InvalidDefinitionDescription\n"
             "\n"
             "# VERSION is that of Debian\n"
             "ARG VERSION=12\n"
             "FROM debian:${VERSION}\n",
     .url = "https://docs.docker.com/reference/build-checks/invalid-definition-description/"_L1,
     .isExperimental = true},
    {.name = "ExposeProtoCasing"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "The protocol in EXPOSE should be in lower case."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Docker makes it lower case itself; other tools that read the file may not."),
     .bad = "FROM debian:12\n"
            "EXPOSE 53/UDP\n",
     .good = "FROM debian:12\n"
             "EXPOSE 53/udp\n",
     .url = "https://docs.docker.com/reference/build-checks/expose-proto-casing/"_L1},
    {.name = "ExposeInvalidFormat"_L1,
     .origin = CheckRule::Origin::BuildKit,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "EXPOSE should have ports of the container alone."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Which address and port of the host leads there is said by docker run -p. BuildKit will "
                              "refuse anything else in a later release."),
     .bad = "FROM debian:12\n"
            "EXPOSE 127.0.0.1:8080:80\n",
     .good = "FROM debian:12\n"
             "EXPOSE 80\n",
     .url = "https://docs.docker.com/reference/build-checks/expose-invalid-format/"_L1},
}};

} // namespace

std::span<const CheckRule> buildKitRules()
{
    return buildKitTable;
}

} // namespace strata
