// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

/// What the words of a Dockerfile mean, for people who learn it. The texts are in the language of the program.
namespace strata {

struct ReferenceText
{
    QString summary = {}; ///< a few words, without a full stop
    QString body = {};    ///< two to four sentences
    QString example = {}; ///< as it stands in a Dockerfile

    bool isEmpty() const { return summary.isEmpty(); }
};

/// Empty for Unknown.
ReferenceText instructionReference(InstructionKind kind);
/// Of `--name`; empty when the instruction has no such flag.
ReferenceText flagReference(InstructionKind kind, QStringView name);
/// "syntax", "escape", "check"; else empty.
ReferenceText directiveReference(QStringView name);

/// An option of RUN --mount.
struct MountOption
{
    QStringView name;
    QStringView aliases; ///< other names for it, separated by blanks
    QStringView types;   ///< of mounts that have it, separated by blanks
    const char *summary; ///< to be translated by mountOptionText()
};

const QList<MountOption> &mountOptions();
/// By its name or another name for it; null when there is none.
const MountOption *mountOption(QStringView name);
QString mountOptionText(const MountOption &option);
/// "cache"; else empty.
ReferenceText mountTypeReference(QStringView type);

/// What is built in: TARGETARCH, HTTP_PROXY and so on; else empty.
QString builtInVariableText(const QString &name);

} // namespace strata
