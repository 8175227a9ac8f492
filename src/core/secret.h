// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace strata {

/// A password or token, UTF-8.
///
/// Its bytes lie in pages of their own that no core dump holds and that are not swapped where the limits allow it, and
/// are wiped when the last copy is dropped. Immutable; copies share the bytes; for any thread. Whoever needs the bytes
/// elsewhere (a header, a pipe) wipes that buffer after use: see wipe().
class Secret
{
public:
    Secret() = default;

    /// Moves the text out of an ordinary buffer, which is wiped and left empty.
    static Secret take(QByteArray &utf8);
    static Secret take(QString &text);

    bool isEmpty() const { return view().isEmpty(); }
    QByteArrayView view() const; ///< valid while this or a copy lives

    /// In a time that tells only the length, and byte by byte: wide registers would be spilled onto the stack.
    friend bool operator==(const Secret &a, const Secret &b) { return isSame(a.view(), b.view()); }

private:
    struct Pages;
    explicit Secret(QByteArrayView bytes);
    static bool isSame(QByteArrayView a, QByteArrayView b);

    std::shared_ptr<const Pages> m_pages;
};

/// Overwrites a buffer that held a secret and empties it. A buffer that others share is left to them: do not share it.
void wipe(QByteArray &bytes);
void wipe(QString &text);

} // namespace strata
