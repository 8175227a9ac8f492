// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/actions/action.h"
#include "engine/api/types.h"

namespace strata::actions {

/// What is removed: one reference ("shop/api:1.4", which only untags while others remain) or an image by its ID.
struct ImageTarget
{
    QString reference; ///< what `docker rmi` gets
};

/// One after the other, names before IDs: an image can be removed by its ID once it has no second name.
Action removeImages(const QList<ImageTarget> &targets, bool force);
Action pruneImages(bool danglingOnly); ///< docker image prune [-a]
Action tagImage(const QString &source, const QString &newReference);
/// The same with several names, each on its own: `docker tag` takes one, so the command is one line of several.
Action tagImage(const QString &source, const QStringList &newReferences);
/// Takes names away; the image goes with its last one.
Action untagImages(const QStringList &references);

/// What stands against pushing an image under this name, and one that would do.
struct PushName
{
    QString problem;  ///< a sentence; empty: it can be pushed
    QString proposal; ///< a name for the same image, or empty where nobody can tell
};

/// A name needs a registry that one may push to: on Docker Hub that is `user/name`, not an official image
/// (`ubuntu`, which means docker.io/library/ubuntu); "localhost/name" (Podman's name for what was built here) is no
/// registry. `hubUser` is who is logged in at Docker Hub, or empty.
PushName pushName(const QString &reference, const QString &hubUser);

} // namespace strata::actions
