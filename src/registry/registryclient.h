// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/credential.h"
#include "core/imagereference.h"
#include "registry/certificates.h"
#include "registry/manifest.h"
#include "registry/tokencache.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <chrono>
#include <functional>
#include <optional>

namespace strata {

class RegistryWorker;

/// Asks registries what they have: Docker Hub and every other that speaks the distribution API (OCI distribution-spec),
/// without an engine.
///
///     registries.tags(repository, account, this, [this](Result<RegistryTags> tags) { … });
///
/// One answer on the caller's thread, which is the client's, never from inside the call; none once `context` is gone,
/// and the requests are then aborted. Sockets, TLS and decoding run on a thread of the client's own. Destroying the
/// client aborts everything that is under way, without answers.
///
/// `account` is sent to its own registry and to the token server that this registry names, and to nobody else, never
/// unencrypted except on this computer; an account of another registry is left out, and what is asked then is what
/// everybody may see. Tokens are kept, in memory, until they end.
///
/// TLS always, but for a registry on this computer that does not speak it. Certificates are those of the system and of
/// docker's folders (registry/certificates.h), read for each request: what is put there counts at once.
///
/// Errors: Unauthorized (an account is needed, or does not do), NotFound, RateLimited, HostUnreachable,
/// UntrustedCertificate (with the file that would mend it), NotSupported (no TLS; a login or digest of an unknown kind;
/// an image in schema 1), BrokenStream, TooLarge (a page of tags beyond 16 MiB, a manifest beyond 4 MiB),
/// MalformedAnswer (also: what came does not fit its digest), EngineFailed for other statuses; InvalidInput (no address
/// of a registry) and those of readCertificates().
class RegistryClient : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QStringList certificateFolders = dockerCertificateFolders();
        std::chrono::milliseconds silence{30'000};                              ///< how long a server may say nothing
        std::function<TokenCache::Time()> now = std::chrono::steady_clock::now; ///< called on the I/O thread
    };

    template<typename T>
    using Answer = std::function<void(Result<T>)>;

    explicit RegistryClient(QObject *parent = nullptr) : RegistryClient(Options(), parent) {}
    explicit RegistryClient(Options options, QObject *parent = nullptr);
    ~RegistryClient() override;

    /// GET /v2/<name>/tags/list, all pages. Tag and digest of `repository` are ignored. See sortedTags().
    void tags(const ImageReference &repository, const std::optional<Credential> &account, QObject *context,
              Answer<RegistryTags> answer);

    /// What a pull of `reference` would fetch. The sizes in an index take one more request for each of its images (of
    /// the first 64, four at a time), which Docker Hub counts as pulls: leave them out where nobody looks at them, and
    /// ask for a single image by its digest.
    enum class Sizes { LeaveOut, Ask };
    void manifest(const ImageReference &reference, const std::optional<Credential> &account, Sizes sizes,
                  QObject *context, Answer<RegistryManifest> answer);

    /// The digest that `reference` leads to now, for isNewer() (core/imagereference.h). HEAD, which Docker Hub does not
    /// count as a pull; taken from the registry's word, for nothing else is sent.
    void digest(const ImageReference &reference, const std::optional<Credential> &account, QObject *context,
                Answer<QString> answer);

private:
    class Asker;
    template<typename T>
    using Question = std::function<void(RegistryWorker &, QObject *, Answer<T>)>;

    template<typename T>
    void run(Question<T> question, QObject *context, Answer<T> answer);
    quint64 expect(QObject *context, std::function<void()> deliver);
    void deliver(quint64 number);

    QThread m_thread;
    RegistryWorker *m_worker = nullptr; ///< lives on m_thread
    QHash<quint64, Asker *> m_askers;
    quint64 m_lastNumber = 0;
};

} // namespace strata
