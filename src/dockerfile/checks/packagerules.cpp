// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checkrule.h"

#include <QtTranslation>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

const std::array<CheckRule, 19> packageTable{{
    {.name = "UnpinnedAptPackage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Packages of apt should have a version."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A version says what was tested. Without one a build of today has other packages than "
                              "that of yesterday, although the Dockerfile is the same. The price: Debian deletes old "
                              "versions, so such a line has to be kept up."),
     .bad = "FROM debian:12\n"
            "RUN apt-get update \\\n"
            "    && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n",
     .good = "FROM debian:12\n"
             "RUN apt-get update \\\n"
             "    && apt-get install -y --no-install-recommends curl=7.88.1-10 \\\n"
             "    && rm -rf /var/lib/apt/lists/*\n",
     .hadolint = "DL3008"_L1},
    {.name = "UnpinnedApkPackage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Packages of apk should have a version."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A version says what was tested. Without one a build of today has other packages than "
                              "that of yesterday, although the Dockerfile is the same."),
     .bad = "FROM alpine:3.20\n"
            "RUN apk add --no-cache curl\n",
     .good = "FROM alpine:3.20\n"
             "RUN apk add --no-cache curl=~8\n",
     .hadolint = "DL3018"_L1},
    {.name = "UnpinnedRpmPackage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Packages of dnf, yum and zypper should have a version."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A version says what was tested. Without one a build of today has other packages than "
                              "that of yesterday, although the Dockerfile is the same."),
     .bad = "FROM fedora:41\n"
            "RUN dnf install -y git && dnf clean all\n",
     .good = "FROM fedora:41\n"
             "RUN dnf install -y git-2.47.0 && dnf clean all\n",
     .hadolint = "DL3041 DL3033 DL3037"_L1},
    {.name = "UnpinnedPipPackage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Packages of pip should have a version."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "A version says what was tested. Without one a build of today has other packages than that of yesterday, "
         "although the Dockerfile is the same. pip itself as well: --upgrade pip is whatever was published last."),
     .bad = "FROM python:3.12\n"
            "RUN pip install --no-cache-dir flask\n",
     .good = "FROM python:3.12\n"
             "RUN pip install --no-cache-dir flask==3.0.3\n",
     .hadolint = "DL3013"_L1},
    {.name = "UnpinnedNpmPackage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Packages of npm and yarn should have a version."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A version says what was tested. Without one a build of today has other packages than "
                              "that of yesterday, although the Dockerfile is the same."),
     .bad = "FROM node:22\n"
            "RUN npm install -g serve && npm cache clean --force\n",
     .good = "FROM node:22\n"
             "RUN npm install -g serve@14.2.4 && npm cache clean --force\n",
     .hadolint = "DL3016"_L1},
    {.name = "UnpinnedGemPackage"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Gems should have a version."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A version says what was tested. Without one a build of today has other packages than "
                              "that of yesterday, although the Dockerfile is the same."),
     .bad = "FROM ruby:3.3\n"
            "RUN gem install --no-document rails\n",
     .good = "FROM ruby:3.3\n"
             "RUN gem install --no-document rails:7.2.1\n",
     .hadolint = "DL3028"_L1},
    {.name = "SystemUpgrade"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "An image should not upgrade all of its system."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "The same Dockerfile then makes another image every day, and each upgraded file is there "
                              "twice: in the base and in this layer. A newer base image has the same upgrades once."),
     .bad = "FROM debian:12\n"
            "RUN apt-get update \\\n"
            "    && apt-get upgrade -y \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n",
     .good = "FROM debian:12.8\n"
             "RUN date > /built\n",
     .hadolint = "DL3005 DL3017 DL3031 DL3035"_L1},
    {.name = "MissingYes"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Package managers should be told -y."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "They ask before they go on. There is nobody to answer while an image is built, so the build fails."),
     .bad = "FROM fedora:41\n"
            "RUN dnf install git-2.47.0 && dnf clean all\n",
     .good = "FROM fedora:41\n"
             "RUN dnf install -y git-2.47.0 && dnf clean all\n",
     .hadolint = "DL3014 DL3030 DL3034 DL3038"_L1},
    {.name = "AptInsteadOfAptGet"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A Dockerfile should use apt-get, not apt."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "apt warns that its command line is not for scripts and may change from one release to "
                              "the next. apt-get stays as it is."),
     .bad = "FROM debian:12\n"
            "RUN apt update \\\n"
            "    && apt-get install -y --no-install-recommends curl=7.88.1-10 \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n",
     .good = "FROM debian:12\n"
             "RUN apt-get update \\\n"
             "    && apt-get install -y --no-install-recommends curl=7.88.1-10 \\\n"
             "    && rm -rf /var/lib/apt/lists/*\n",
     .hadolint = "DL3027"_L1},
    {.name = "AptRecommends"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "apt-get install should have --no-install-recommends."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Without it apt also installs what a package merely recommends: manuals, editors, whole "
                              "daemons. Often that is more than half of the layer."),
     .bad = "FROM debian:12\n"
            "RUN apt-get update \\\n"
            "    && apt-get install -y curl=7.88.1-10 \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n",
     .good = "FROM debian:12\n"
             "RUN apt-get update \\\n"
             "    && apt-get install -y --no-install-recommends curl=7.88.1-10 \\\n"
             "    && rm -rf /var/lib/apt/lists/*\n",
     .hadolint = "DL3015"_L1},
    {.name = "AptInstallWithoutUpdate"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "apt-get install should come behind apt-get update in the same RUN."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Package lists of an older layer are as old as the cache: the versions in them may be "
                              "gone from the mirror, and then the build fails."),
     .bad = "FROM debian:12\n"
            "RUN apt-get install -y --no-install-recommends curl=7.88.1-10\n",
     .good = "FROM debian:12\n"
             "RUN apt-get update \\\n"
             "    && apt-get install -y --no-install-recommends curl=7.88.1-10 \\\n"
             "    && rm -rf /var/lib/apt/lists/*\n"},
    {.name = "AptUpdateAlone"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "apt-get update should not be alone in a RUN."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "The layer stays in the cache while the packages on the mirror change, so a later "
                              "install looks for versions that are gone. And the lists stay in the image."),
     .bad = "FROM debian:12\n"
            "RUN apt-get update\n",
     .good = "FROM debian:12\n"
             "RUN apt-get update \\\n"
             "    && apt-get install -y --no-install-recommends curl=7.88.1-10 \\\n"
             "    && rm -rf /var/lib/apt/lists/*\n"},
    {.name = "AptListsKept"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule",
                                  "The package lists of apt should be deleted in the RUN that fetched them."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "They are tens of megabytes and of no use in the image. A later RUN can hide them only: "
                              "the layer keeps them."),
     .bad = "FROM debian:12\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10\n",
     .good = "FROM debian:12\n"
             "RUN apt-get update \\\n"
             "    && apt-get install -y --no-install-recommends curl=7.88.1-10 \\\n"
             "    && rm -rf /var/lib/apt/lists/*\n",
     .hadolint = "DL3009"_L1},
    {.name = "AptKeyUsed"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "apt-key should not be used."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "A key that it adds is trusted for all repositories, also for those of the distribution. It is deprecated, "
         "and gone in newer releases. A file in /etc/apt/keyrings with signed-by is for one repository."),
     .bad = "FROM debian:12\n"
            "RUN apt-key add /srv/vendor.asc\n",
     .good = "FROM debian:12\n"
             "COPY vendor.asc /etc/apt/keyrings/\n"},
    {.name = "ApkCacheKept"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "apk add should have --no-cache."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Otherwise its index stays in the layer. With --no-cache it fetches a new one and keeps nothing."),
     .bad = "FROM alpine:3.20\n"
            "RUN apk add curl=~8\n",
     .good = "FROM alpine:3.20\n"
             "RUN apk add --no-cache curl=~8\n",
     .hadolint = "DL3019"_L1},
    {.name = "RpmCacheKept"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "dnf, yum and zypper should clean up in the RUN that installs."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Metadata and downloaded packages stay in the layer, often hundreds of megabytes."),
     .bad = "FROM fedora:41\n"
            "RUN dnf install -y git-2.47.0\n",
     .good = "FROM fedora:41\n"
             "RUN dnf install -y git-2.47.0 && dnf clean all\n",
     .hadolint = "DL3040 DL3032 DL3036"_L1},
    {.name = "PipCacheKept"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "pip install should have --no-cache-dir."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "pip keeps what it downloads for the next time, and in an image there is none. A cache "
                              "mount is as good: RUN --mount=type=cache,target=/root/.cache/pip."),
     .bad = "FROM python:3.12\n"
            "RUN pip install flask==3.0.3\n",
     .good = "FROM python:3.12\n"
             "RUN pip install --no-cache-dir flask==3.0.3\n",
     .hadolint = "DL3042"_L1},
    {.name = "NodeCacheKept"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "npm and yarn should leave no cache in the layer."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "They keep what they download for the next time, and in an image there is none. A cache "
                              "mount is better still: RUN --mount=type=cache,target=/root/.npm."),
     .bad = "FROM node:22\n"
            "RUN npm ci\n",
     .good = "FROM node:22\n"
             "RUN npm ci && npm cache clean --force\n",
     .hadolint = "DL3060"_L1},
    {.name = "GemDocsKept"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "gem install should have --no-document."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Nobody reads the documentation of gems in an image, and making it takes longer than installing."),
     .bad = "FROM ruby:3.3\n"
            "RUN gem install rails:7.2.1\n",
     .good = "FROM ruby:3.3\n"
             "RUN gem install --no-document rails:7.2.1\n"},
}};

} // namespace

std::span<const CheckRule> packageRules()
{
    return packageTable;
}

} // namespace strata
