// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// What a line of a history says, without what its builder puts around it.
struct HistoryStatement
{
    InstructionKind kind = InstructionKind::Unknown;
    QString body = {};       ///< behind the name; of RUN with its arguments and shell
    bool isBuildKit = false; ///< it ends with `# buildkit`, so it is certainly BuildKit's
    bool hasComment = false; ///< `#(nop)`: the classic builder, Podman, Buildah
    bool hasOwnName = false; ///< the name is in the text; otherwise it is the bare command of a RUN
};

HistoryStatement readHistoryStatement(const QString &createdBy);

} // namespace strata
