// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace strata {

/// The arguments that BuildKit sets for every build (frontend/dockerfile/dockerfile2llb, platform.go): "TARGETARCH". A stage sees
/// them once it declares them, FROM without that.
const QStringList &platformArguments();
/// What a RUN sees without an ARG when it is given to the build: "HTTP_PROXY", in both cases.
const QStringList &proxyArguments();
/// Arguments that change how BuildKit builds.
const QStringList &builderArguments();

/// Whether a variable of that name has a meaning of its own for the builder or a shell.
bool isReservedVariable(const QString &name);

/// Whether a shell and BuildKit take all of it for the name of a variable.
bool isVariableName(QStringView name);

} // namespace strata
