// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checkrule.h"

#include <QtTranslation>

#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

using Severity = Finding::Severity;

const std::array<CheckRule, 13> commandTable{{
    {.name = "CdInsteadOfWorkdir"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "WORKDIR should say where commands run, not cd."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "A cd ends with its RUN. WORKDIR counts for all later instructions and for the "
                              "container, and it makes the folder."),
     .bad = "FROM debian:12\n"
            "RUN cd /srv && touch ready\n",
     .good = "FROM debian:12\n"
             "WORKDIR /srv\n"
             "RUN touch ready\n",
     .hadolint = "DL3003"_L1},
    {.name = "SudoUsed"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "RUN should need no sudo."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "It runs as whom USER names, root at first, so sudo does nothing or asks for a password "
                              "that nobody types. It also does not pass signals on as one would expect."),
     .bad = "FROM debian:12\n"
            "USER root\n"
            "RUN sudo touch /ready\n"
            "USER nobody\n",
     .good = "FROM debian:12\n"
             "USER root\n"
             "RUN touch /ready\n"
             "USER nobody\n",
     .hadolint = "DL3004"_L1},
    {.name = "UselessCommand"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "RUN should start nothing that needs a terminal, a service or a user."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Each RUN begins with no other process and ends all of its own. A service that it starts "
                              "is gone with it, and an editor has nobody to use it."),
     .bad = "FROM debian:12\n"
            "RUN service cron start\n",
     .good = "FROM debian:12\n"
             "CMD [\"cron\", \"-f\"]\n"
             "USER nobody\n",
     .hadolint = "DL3001"_L1},
    {.name = "CurlAndWget"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A stage should use curl or wget, not both."),
     .why = QT_TRANSLATE_NOOP("CheckRule", "They do the same, so one of them is a package too many."),
     .bad = "FROM debian:12\n"
            "RUN curl -f -o /a https://example.org/a && wget -q -O /b https://example.org/b\n",
     .good = "FROM debian:12\n"
             "RUN curl -f -o /a https://example.org/a && curl -f -o /b https://example.org/b\n",
     .hadolint = "DL4001"_L1},
    {.name = "PipeWithoutPipefail"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A pipe should fail when one of its commands does."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "A shell looks at the last command of a pipe only. When a download in front of it fails the build goes on "
         "with half of the data. bash, and the ash of Alpine, know set -o pipefail."),
     .bad = "FROM debian:12\n"
            "SHELL [\"/bin/bash\", \"-c\"]\n"
            "RUN zcat /srv/data.gz | sort > /srv/data\n",
     .good = "FROM debian:12\n"
             "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n"
             "RUN zcat /srv/data.gz | sort > /srv/data\n",
     .hadolint = "DL4006"_L1},
    {.name = "RemoteScriptExecuted"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A script from the network should be checked before it runs."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Whoever controls the server, today or at the next build, decides what is in the image. "
                              "Download it to a file, compare its checksum, then run it."),
     .bad = "FROM debian:12\n"
            "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n"
            "RUN curl -f https://example.org/install.sh | sh\n",
     .good = "FROM debian:12\n"
             "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d "
             "https://example.org/install.sh /srv/\n"
             "RUN sh /srv/install.sh\n"},
    {.name = "UnverifiedDownload"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Downloads should be checked for who sent them."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Options such as curl -k or --allow-unauthenticated take whatever comes, from whoever is in between."),
     .bad = "FROM debian:12\n"
            "RUN curl -f -k -o /srv/data.json https://example.org/data.json\n",
     .good = "FROM debian:12\n"
             "RUN curl -f -o /srv/data.json https://example.org/data.json\n"},
    {.name = "CurlWithoutFail"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "curl should be told to fail, by -f."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule", "Without it curl saves the page that says 404 and reports success. The build goes on with that."),
     .bad = "FROM debian:12\n"
            "RUN curl -o /srv/data.json https://example.org/data.json\n",
     .good = "FROM debian:12\n"
             "RUN curl -f -o /srv/data.json https://example.org/data.json\n"},
    {.name = "WgetProgress"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "wget should not draw its progress."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Every 50 kB make a dot, so a large download fills the log. --progress=dot:giga or -nv keep it short."),
     .bad = "FROM debian:12\n"
            "RUN wget -O /srv/data.json https://example.org/data.json\n",
     .good = "FROM debian:12\n"
             "RUN wget --progress=dot:giga -O /srv/data.json https://example.org/data.json\n",
     .hadolint = "DL3047"_L1},
    {.name = "WorldWritable"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "Files should not be writable for everyone."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Any process in the container can then change programs and settings of all others. The "
                              "owner, or a group, is mostly enough."),
     .bad = "FROM debian:12\n"
            "RUN chmod 777 /srv\n",
     .good = "FROM debian:12\n"
             "RUN chmod 755 /srv\n"},
    {.name = "LargeUserId"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Warning,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "useradd with a large user ID should have -l."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "Otherwise it makes /var/log/lastlog, a file with gaps whose length grows with the ID. "
                              "In a layer the gaps are filled: gigabytes."),
     .bad = "FROM debian:12\n"
            "RUN useradd -u 1000700000 worker\n",
     .good = "FROM debian:12\n"
             "RUN useradd -l -u 1000700000 worker\n",
     .hadolint = "DL3046"_L1},
    {.name = "ShellReplaced"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Info,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "SHELL should choose another shell, not a link at /bin/sh."),
     .why = QT_TRANSLATE_NOOP(
         "CheckRule",
         "Scripts of the distribution expect their own /bin/sh, and the next upgrade of it puts the link back."),
     .bad = "FROM debian:12\n"
            "RUN ln -sf /bin/bash /bin/sh\n",
     .good = "FROM debian:12\n"
             "SHELL [\"/bin/bash\", \"-c\"]\n",
     .hadolint = "DL4005"_L1},
    {.name = "LongCommandChain"_L1,
     .origin = CheckRule::Origin::Practice,
     .severity = Severity::Hint,
     .summary = QT_TRANSLATE_NOOP("CheckRule", "A long chain of commands reads better as a heredoc."),
     .why = QT_TRANSLATE_NOOP("CheckRule",
                              "In RUN <<EOF each command has a line, without && and backslashes. set -e in its first "
                              "line makes it stop at the first one that fails."),
     .bad = "FROM debian:12\n"
            "RUN true && true && true && true && true && true && true && true && true && true\n",
     .good = "FROM debian:12\n"
             "RUN <<EOF\n"
             "set -e\n"
             "true\n"
             "true\n"
             "EOF\n"},
}};

} // namespace

std::span<const CheckRule> commandRules()
{
    return commandTable;
}

} // namespace strata
