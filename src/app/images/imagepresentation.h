// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/presentationproxy.h"
#include "models/imagemodel.h"

namespace strata {

/// An ImageModel for the eye.
class ImagePresentation : public PresentationProxy
{
    Q_OBJECT

public:
    using PresentationProxy::PresentationProxy;

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    static bool isNewer(const QModelIndex &index); ///< the registry has another image under the row's name
    QString text(const QModelIndex &index) const;
    QString groupText(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;
    QVariant font(const QModelIndex &index) const;
    QVariant foreground(const QModelIndex &index) const;
};

/// What an image is called on the screen: its reference, or the short ID of one without a name.
QString imageTitle(const QString &reference, const ImageId &id);

} // namespace strata
