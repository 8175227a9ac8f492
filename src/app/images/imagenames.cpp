// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imagenames.h"

#include "core/imagereference.h"
#include "engine/inventory/inventory.h"

#include <QCoreApplication>

namespace strata {

namespace {

struct ImageNamesText
{
    Q_DECLARE_TR_FUNCTIONS(ImageNames)
};

} // namespace

QString imageNameProblem(const QString &text)
{
    const auto reference = ImageReference::parse(text.trimmed());
    if (!reference)
        return reference.error().message;
    return reference->digest().isEmpty() ? QString()
                                         : ImageNamesText::tr("A digest cannot be given, only a name and a tag.");
}

const ImageSummary *imageNamed(const QString &text, const Inventory &inventory)
{
    const auto reference = ImageReference::parse(text.trimmed());
    if (!reference)
        return nullptr;
    const ImageReference full = reference->withDefaultTag();
    const QString familiar = full.familiar();
    const QString whole = full.domain() + u'/' + full.path() + u':' + full.tag(); // as Podman has it
    for (const ImageSummary &image : inventory.images()) {
        if (image.repoTags.contains(familiar) || image.repoTags.contains(whole))
            return &image;
    }
    return nullptr;
}

QString lossOfName(const QString &text, const Inventory &inventory)
{
    const ImageSummary *owner = imageNamed(text, inventory);
    return owner ? ImageNamesText::tr("Another image has the name %1 now, %2. It will lose it.")
                       .arg(text.trimmed(), owner->id.shortened())
                 : QString();
}

} // namespace strata
