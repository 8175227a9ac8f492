// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/result.h"
#include "credentials/jsontext.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace strata {

/// An entry of `auths`.
struct ConfigEntry
{
    QString name;             ///< as it is written; old ones have a scheme and a path
    QString key;              ///< registryKey(name)
    QString user;             ///< empty for a mere marker, which docker leaves when a helper holds the secret
    bool isPlainText = false; ///< a password or token stands in it, at most base64-encoded
};

/// An entry before it was changed, to put it back.
struct SavedEntry
{
    QString name;
    Secret json;
};

/// Docker's config.json, as far as accounts go (docker/cli cli/config/configfile/file.go).
///
/// A value: it is read, edited in memory and saved. Everything that an edit is not about keeps its bytes: unknown
/// members, their order, numbers, indentation. A file with mistakes cannot be loaded and so is never rewritten. The
/// text lies in a Secret. Blocks on the disk; for any thread, one at a time.
class DockerConfig
{
public:
    /// $DOCKER_CONFIG/config.json, or ~/.docker/config.json.
    static QString defaultPath();

    /// An absent or empty file is an empty configuration. InvalidInput: JSON with mistakes, members of the wrong type
    /// or twice, an undecodable `auth`; the detail says where. For the rest see readFile().
    static Result<DockerConfig> load(const QString &path);
    /// What DOCKER_AUTH_CONFIG holds (docker 28.3 and newer; it comes before the file). Empty when it is not set.
    static Result<DockerConfig> fromEnvironment();
    static Result<DockerConfig> fromText(Secret text);

    QList<ConfigEntry> entries() const;
    /// From `auths` alone. Of several entries for a registry the one written as its key counts, then the first.
    std::optional<Credential> credential(const QString &key) const;

    QString credsStore() const; ///< the helper for all registries; empty for none
    QMap<QString, QString> credHelpers() const;
    QString helperFor(const QString &key) const; ///< credHelpers, then credsStore; empty for none

    /// Takes password and tokens out of an entry; what else is in it stays, and `{}` is the marker docker knows.
    Result<SavedEntry> removeSecret(const QString &name);
    /// Conflict when the entry holds a secret again.
    Result<void> restore(const SavedEntry &entry);
    void removeEntry(const QString &name);
    /// Names the helper of one registry; an empty one removes it, and `credHelpers` with the last.
    void setHelper(const QString &key, const QString &helper);

    /// Writes the file if something was edited, atomically; see replaceFile(). After a Conflict, load and edit anew.
    Result<void> save();
    /// A copy as it is now, without any secret, at `path`, which must not exist.
    Result<void> saveCopyWithoutSecrets(const QString &path) const;

private:
    const JsonNode *section(QStringView name) const;
    const JsonNode *entry(const QString &name) const;
    Result<void> check() const;
    std::optional<Credential> decode(const JsonNode &entry) const;
    void ensureSection(const QString &name);

    QString m_path;
    std::optional<Secret> m_saved; ///< what the file holds; nothing: no file
    Secret m_unedited;
    JsonText m_json;
};

} // namespace strata
