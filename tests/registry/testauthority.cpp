// SPDX-License-Identifier: GPL-3.0-or-later
#include "testauthority.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

namespace strata::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList newKey{u"-nodes"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s};
const QStringList newRsaKey{u"-nodes"_s, u"-newkey"_s, u"rsa:2048"_s};
const QStringList twoDays{u"-days"_s, u"2"_s};

} // namespace

TestAuthority::TestAuthority()
{
    run(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"3"_s, u"-subj"_s, u"/CN=Strata test authority"_s, u"-keyout"_s,
                    u"ca.key"_s, u"-out"_s, u"ca.crt"_s}
        + newKey);
}

void TestAuthority::issue(const QString &name, const QString &alternatives) const
{
    issue(name, alternatives, newKey, twoDays);
}

void TestAuthority::issueEnded(const QString &name, const QString &alternatives) const
{
    issue(name, alternatives, newKey, {u"-not_before"_s, u"200101000000Z"_s, u"-not_after"_s, u"201231000000Z"_s});
}

void TestAuthority::issueForSigning(const QString &name) const
{
    issue(name, u"DNS:"_s + name, newRsaKey, twoDays);
}

QByteArray TestAuthority::signature(const QString &name, const QByteArray &text) const
{
    QFile file(path(name + u".txt"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("No space for a text");
    file.close();
    return run({u"dgst"_s, u"-sha256"_s, u"-sign"_s, name + u".key"_s, file.fileName()});
}

void TestAuthority::issue(const QString &name, const QString &alternatives, const QStringList &key,
                          const QStringList &time) const
{
    QFile extensions(path(name + u".ext"_s));
    if (!extensions.open(QIODevice::WriteOnly)
        || extensions.write("basicConstraints=CA:FALSE\nsubjectAltName=" + alternatives.toLatin1() + '\n') < 0)
        qFatal("No space for certificates");
    extensions.close();
    run(QStringList{u"req"_s, u"-subj"_s, u"/CN="_s + name, u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".csr"_s}
        + key);
    run(QStringList{u"x509"_s, u"-req"_s, u"-in"_s, name + u".csr"_s, u"-CA"_s, u"ca.crt"_s, u"-CAkey"_s, u"ca.key"_s,
                    u"-CAcreateserial"_s, u"-extfile"_s, name + u".ext"_s, u"-out"_s, name + u".crt"_s}
        + time);
}

QByteArray TestAuthority::content(const QString &file) const
{
    QFile opened(path(file));
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

QSslConfiguration TestAuthority::server(const QString &name) const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromData(content(name + u".crt"_s)));
    configuration.setPrivateKey(QSslKey(content(name + u".key"_s), QSsl::Ec));
    return configuration;
}

QByteArray TestAuthority::run(const QStringList &arguments) const
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl: %s", openssl.readAllStandardError().constData());
    return openssl.readAllStandardOutput();
}

} // namespace strata::test
