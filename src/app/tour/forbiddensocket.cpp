// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/forbiddensocket.h"

#include <QFile>

#include <sys/fsuid.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

ForbiddenSocket::ForbiddenSocket()
{
    QFile::setPermissions(m_folder.path(), QFile::Permissions::fromInt(0x7755)); // anybody may look into it
    m_server.listen(m_folder.filePath(u"docker.sock"_s));
    QFile::setPermissions(path(), {});
}

void ForbiddenSocket::asNobody(const std::function<void()> &slot)
{
    constexpr uid_t nobody = 65534;
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        ::setfsuid(nobody);
    slot();
    if (isRoot)
        ::setfsuid(0);
}

} // namespace strata
