// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

namespace strata {

/// A digest of several values, 20 bytes: each is hashed with its length, so that they do not run into each other.
class KeyHash
{
public:
    KeyHash &add(QByteArrayView bytes)
    {
        const qint64 size = bytes.size();
        m_hash.addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof size));
        m_hash.addData(bytes);
        return *this;
    }
    KeyHash &add(const QByteArray &bytes) { return add(QByteArrayView(bytes)); }
    KeyHash &add(const QString &text) { return add(QByteArrayView(text.toUtf8())); }
    KeyHash &add(qint64 number)
    {
        m_hash.addData(QByteArrayView(reinterpret_cast<const char *>(&number), sizeof number));
        return *this;
    }
    QByteArray result() const { return m_hash.result(); }

private:
    QCryptographicHash m_hash{QCryptographicHash::Blake2b_160};
};

} // namespace strata
