// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/buildplan.h"

namespace strata {

/// Stands in a text of a history for any characters: what variables or files put there.
inline constexpr QChar anyText(0xe000);

/// What an instruction comes to when its variables are replaced: all that histories tell of it.
struct StepFacts
{
    InstructionKind kind = InstructionKind::Unknown;
    bool isUnderstood = true; ///< false: there is a diagnostic of the document that says why not
    QString original = {};    ///< behind the keyword and its flags, as it was typed
    QStringList words = {};   ///< of lists and of ENV, LABEL, ARG (`NAME=value`); else one, and of MAINTAINER its text
    QStringList flags = {};   ///< of COPY and ADD, as BuildKit writes them
    qsizetype sourceCount = 0;
    QString destination = {};
    QStringList command = {};        ///< of RUN, CMD, ENTRYPOINT: with the shell in front when there is one
    QStringList classicCommand = {}; ///< of RUN: the classic builder does not know heredocs
    HealthcheckInstruction healthcheck = {};
    QStringList ports = {};            ///< of EXPOSE: "80/tcp", in BuildKit's order
    QStringList arguments = {};        ///< of RUN, as BuildKit names them: "A=1"
    QStringList classicArguments = {}; ///< and as the classic builder does
    bool hasArguments = false;         ///< there are some, though the classic builder may name none
    QStringList shell = {};            ///< in effect; of SHELL the new one
};

/// Who wrote a history.
enum class Wording {
    BuildKitDocker26,
    BuildKitNewest,
    Classic,
    Buildah, ///< Podman: the text as it was typed
};

/// What a history says of it (`created_by`); empty when nothing.
QString historyText(const StepFacts &facts, Wording wording);

/// "8000-8001/udp" and its like as "8000/udp", "8001/udp"; the error is why not (convert_expose.go).
std::expected<QStringList, QString> exposedPorts(const QString &word);

} // namespace strata
