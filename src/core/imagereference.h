// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStringList>

#include <optional>

namespace strata {

/// A name for an image: `[domain/]path[:tag][@digest]`, normalised as docker does
/// (distribution/reference regexp.go and normalize.go).
///
/// `ubuntu` means docker.io/library/ubuntu. Two references are equal when they name the same thing, however they
/// were typed. Podman gives fully qualified names: never compare strings, compare references.
class ImageReference
{
public:
    /// What is wrong is said in words in the error (kind InvalidInput).
    static Result<ImageReference> parse(QStringView text);

    const QString &domain() const { return m_domain; } ///< "docker.io", "localhost:5000"
    const QString &path() const { return m_path; }     ///< "library/ubuntu"
    const QString &tag() const { return m_tag; }       ///< empty when not given
    const QString &digest() const { return m_digest; } ///< "sha256:…", empty when not given

    QString familiarName() const;          ///< the repository as docker prints it: "ubuntu", "localhost:5000/shop/api"
    QString familiar() const;              ///< familiarName with tag and digest as they were given
    ImageReference withDefaultTag() const; ///< adds "latest" when there is neither tag nor digest

    friend bool operator==(const ImageReference &, const ImageReference &) = default;

private:
    QString m_domain;
    QString m_path;
    QString m_tag;
    QString m_digest;
};

/// Whether a registry has another image under `reference` than the one with these RepoDigests: `digestThere` is what it
/// has now. Empty when the digests say nothing about that repository: the image was built here, or pulled under another
/// name.
std::optional<bool> isNewer(const QString &digestThere, const ImageReference &reference,
                            const QStringList &repoDigests);

} // namespace strata
