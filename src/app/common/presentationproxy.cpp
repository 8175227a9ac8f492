// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/presentationproxy.h"

#include "app/common/text.h"

namespace strata {

void PresentationProxy::setPalette(const QPalette &palette)
{
    m_palette = palette;
    paletteChanged();
}

void PresentationProxy::refreshColumns(const QList<int> &columns)
{
    const auto refreshBelow = [&](const QModelIndex &parent) {
        const int rows = rowCount(parent);
        for (const int column : columns) {
            if (rows > 0)
                Q_EMIT dataChanged(index(0, column, parent), index(rows - 1, column, parent));
        }
    };
    refreshBelow({});
    for (int row = 0; row < rowCount(); ++row) {
        if (const QModelIndex parent = index(row, 0); hasChildren(parent))
            refreshBelow(parent);
    }
}

QString PresentationProxy::line(const QModelIndex &index) const
{
    return visibleLine(QIdentityProxyModel::data(index, Qt::DisplayRole).toString());
}

} // namespace strata
