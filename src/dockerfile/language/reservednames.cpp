// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/reservednames.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

const QStringList &platformArguments()
{
    static const QStringList names{u"TARGETPLATFORM"_s, u"TARGETOS"_s,        u"TARGETARCH"_s,    u"TARGETVARIANT"_s,
                                   u"BUILDPLATFORM"_s,  u"BUILDOS"_s,         u"BUILDARCH"_s,     u"BUILDVARIANT"_s,
                                   u"TARGETSTAGE"_s,    u"TARGETOSVERSION"_s, u"BUILDOSVERSION"_s};
    return names;
}

const QStringList &proxyArguments()
{
    static const QStringList names{u"HTTP_PROXY"_s, u"http_proxy"_s, u"HTTPS_PROXY"_s, u"https_proxy"_s,
                                   u"FTP_PROXY"_s,  u"ftp_proxy"_s,  u"NO_PROXY"_s,    u"no_proxy"_s,
                                   u"ALL_PROXY"_s,  u"all_proxy"_s};
    return names;
}

const QStringList &builderArguments()
{
    static const QStringList names{
        u"BUILDKIT_BUILD_NAME"_s,       u"BUILDKIT_CACHE_MOUNT_NS"_s, u"BUILDKIT_CONTEXT_KEEP_GIT_DIR"_s,
        u"BUILDKIT_DOCKERFILE_CHECK"_s, u"BUILDKIT_INLINE_CACHE"_s,   u"BUILDKIT_MULTI_PLATFORM"_s,
        u"BUILDKIT_SANDBOX_HOSTNAME"_s, u"BUILDKIT_SYNTAX"_s,         u"SOURCE_DATE_EPOCH"_s};
    return names;
}

bool isReservedVariable(const QString &name)
{
    return name == u"PATH" || platformArguments().contains(name) || proxyArguments().contains(name)
        || builderArguments().contains(name);
}

bool isVariableName(QStringView name)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    return !name.isEmpty() && isLetter(name.front())
        && std::ranges::all_of(name, [isLetter](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9'); });
}

} // namespace strata
