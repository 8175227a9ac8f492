// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QMutex>
#include <QStringList>

#include <sys/types.h>

namespace strata::test {

/// A scripted engine with a few rows that falls ill in every way, and gets well again, at one and the same address.
class FaultyEngine
{
public:
    enum class Fault {
        None,
        Missing,      ///< no socket
        NotASocket,   ///< a file in its place
        AFolder,      ///< a folder in its place
        Refused,      ///< a socket where nobody listens
        DeniedSocket, ///< a socket that this user may not open
        DeniedFolder, ///< in a folder that this user may not enter
        NotHttp,      ///< another server
        NoEngine,     ///< a web server
        Silent,       ///< connections are taken, nothing is said
        HtmlError,    ///< lists: 500 with a page
        WrongJson,    ///< lists
        TenGigabytes, ///< lists: a Content-Length, then the end
        Cut,          ///< lists: half an answer
        SlowBytes,    ///< lists: whole, but drop by drop
    };

    FaultyEngine();
    ~FaultyEngine();
    Q_DISABLE_COPY_MOVE(FaultyEngine)

    /// "web" runs; "web!" has exited.
    void setRows(const QStringList &containers, const QStringList &images);
    void breakWith(Fault fault); ///< open connections end
    void heal();
    QString address() const { return server.endpoint().toString(); }

    static QString containerId(const QString &name);
    static QString imageId(const QString &reference);

    ScriptedServer server;

private:
    void answerList(const QByteArray &json, const ScriptedReply &reply) const;
    void spoilSocket(Fault fault);
    void deny(const QString &path);
    Fault fault() const;
    Fault exchangeFault(Fault fault);

    mutable QMutex m_mutex;
    Fault m_fault = Fault::None;
    QByteArray m_containers = "[]";
    QByteArray m_images = "[]";
    QString m_denied; ///< whose rights are to be given back
    mode_t m_deniedMode = 0;
};

} // namespace strata::test
