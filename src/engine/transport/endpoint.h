// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace strata {

/// Where an engine listens, as DOCKER_HOST writes it (docker client.go, ParseHostURL):
/// `unix:///path`, `tcp://host:port`, `ssh://user@host`.
struct Endpoint
{
    enum class Scheme { Unix, Tcp, Ssh };

    Scheme scheme = Scheme::Unix;
    QString path; ///< socket path for Unix; path part of the URL otherwise
    QString host;
    int port = -1;
    QString user;

    /// InvalidInput when the text is no endpoint. Tcp and ssh parse, but opening them is NotSupported for now.
    static Result<Endpoint> parse(const QString &dockerHost);
    static Endpoint unixSocket(QString path);
    QString toString() const;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

} // namespace strata
