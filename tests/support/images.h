// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/archives.h"

#include <QJsonObject>
#include <QStringList>

namespace strata::test {

struct TestLayer
{
    QByteArray tar;
    QString createdBy;
    Codec codec = Codec::None;

    QByteArray stored() const { return compressed(tar, codec); }
};

struct TestImage
{
    QStringList names;
    QList<TestLayer> layers = {};
    QString architecture = QStringLiteral("amd64");
    QString variant = {};

    QByteArray config() const; ///< with a line of history that made no layer at its end
    QStringList diffIds() const;
};

QString sha256(const QByteArray &bytes); ///< "sha256:…"
QByteArray hex(const QByteArray &bytes); ///< the digits alone

/// As dockerd wrote archives up to version 24: <id>/layer.tar, equal layers as links, configurations by their digest.
QList<Item> dockerArchive(const QList<TestImage> &images);
/// Before version 1.10: no manifest.json and no configuration, but `repositories` and a chain of <id>/json.
QList<Item> ancientArchive(const TestImage &image);
/// As Podman and skopeo write them: everything in the root.
QList<Item> podmanArchive(const TestImage &image);

struct OciOptions
{
    bool manifestJson = false; ///< as dockerd has since version 25
    bool nested = false;       ///< one index for all images in index.json, with an attestation and an absent platform
};
QList<Item> ociLayout(const QList<TestImage> &images, OciOptions options = {});

/// A blob, at its place.
Item blob(const QByteArray &bytes);

/// Two layers of a few files each, by default as they are.
TestImage smallImage(Codec codec = Codec::None);

} // namespace strata::test
