// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/linewastetext.h"

#include "app/layers/layertext.h"

#include <QCoreApplication>

namespace strata {

namespace {

struct WasteWords
{
    Q_DECLARE_TR_FUNCTIONS(WasteWords)
};

QString baseAdvice(const LineWaste &waste)
{
    if (waste.files.fate == WasteFate::Deleted)
        return WasteWords::tr(
            "It comes from the base image: deleting it makes the image no smaller. Leave it there, or "
            "build on a smaller base image.");
    return WasteWords::tr("It comes from the base image, which keeps its own copy. What %1 writes there comes on top.")
        .arg(wastePlaceText(waste.buried));
}

QString oneRunAdvice(WasteFate fate)
{
    switch (fate) {
    case WasteFate::Deleted:
        return WasteWords::tr("Delete it in the RUN that makes it: what a later line deletes stays in the image.");
    case WasteFate::Attributes:
        return WasteWords::tr("Set mode and owner in the RUN that makes it: a later one writes all of it once more.");
    default: return WasteWords::tr("Make and change it in one RUN: each line keeps what it wrote.");
    }
}

} // namespace

QString wastePlaceText(const WastePlace &place)
{
    switch (place.kind) {
    case WastePlace::Kind::Line: return WasteWords::tr("line %L1").arg(place.line + 1);
    case WastePlace::Kind::BaseImage: return WasteWords::tr("the base image");
    case WastePlace::Kind::Unknown: break;
    }
    return WasteWords::tr("layer %L1").arg(place.layer + 1);
}

QString wasteFateText(const LineWaste &waste)
{
    const QString place = wastePlaceText(waste.buried);
    switch (waste.files.fate) {
    case WasteFate::Deleted: return WasteWords::tr("deleted in %1").arg(place);
    case WasteFate::Replaced: return WasteWords::tr("replaced in %1").arg(place);
    case WasteFate::Attributes: return WasteWords::tr("mode or owner changed in %1").arg(place);
    case WasteFate::Same: return WasteWords::tr("written again in %1").arg(place);
    case WasteFate::Unseen: break;
    }
    return WasteWords::tr("never to be seen");
}

QString wastedFilesText(const BuriedFiles &files)
{
    if (files.files == 1)
        return pathText(files.largest);
    if (files.folder.isEmpty())
        return WasteWords::tr("%1 and %n other file(s)", nullptr, int(files.files - 1)).arg(pathText(files.largest));
    return WasteWords::tr("%1 (%n file(s))", nullptr, int(files.files)).arg(pathText(files.folder + '/'));
}

QString wasteAdvice(const LineWaste &waste)
{
    switch (waste.remedy) {
    case WasteRemedy::OtherBase:
        return WasteWords::tr("All of this happens inside the base image. Another or a newer one may be without it.");
    case WasteRemedy::LeaveBaseAlone: return baseAdvice(waste);
    case WasteRemedy::OneRun: return oneRunAdvice(waste.files.fate);
    case WasteRemedy::DoNotCopy:
        return WasteWords::tr("A later line cannot take it out of the image. Let the RUN that needs it have it with "
                              "--mount=type=bind, or leave it out with .dockerignore.");
    case WasteRemedy::CopyWithMode:
        return WasteWords::tr("Set mode and owner while it is copied, with --chmod and --chown: a later RUN writes all "
                              "of it once more.");
    case WasteRemedy::CopyOnce:
        return waste.files.fate == WasteFate::Replaced
            ? WasteWords::tr("Copy only the one that is to stay: the other one is in the image for nothing.")
            : WasteWords::tr("Both lines copy the same content. One of them is enough.");
    case WasteRemedy::ChangeBeforeCopy:
        return WasteWords::tr("Change it before it is copied: in another stage, whose result COPY --from takes.");
    case WasteRemedy::DoNotMake:
        return WasteWords::tr("Do not make it in %1: %2 puts something in its place.")
            .arg(wastePlaceText(waste.brought), wastePlaceText(waste.buried));
    case WasteRemedy::WriteOnce: return WasteWords::tr("One and the same line brings it and hides it.");
    case WasteRemedy::NotKnown: break;
    }
    return WasteWords::tr(
        "It is not certain which lines this comes from. They may have been changed since the image was built.");
}

} // namespace strata
