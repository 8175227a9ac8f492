// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace strata {

/// Why something could not be done: a kind for code, a sentence for people, a detail for the log.
///
/// `message` is translated, whole, and plain text; it may quote what the engine said. `detail` is English and
/// technical (errno text, HTTP status, position in a stream). Neither ever holds a secret.
struct Error
{
    enum class Kind {
        Cancelled,            ///< somebody asked for it to stop
        InvalidInput,         ///< what the person typed, or HTTP 400
        Unauthorized,         ///< HTTP 401
        Forbidden,            ///< HTTP 403
        NotFound,             ///< HTTP 404
        Conflict,             ///< HTTP 409: in use, name taken, wrong state
        NotSupported,         ///< HTTP 501, or this engine cannot do it
        EngineFailed,         ///< HTTP 5xx and every status without a kind of its own
        SocketMissing,        ///< no file at the socket's path
        PermissionDenied,     ///< the socket is there but this user may not open it
        ConnectionRefused,    ///< the socket is there but nobody listens
        NotASocket,           ///< the path is a file or a folder
        HostUnreachable,      ///< a remote endpoint or a registry does not answer
        UntrustedCertificate, ///< a registry's certificate is of nobody the engine knows
        RateLimited,          ///< a registry has had enough of us for a while
        Timeout,              ///< connecting, or the answer's headers, took too long
        BrokenStream,         ///< the connection ended inside an answer
        NotAnEngine,          ///< something answers, but it does not speak HTTP or is no container engine
        MalformedAnswer,      ///< HTTP was right, the JSON in it was not
        TooLarge,             ///< an answer beyond the cap for its kind
        TooOld,               ///< the engine's newest API is older than 1.41
        Local,                ///< this machine: disk, file, process
        NoKeychain,           ///< the desktop offers no place for secrets
        KeychainLocked,       ///< it does, but it is locked and the person did not unlock it
    };

    Kind kind = Kind::EngineFailed;
    QString message;
    QString detail;

    bool operator==(const Error &) const = default;
};

/// Either the value or the reason there is none.
template<typename T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> failure(Error::Kind kind, QString message, QString detail = {})
{
    return std::unexpected(Error{kind, std::move(message), std::move(detail)});
}

} // namespace strata
