// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace strata {

/// What a source of ADD is, as BuildKit tells it by its text (dfgitutil/git_ref.go, dockerfile2llb/convert_copy.go).
enum class SourceKind {
    Local,
    Http,
    Git,
};
SourceKind sourceKind(QStringView source);

/// Whether the name is that of an archive that ADD unpacks.
bool isArchiveName(QStringView path);

/// Whether `*`, `?` or `[` is in it.
bool isPattern(QStringView path);

/// As Go's filepath.Clean does it: no dots, no double slashes, none at the end; "." for nothing.
QString cleanPath(QStringView path);

/// The last name of a path.
QStringView lastName(QStringView path);

} // namespace strata
