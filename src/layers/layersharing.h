// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace strata {

/// An image that an engine has, as far as its layers go.
struct KnownImage
{
    QString name;
    QStringList diffIds = {};    ///< bottom first
    QStringList containers = {}; ///< names of those made from it
};

/// Who has which layers of an image. Engines store a layer once for all images that have it on top of the same ones, so
/// what counts is the chain of diff IDs from the bottom (OCI image-spec config.md, layer ChainID). A value.
class LayerSharing
{
public:
    LayerSharing() = default; ///< nobody else
    /// `others` may have the image itself under another name, but not under its own.
    /// `containers` are those made from the image itself.
    LayerSharing(const QStringList &diffIds, const QList<KnownImage> &others, const QStringList &containers = {});

    QStringList images(qsizetype layer) const { return m_layers.value(layer).images; } ///< names of the other ones
    QStringList containers(qsizetype layer) const { return m_layers.value(layer).containers; } ///< of any of them

    /// The other image with the most layers of which all are below, and at least one of this image is not: what its
    /// Dockerfile began with, as far as the engine still has that. 0 and empty without one.
    qsizetype baseLayers() const { return m_baseLayers; }
    QStringList baseNames() const { return m_baseNames; }

private:
    struct Layer
    {
        QStringList images;
        QStringList containers;
    };

    QList<Layer> m_layers;
    qsizetype m_baseLayers = 0;
    QStringList m_baseNames;
};

} // namespace strata
