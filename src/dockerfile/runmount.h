// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <optional>

namespace strata {

/// One `key=value` of a mount, in the order of the flag.
struct MountField
{
    QString key = {}; ///< in lower case
    std::optional<QString> value = {};

    bool operator==(const MountField &) const = default;
};

/// `RUN --mount=…` (moby/buildkit, frontend/dockerfile/instructions/commands_runmount.go).
struct RunMount
{
    enum class Type { Bind, Cache, Tmpfs, Secret, Ssh };
    enum class Sharing { Unset, Shared, Private, Locked };

    Type type = Type::Bind;
    QString from = {};
    QString source = {};
    QString target = {};
    bool readOnly = true;
    qint64 sizeLimit = 0; ///< bytes, of tmpfs; 0 is no limit
    QString id = {};      ///< of cache, secret and ssh
    Sharing sharing = Sharing::Unset;
    bool required = false;
    std::optional<QString> env = {}; ///< the variable that shows a secret
    std::optional<quint32> mode = {};
    std::optional<quint32> uid = {};
    std::optional<quint32> gid = {};
    QList<MountField> fields = {};
    bool isPending = false; ///< a value has variables or quotes and was left out, because nobody expanded it

    bool operator==(const RunMount &) const = default;
};

/// What a secret is asked for by: its ID, or the source, or the last part of the target (moby/buildkit,
/// frontend/dockerfile/dockerfile2llb/convert_secrets.go); empty for none of them.
QString secretId(const RunMount &mount);

/// What a value is when its variables are replaced and its quotes removed, or why it is nothing.
using ValueExpander = std::function<std::expected<QString, QString>(const QString &)>;

/// The value of a --mount flag, or what BuildKit has against it.
///
/// Without `expand` a value that needs it is left out and not checked (RunMount::isPending), nor is what depends on it. BuildKit
/// looks at values only when it builds, and at `from` before that: `from` never has variables.
std::expected<RunMount, QString> parseRunMount(QStringView value, const ValueExpander &expand = {});

/// `RUN --device=…` (instructions/commands_rundevice.go).
struct RunDevice
{
    QString name = {};
    bool required = false;

    bool operator==(const RunDevice &) const = default;
};

std::expected<RunDevice, QString> parseRunDevice(QStringView value);

/// One line of comma separated values, as RFC 4180 and Go's encoding/csv have it. The error is what is wrong.
std::expected<QStringList, QString> parseCsvLine(QStringView line);

} // namespace strata
