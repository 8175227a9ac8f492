// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// "check [--json|--sarif] [--context DIR] FILE": prints what is to be said against a Dockerfile. The exit status is 1 when
/// there is an error, so that there would be no image; 2 for a mistake in the arguments.
int checkCommand(const QStringList &arguments);

/// What --help says of it.
inline constexpr QStringView checkDetails =
    u"\n"
    "Prints a line for each finding, and how many there are:\n"
    "  FILE:LINE:COLUMN-END: SEVERITY: MESSAGE [RULE]\n"
    "  FILE:LINE:COLUMN-ENDLINE:END: SEVERITY: MESSAGE [RULE]\n"
    "Lines and columns count from 1, columns in UTF-16 units; the end is behind the last character.\n"
    "The severities are error, warning, info and hint. The status is 1 when there is an error.\n"
    "\n"
    "  --context DIR  look into the ignore rules of this context: COPY of ignored files is found\n"
    "  --rules        print all rules, with why and examples, as JSON; needs no FILE\n"
    "  --sarif        print a SARIF 2.1.0 log\n"
    "  --json         print one object:\n"
    "                 {\"file\": …, \"errors\": 0, \"warnings\": 1, \"infos\": 0, \"hints\": 0, \"findings\": [\n"
    "                   {\"rule\": …, \"severity\": …, \"message\": …, \"url\": …, REGION,\n"
    "                    \"fix\": {\"title\": …, \"edits\": [{REGION, \"text\": …}]}}]}\n"
    "                 REGION is line, column, endLine, endColumn, as above; url and fix may be missing\n"
    "\n"
    "A rule is skipped by # check=skip=RULE,… in the first lines or directly above an instruction, as by\n"
    "BuildKit; # hadolint ignore=DL3008,… is understood as well.\n";

} // namespace strata
