// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stream/buildprogress.h"

#include <QString>

namespace strata {

/// The line of a Dockerfile, from 1, that a step of its build is for; 0 when that is not certain. BuildKit numbers FROM an
/// image, RUN, COPY, ADD and WORKDIR within a stage (moby/buildkit dockerfile2llb, cmdTotal and prefixCommand), and does not
/// tell the line of one that failed. Reads the whole text: some milliseconds for a large one.
int lineOfStep(const QString &dockerfile, const BuildStepName &step);

} // namespace strata
