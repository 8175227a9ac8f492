// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checkrule.h"

#include <QtTranslation>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

const std::array<CheckRule, 5> layerTable{{
    {.name = "CopyBeforeInstall"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "What is installed should come before the whole context is copied."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Docker runs an instruction again when one above it changed. With COPY . . in front, every change in any file "
         "installs everything anew; copy the file that lists the dependencies, install, then copy the rest."),
     .bad = "FROM node:22\n"
            "WORKDIR /srv\n"
            "COPY . .\n"
            "RUN npm ci && npm cache clean --force\n",
     .good = "FROM node:22\n"
             "WORKDIR /srv\n"
             "COPY package.json package-lock.json ./\n"
             "RUN npm ci && npm cache clean --force\n"
             "COPY . .\n"},
    {.name = "ConsecutiveRuns"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Hint,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "RUNs that follow each other can be one."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Each is a layer, and what one writes the next can only hide. Where the first takes long "
                              "and the second changes often, two are right."),
     .bad = "FROM debian:12\n"
            "RUN touch /a\n"
            "RUN touch /b\n",
     .good = "FROM debian:12\n"
             "RUN touch /a \\\n"
             "    && touch /b\n",
     .hadolint = "DL3059"_L1},
    {.name = "DeletedInLaterLayer"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A file should be deleted in the instruction that made it."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A layer only hides what is below it: the file stays in the image with all of its bytes, "
                              "and can be read. Download, use and delete in one RUN, or copy from another stage."),
     .bad = "FROM debian:12\n"
            "COPY setup.bin /srv/\n"
            "RUN /srv/setup.bin && rm /srv/setup.bin\n",
     .good = "FROM debian:12\n"
             "RUN --mount=type=bind,source=setup.bin,target=/srv/setup.bin /srv/setup.bin\n"},
    {.name = "ModeInOwnLayer"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Mode and owner of copied files should be set by COPY."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A chmod or chown in a later RUN writes the files into another layer, so their bytes are "
                              "in the image twice. --chmod and --chown do it while they are copied."),
     .bad = "FROM debian:12\n"
            "COPY start.sh /srv/start.sh\n"
            "RUN chmod 755 /srv/start.sh\n",
     .good = "FROM debian:12\n"
             "COPY --chmod=755 start.sh /srv/start.sh\n"},
    {.name = "ArchiveCopiedAndUnpacked"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "ADD should unpack an archive of the context."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "With COPY and tar the archive is in one layer and its content in the next. ADD keeps the content alone."),
     .bad = "FROM debian:12\n"
            "COPY site.tar.gz /srv/\n"
            "RUN tar -xzf /srv/site.tar.gz -C /srv\n",
     .good = "FROM debian:12\n"
             "ADD site.tar.gz /srv/\n",
     .hadolint = "DL3010"_L1},
}};

} // namespace

std::span<const CheckRule> layerRules()
{
    return layerTable;
}

} // namespace strata
