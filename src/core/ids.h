// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

namespace strata {

/// An engine-given identifier that cannot be mixed up with another kind of string.
template<typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString value) : m_value(std::move(value)) {}

    const QString &toString() const { return m_value; }
    bool isEmpty() const { return m_value.isEmpty(); }

    /// The twelve hexadecimal digits that docker prints, without the algorithm. Empty only if the ID is.
    QString shortened() const
    {
        const QString digits = m_value.mid(m_value.indexOf(u':') + 1, 12);
        return digits.isEmpty() ? m_value : digits;
    }

    friend bool operator==(const Id &, const Id &) = default;
    friend auto operator<=>(const Id &a, const Id &b) { return a.m_value.compare(b.m_value) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) noexcept { return qHash(id.m_value, seed); }

private:
    QString m_value;
};

using ImageId = Id<struct ImageIdTag>;         ///< `sha256:…` of the config, or of the manifest (containerd store)
using ContainerId = Id<struct ContainerIdTag>; ///< 64 hexadecimal digits

/// The one way from an engine's text to an image's ID. Podman leaves "sha256:" out in some answers; with it put back,
/// IDs of the same image are equal wherever they came from.
inline ImageId imageIdFrom(QString text)
{
    if (!text.isEmpty() && !text.contains(u':'))
        text.prepend(QStringLiteral("sha256:"));
    return ImageId(std::move(text));
}

} // namespace strata
