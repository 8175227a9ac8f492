// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <utility>

namespace strata {

/// An open file or folder, closed with this.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor();

    int number() const { return m_number; } ///< -1: none, and errno says why
    bool isOpen() const { return m_number >= 0; }
    int take() { return std::exchange(m_number, -1); } ///< the caller closes it

private:
    int m_number = -1;
};

/// A folder, and what is below it without any link on the way: nothing outside of it can be reached, whatever happens to
/// the folder meanwhile. Any thread.
class FolderAccess
{
public:
    /// Links in `path` itself are followed. Errors: NotFound, Local.
    static Result<FolderAccess> open(const QString &path);

    int descriptor() const { return m_folder.number(); }
    /// `path` as in openat(2), relative; empty for the folder itself. A link fails with ELOOP, also the last name. Nothing
    /// waits for a FIFO or a device.
    Descriptor openBelow(const QByteArray &path, int wanted) const;

private:
    explicit FolderAccess(Descriptor folder) : m_folder(std::move(folder)) {}

    Descriptor openStepwise(const QByteArray &path, int flags) const;

    Descriptor m_folder;
};

/// security.capability, what a file may do when it runs, as version 2 of it: a user namespace's root means nothing
/// elsewhere (go-archive). Empty: nothing.
QByteArray fileCapability(int descriptor);

} // namespace strata
