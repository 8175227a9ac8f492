// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace strata {

/// The tags of a repository.
struct RegistryTags
{
    QStringList names;      ///< as the registry gives them; sortedTags() puts them in order
    bool isComplete = true; ///< false: there are more than 100,000, and these are the first
};

/// What an image runs on. A registry need not tell: then all is empty.
struct RegistryPlatform
{
    QString os;           ///< "linux"
    QString architecture; ///< "arm64", as Go names them
    QString variant;      ///< "v8"
    QString osVersion;    ///< "10.0.20348.2700"; of Windows images

    QString toString() const; ///< "linux/arm64/v8"; without the version

    friend bool operator==(const RegistryPlatform &, const RegistryPlatform &) = default;
};

/// A descriptor (OCI image-spec descriptor.md): what something is, its digest and its size in bytes, compressed as it is
/// stored; -1 when not told.
struct RegistryBlob
{
    QString mediaType;
    QString digest;
    qint64 size = -1;

    friend bool operator==(const RegistryBlob &, const RegistryBlob &) = default;
};

/// One image that a manifest leads to.
struct RegistryImage
{
    RegistryPlatform platform;
    RegistryBlob manifest;
    qint64 compressedSize = -1; ///< bytes of config and layers, which is what a pull fetches; -1: not known

    friend bool operator==(const RegistryImage &, const RegistryImage &) = default;
};

/// What a registry has under a name: one image, or an index of images for several platforms.
struct RegistryManifest
{
    RegistryBlob self;           ///< of the manifest; the digest is verified
    QList<RegistryImage> images; ///< of an index all without attestations, in its order; else the one
    bool isIndex = false;
    RegistryBlob config;           ///< of a single image
    QList<RegistryBlob> layers;    ///< of a single image, bottom first
    std::optional<Error> omission; ///< why platforms or sizes are missing, if something went wrong

    bool operator==(const RegistryManifest &) const = default;
};

} // namespace strata
