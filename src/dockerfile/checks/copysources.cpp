// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/copysources.h"

#include "dockerfile/runes.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

SourceKind sourceKind(QStringView source)
{
    static const QRegularExpression scpStyle(u"^[a-zA-Z0-9_.-]+@[a-zA-Z0-9_.-]+:"_s);
    if (source.startsWith(u"./") || source.startsWith(u"../") || source.startsWith(u"github.com/"))
        return SourceKind::Local;
    if (source.startsWith(u"git://") || source.startsWith(u"ssh://") || scpStyle.matchView(source).hasMatch())
        return SourceKind::Git;
    if (!source.startsWith(u"http://") && !source.startsWith(u"https://"))
        return SourceKind::Local;
    const auto end = std::ranges::find_if(source, [](QChar c) { return c == u'#' || c == u'?'; });
    return source.first(end - source.begin()).endsWith(u".git") ? SourceKind::Git : SourceKind::Http;
}

bool isArchiveName(QStringView path)
{
    static constexpr std::array<QStringView, 8> endings{u".tar",  u".tar.gz", u".tgz", u".tar.bz2",
                                                        u".tbz2", u".tar.xz", u".txz", u".tar.zst"};
    return std::ranges::any_of(endings, [&](QStringView ending) { return path.endsWith(ending, Qt::CaseInsensitive); });
}

bool isPattern(QStringView path)
{
    return std::ranges::any_of(path, [](QChar c) { return c == u'*' || c == u'?' || c == u'['; });
}

QString cleanPath(QStringView path)
{
    return QString::fromUtf8(cleanPath(path.toUtf8()));
}

QStringView lastName(QStringView path)
{
    while (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

} // namespace strata
