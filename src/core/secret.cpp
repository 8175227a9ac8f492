// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret.h"

#include <cstring>
#include <new>

#include <sys/mman.h>

namespace strata {

namespace {

/// Byte by byte: memcpy leaves secrets in wide registers, which the dynamic linker and signal handlers save onto stacks.
void copy(volatile char *to, QByteArrayView from)
{
    const volatile char *bytes = from.data();
    for (qsizetype i = 0; i < from.size(); ++i)
        to[i] = bytes[i];
}

} // namespace

struct Secret::Pages
{
    explicit Pages(QByteArrayView bytes) : size(static_cast<size_t>(bytes.size()))
    {
        data = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (data == MAP_FAILED)
            throw std::bad_alloc();
        (void)::madvise(data, size, MADV_DONTDUMP);
        (void)::mlock(data, size);
        copy(static_cast<volatile char *>(data), bytes);
    }
    ~Pages()
    {
        ::explicit_bzero(data, size);
        ::munmap(data, size);
    }
    Q_DISABLE_COPY_MOVE(Pages)

    void *data = nullptr;
    size_t size;
};

Secret::Secret(QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        m_pages = std::make_shared<Pages>(bytes);
}

Secret Secret::take(QByteArray &utf8)
{
    Secret secret{QByteArrayView(utf8)};
    wipe(utf8);
    return secret;
}

Secret Secret::take(QString &text)
{
    QByteArray utf8 = text.toUtf8();
    wipe(text);
    return take(utf8);
}

QByteArrayView Secret::view() const
{
    return m_pages ? QByteArrayView(static_cast<const char *>(m_pages->data), static_cast<qsizetype>(m_pages->size))
                   : QByteArrayView();
}

bool Secret::isSame(QByteArrayView a, QByteArrayView b)
{
    const volatile char *left = a.data();
    const volatile char *right = b.data();
    int difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < qMin(a.size(), b.size()); ++i)
        difference |= left[i] ^ right[i];
    return difference == 0;
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached() && !bytes.isEmpty())
        ::explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
    bytes.clear();
}

void wipe(QString &text)
{
    if (text.isDetached() && !text.isEmpty())
        ::explicit_bzero(text.data(), static_cast<size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

} // namespace strata
