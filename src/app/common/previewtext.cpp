// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/previewtext.h"

#include "core/bytesize.h"

#include <QCoreApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct PreviewText
{
    Q_DECLARE_TR_FUNCTIONS(Preview)
};

} // namespace

QString freedText(const FreedBytes &freed)
{
    if (freed.isExact())
        return formatBytes(freed.atMost);
    if (freed.atLeast == 0)
        return PreviewText::tr("up to %1").arg(formatBytes(freed.atMost));
    return PreviewText::tr("between %1 and %2").arg(formatBytes(freed.atLeast), formatBytes(freed.atMost));
}

QString imageNames(const ImageSummary &image)
{
    return image.repoTags.isEmpty() ? image.id.shortened() : image.repoTags.join(u", "_s);
}

QString linkTarget(const QString &kind, const QString &id)
{
    return kind + u':' + id;
}

std::pair<QString, QString> splitLinkTarget(const QString &target)
{
    const qsizetype colon = target.indexOf(u':');
    return {target.left(colon), target.mid(colon + 1)};
}

} // namespace strata
