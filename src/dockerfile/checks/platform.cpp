// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/platform.h"

#include <QRegularExpression>
#include <QStringList>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString usualOs(const QString &os)
{
    const QString lower = os.toLower();
    return lower == u"macos" ? u"darwin"_s : lower;
}

struct Processor
{
    QString architecture;
    QString variant;
};

Processor usualProcessor(const QString &architecture, const QString &variant)
{
    const QString name = architecture.toLower(), which = variant.toLower();
    if (name == u"i386")
        return {u"386"_s, {}};
    if (name == u"x86_64" || name == u"x86-64" || name == u"amd64")
        return {u"amd64"_s, which == u"v1" ? QString() : which};
    if (name == u"aarch64" || name == u"arm64")
        return {u"arm64"_s, which == u"8" || which == u"v8" ? QString() : which};
    if (name == u"armhf")
        return {u"arm"_s, u"v7"_s};
    if (name == u"armel")
        return {u"arm"_s, u"v6"_s};
    if (name != u"arm")
        return {name, which};
    if (which.isEmpty() || which == u"7")
        return {u"arm"_s, u"v7"_s};
    const bool isNumber = which == u"5" || which == u"6" || which == u"8";
    return {u"arm"_s, isNumber ? QString(u'v' + which) : which};
}

bool isKnownOs(const QString &os)
{
    static const QStringList known{u"aix"_s,     u"android"_s, u"darwin"_s,  u"dragonfly"_s, u"freebsd"_s, u"hurd"_s,
                                   u"illumos"_s, u"ios"_s,     u"js"_s,      u"linux"_s,     u"nacl"_s,    u"netbsd"_s,
                                   u"openbsd"_s, u"plan9"_s,   u"solaris"_s, u"windows"_s,   u"zos"_s};
    return known.contains(os);
}

bool isKnownArchitecture(const QString &name)
{
    static const QStringList known{u"386"_s,         u"amd64"_s,   u"amd64p32"_s, u"arm"_s,      u"armbe"_s,
                                   u"arm64"_s,       u"arm64be"_s, u"ppc64"_s,    u"ppc64le"_s,  u"loong64"_s,
                                   u"mips"_s,        u"mipsle"_s,  u"mips64"_s,   u"mips64le"_s, u"mips64p32"_s,
                                   u"mips64p32le"_s, u"ppc"_s,     u"riscv"_s,    u"riscv64"_s,  u"s390"_s,
                                   u"s390x"_s,       u"sparc"_s,   u"sparc64"_s,  u"wasm"_s};
    return known.contains(name);
}

} // namespace

QString Platform::text() const
{
    QString text = osVersion.isEmpty() ? os : QString(os + u'(' + osVersion + u')');
    for (const QString &part : {architecture, variant}) {
        if (!part.isEmpty())
            text += u'/' + part;
    }
    return text;
}

std::optional<Platform> parsePlatform(const QString &text, const Platform &host)
{
    static const QRegularExpression osExpression(
        u"^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)(?:\\+[A-Za-z0-9_.+-]*)?\\))?$"_s);
    static const QRegularExpression partExpression(u"^[A-Za-z0-9_.-]+$"_s);
    const QStringList parts = text.split(u'/');
    const QRegularExpressionMatch os = osExpression.match(parts.first());
    if (!os.hasMatch() || parts.size() > 3)
        return std::nullopt;
    for (const QString &part : parts.sliced(1)) {
        if (!partExpression.match(part).hasMatch())
            return std::nullopt;
    }
    Platform platform{.os = usualOs(os.captured(1)), .osVersion = os.captured(2)};
    if (parts.size() == 1 && isKnownOs(platform.os)) {
        platform.architecture = host.architecture;
        platform.variant = host.variant;
        return platform;
    }
    const Processor processor = usualProcessor(parts.size() == 1 ? parts.first() : parts[1], parts.value(2));
    if (parts.size() == 1 && !isKnownArchitecture(processor.architecture))
        return std::nullopt;
    if (parts.size() == 1)
        platform.os = host.os;
    platform.architecture = processor.architecture;
    platform.variant = processor.variant;
    if (parts.size() < 3 && platform.architecture == u"arm" && platform.variant == u"v7")
        platform.variant.clear();
    return platform;
}

} // namespace strata
