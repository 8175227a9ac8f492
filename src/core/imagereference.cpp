// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/imagereference.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype nameLimit = 255;

QString tr(const char *text)
{
    return QCoreApplication::translate("ImageReference", text);
}

/// Made once for each place: making one takes longer than all that is matched with it.
QRegularExpression whole(const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

bool matches(QStringView text, const QRegularExpression &expression)
{
    return expression.matchView(text).hasMatch();
}

bool isDomain(QStringView first)
{
    return first == u"localhost" || first.contains(u'.') || first.contains(u':') || first.toString().toLower() != first;
}

bool isValidDomain(QStringView domain)
{
    static const QString label = QStringLiteral("(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])");
    static const QRegularExpression expression = whole(u"(?:"_s + label + u"(?:\\."_s + label
                                                       + u")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?"_s);
    return matches(domain, expression);
}

bool isValidPath(QStringView path)
{
    static const QString component = QStringLiteral("[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*");
    static const QRegularExpression expression = whole(component + u"(?:/"_s + component + u")*"_s);
    return matches(path, expression);
}

} // namespace

Result<ImageReference> ImageReference::parse(QStringView text)
{
    const auto invalid = [&](const char *why) { return failure(Error::Kind::InvalidInput, tr(why), text.toString()); };
    if (text.isEmpty())
        return invalid(QT_TRANSLATE_NOOP("ImageReference", "An image name is needed."));

    ImageReference reference;
    QStringView rest = text;
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        reference.m_digest = rest.sliced(at + 1).toString();
        rest = rest.first(at);
        static const QRegularExpression digest = whole(
            u"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"_s);
        if (!matches(reference.m_digest, digest))
            return invalid(QT_TRANSLATE_NOOP(
                "ImageReference", "What follows @ is not a digest such as sha256: and 64 hexadecimal digits."));
    }
    if (const qsizetype colon = rest.lastIndexOf(u':'); colon > rest.lastIndexOf(u'/')) {
        reference.m_tag = rest.sliced(colon + 1).toString();
        rest = rest.first(colon);
        static const QRegularExpression tag = whole(u"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}"_s);
        if (!matches(reference.m_tag, tag))
            return invalid(QT_TRANSLATE_NOOP("ImageReference",
                                             "A tag has at most 128 letters, digits, dots, hyphens and underscores, "
                                             "and does not begin with a dot or a hyphen."));
    }
    static const QRegularExpression imageId = whole(u"[a-f0-9]{64}"_s);
    if (matches(rest, imageId))
        return invalid(QT_TRANSLATE_NOOP("ImageReference", "64 hexadecimal digits are an image ID, not a name."));

    const qsizetype slash = rest.indexOf(u'/');
    if (slash > 0 && isDomain(rest.first(slash))) {
        reference.m_domain = rest.first(slash).toString();
        rest = rest.sliced(slash + 1);
        if (!isValidDomain(reference.m_domain))
            return invalid(QT_TRANSLATE_NOOP("ImageReference", "The registry's host name is not valid."));
    } else {
        reference.m_domain = QStringLiteral("docker.io");
    }
    if (reference.m_domain == u"index.docker.io")
        reference.m_domain = QStringLiteral("docker.io");
    reference.m_path = rest.toString();
    if (reference.m_path.toLower() != reference.m_path)
        return invalid(QT_TRANSLATE_NOOP("ImageReference", "A repository name must be lower case."));
    if (!isValidPath(reference.m_path))
        return invalid(QT_TRANSLATE_NOOP("ImageReference",
                                         "A repository name has lower-case letters and digits, separated by a dot, "
                                         "one or two underscores, hyphens, or a slash."));
    if (reference.m_domain == u"docker.io" && !reference.m_path.contains(u'/'))
        reference.m_path.prepend(QStringLiteral("library/"));
    if (reference.m_domain.size() + 1 + reference.m_path.size() > nameLimit)
        return invalid(QT_TRANSLATE_NOOP("ImageReference", "A repository name has at most 255 characters."));
    return reference;
}

QString ImageReference::familiarName() const
{
    if (m_domain != u"docker.io")
        return m_domain + u'/' + m_path;
    static const QString library = QStringLiteral("library/");
    const bool official = m_path.startsWith(library) && !QStringView(m_path).sliced(library.size()).contains(u'/');
    return official ? m_path.sliced(library.size()) : m_path;
}

QString ImageReference::familiar() const
{
    QString text = familiarName();
    if (!m_tag.isEmpty())
        text += u':' + m_tag;
    if (!m_digest.isEmpty())
        text += u'@' + m_digest;
    return text;
}

ImageReference ImageReference::withDefaultTag() const
{
    ImageReference reference = *this;
    if (m_tag.isEmpty() && m_digest.isEmpty())
        reference.m_tag = QStringLiteral("latest");
    return reference;
}

std::optional<bool> isNewer(const QString &digestThere, const ImageReference &reference, const QStringList &repoDigests)
{
    std::optional<bool> newer;
    for (const QString &text : repoDigests) {
        const auto here = ImageReference::parse(text);
        if (!here || here->domain() != reference.domain() || here->path() != reference.path())
            continue;
        if (here->digest() == digestThere)
            return false;
        newer = true;
    }
    return newer;
}

} // namespace strata
