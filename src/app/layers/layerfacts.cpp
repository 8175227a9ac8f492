// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layerfacts.h"

#include "app/common/text.h"
#include "app/layers/layerlistmodel.h"
#include "app/layers/storedlayers.h"
#include "core/bytesize.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

class LayerFacts
{
    Q_DECLARE_TR_FUNCTIONS(LayerFacts)

public:
    LayerFacts(const LayerListModel &layers, int row, const QList<StoredLayer> &stored)
        : m_layers(layers), m_image(layers.image()), m_row(row),
          m_layer(layers.index(row, 0).data(LayerListModel::LayerRole).toInt()), m_stored(stored)
    {}

    QList<KeyValueView::Section> all()
    {
        addInstruction();
        if (m_layer < 0)
            add(tr("Layer"), tr("none: it changes only the configuration"));
        else
            addLayer(m_image.image.layers[m_layer]);
        return {{{}, m_rows}};
    }

private:
    void add(const QString &label, const QString &value, bool isMonospace = false)
    {
        m_rows.append({label, value, isMonospace});
    }

    void addInstruction()
    {
        add(tr("Instruction"), visibleText(m_layers.instruction(m_row)), true);
        if (const LayerListModel::SourceLine line = m_layers.sourceLine(m_row); line.line >= 0) {
            const QString number = QString::number(line.line + 1);
            add(tr("Dockerfile"),
                line.isExact ? tr("line %1").arg(number) : tr("line %1, which is similar").arg(number));
        }
        add(tr("Created"), exactTime(m_layers.created(m_row)));
    }

    void addLayer(const ArchiveLayer &stored)
    {
        add(tr("Layer"), tr("%1 of %2").arg(m_layer + 1).arg(m_image.image.layers.size()));
        if (stored.problem)
            add(tr("Problem"), stored.problem->message);
        if (!stored.isRead()) {
            add(tr("Files"), tr("This layer is not read yet."));
            add(tr("Diff ID"), stored.diffId, true);
            return add(tr("Chain ID"), m_image.chainIds.value(m_layer), true);
        }
        addFiles();
        if (m_layer >= m_image.imageLayers()) // a container's has no identity before it is committed
            return;
        addIdentity(stored);
        if (m_stored.size() == m_image.imageLayers())
            addStored(m_stored[m_layer]);
        addSharing();
    }

    void addFiles()
    {
        const ImageTree::LayerSummary &summary = m_image.tree->summaries()[size_t(m_layer)];
        add(tr("Files"), tr("%1 in %L2 entries").arg(formatBytes(summary.bytes)).arg(summary.entries));
        add(tr("Changes"),
            tr("%L1 added, %L2 modified, %L3 deleted").arg(summary.added).arg(summary.modified).arg(summary.deleted));
        add(tr("Wasted"), tr("%1 of it, which other layers hide").arg(formatBytes(summary.wastedBytes)));
        add(tr("Hides"), formatBytes(summary.buriedBytes));
    }

    void addIdentity(const ArchiveLayer &stored)
    {
        const QString size = formatBytes(stored.storedBytes);
        add(tr("As a tar"), formatBytes(stored.unpackedBytes));
        add(tr("As stored"), stored.codec == Codec::None ? size : tr("%1, %2").arg(size, codecName(stored.codec)));
        add(tr("Diff ID"), stored.diffId, true);
        const bool isSame = stored.digest == stored.diffId && !stored.digest.isEmpty();
        add(tr("Digest"), isSame ? tr("the diff ID, because it is not compressed") : stored.digest, !isSame);
        add(tr("Chain ID"), m_image.chainIds.value(m_layer), true);
    }

    void addStored(const StoredLayer &layer)
    {
        add(tr("In registries"), layer.registryBlobs.join(u'\n'), true);
        add(tr("Cache ID"), layer.cacheId, true);
        add(tr("Kept in"), layer.folder, true);
        if (!layer.isReadable)
            add({}, tr("Only root may look into this folder, and the engine must be on this computer."));
    }

    void addSharing()
    {
        const LayerSharing &sharing = m_layers.sharing();
        if (m_layer < sharing.baseLayers())
            add(tr("Base image"), sharing.baseNames().join(u'\n'));
        if (const QStringList images = sharing.images(m_layer); !images.isEmpty())
            add(tr("Shared with"), images.join(u'\n'));
        if (const QStringList containers = sharing.containers(m_layer); !containers.isEmpty())
            add(tr("Used by containers"), containers.join(u'\n'));
    }

    const LayerListModel &m_layers;
    const InspectedImage &m_image;
    int m_row;
    int m_layer;
    const QList<StoredLayer> &m_stored;
    QList<KeyValueView::Row> m_rows;
};

} // namespace

QList<KeyValueView::Section> layerFacts(const LayerListModel &layers, int row, const QList<StoredLayer> &stored)
{
    return LayerFacts(layers, row, stored).all();
}

} // namespace strata
