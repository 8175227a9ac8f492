// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>
#include <QPalette>

namespace strata {

/// What stands between a model of raw values and a table: words, icons, colours, tooltips, alignment. Base of the
/// pages' proxies. All texts it gives are plain text, fit for one line and bounded in length.
class PresentationProxy : public QIdentityProxyModel
{
    Q_OBJECT

public:
    using QIdentityProxyModel::QIdentityProxyModel;

    void setPalette(const QPalette &palette); ///< icons and colours are made for it
    const QPalette &palette() const { return m_palette; }

    /// Relative times have grown older: the cells of `columns` are told as changed, nothing else.
    void refreshColumns(const QList<int> &columns);

protected:
    virtual void paletteChanged() {}
    QString line(const QModelIndex &index) const; ///< the source's DisplayRole, fit for one line

private:
    QPalette m_palette;
};

} // namespace strata
