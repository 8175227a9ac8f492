// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/certificates.h"

#include "core/secret.h"
#include "registry/registryclienttext.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimit = 1 << 20;

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        const bool isForbidden = file.error() == QFileDevice::PermissionsError || QFile::exists(path);
        return failure(isForbidden ? Error::Kind::PermissionDenied : Error::Kind::Local,
                       RegistryClientText::tr("The file %1 cannot be read.").arg(path), file.errorString());
    }
    return file.read(fileLimit);
}

Result<QList<QSslCertificate>> certificatesIn(const QString &path)
{
    const Result<QByteArray> content = contentOf(path);
    if (!content)
        return std::unexpected(content.error());
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*content, QSsl::Pem);
    if (certificates.isEmpty())
        return failure(Error::Kind::InvalidInput,
                       RegistryClientText::tr("The file %1 holds no certificate.").arg(path));
    return certificates;
}

Result<QSslKey> keyIn(const QString &path)
{
    Result<QByteArray> content = contentOf(path);
    if (!content)
        return std::unexpected(content.error());
    QSslKey key;
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (key.isNull())
            key = QSslKey(*content, algorithm);
    }
    wipe(*content);
    if (key.isNull())
        return failure(Error::Kind::InvalidInput, RegistryClientText::tr("The file %1 holds no key.").arg(path));
    return key;
}

Result<void> addOwn(const QString &certificate, ServerCertificates &certificates)
{
    const QString keyPath = certificate.chopped(QLatin1StringView(".cert").size()) + u".key"_s;
    if (!QFile::exists(keyPath)) {
        return failure(
            Error::Kind::InvalidInput,
            RegistryClientText::tr("The certificate %1 needs the key %2, which is missing. Certificates of authorities "
                                   "have names that end in .crt.")
                .arg(certificate, keyPath));
    }
    auto chain = certificatesIn(certificate);
    if (!chain)
        return std::unexpected(chain.error());
    auto key = keyIn(keyPath);
    if (!key)
        return std::unexpected(key.error());
    certificates.own = std::move(*chain);
    certificates.key = std::move(*key);
    return {};
}

Result<void> addFolder(const QDir &folder, ServerCertificates &certificates)
{
    for (const QString &name : folder.entryList({u"*.crt"_s}, QDir::Files, QDir::Name)) {
        auto more = certificatesIn(folder.filePath(name));
        if (!more)
            return std::unexpected(more.error());
        certificates.authorities += std::move(*more);
    }
    const QStringList own = folder.entryList({u"*.cert"_s}, QDir::Files, QDir::Name);
    if (own.isEmpty() || !certificates.own.isEmpty())
        return {};
    return addOwn(folder.filePath(own.first()), certificates);
}

} // namespace

QStringList dockerCertificateFolders()
{
    return {u"/etc/docker/certs.d"_s,
            QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/docker/certs.d"_s};
}

Result<ServerCertificates> readCertificates(const QStringList &folders, const QString &hostAndPort)
{
    ServerCertificates certificates;
    if (hostAndPort.startsWith(u'.') || hostAndPort.contains(u'/'))
        return certificates;
    for (const QString &folder : folders) {
        if (const Result<void> added = addFolder(QDir(folder + u'/' + hostAndPort), certificates); !added)
            return std::unexpected(added.error());
    }
    return certificates;
}

} // namespace strata
