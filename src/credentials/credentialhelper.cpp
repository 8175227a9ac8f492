// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/credentialhelper.h"

#include "credentials/helperprotocol.h"
#include "credentials/jsontext.h"
#include "credentials/pipes.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestAnswer = 1 << 20;
constexpr qsizetype longestSentence = 500;

struct HelperText
{
    Q_DECLARE_TR_FUNCTIONS(CredentialHelper)
};

Secret secretOf(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    return Secret::take(bytes);
}

/// What a helper said, if it can be shown: neither JSON nor binary nor a page of text.
QString sentence(QByteArrayView text)
{
    const bool isPlain = std::ranges::none_of(text, [](char c) { return c == '{' || c == '"' || c == '\0'; });
    return isPlain && text.size() <= longestSentence ? QString::fromUtf8(text).simplified() : QString();
}

} // namespace

CredentialHelper::CredentialHelper(QString name, std::stop_token stop, std::chrono::milliseconds timeout)
    : m_name(std::move(name)), m_stop(std::move(stop)), m_timeout(timeout)
{}

bool CredentialHelper::isInstalled() const
{
    return !m_name.contains(u'/') && !QStandardPaths::findExecutable(program()).isEmpty();
}

QString CredentialHelper::program() const
{
    return u"docker-credential-"_s + m_name;
}

Result<std::optional<Credential>> CredentialHelper::get(const QString &server) const
{
    const Result<Answer> answer = run(u"get"_s, secretOf(server));
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->exitCode != 0) {
        if (answer->output.view().trimmed() == helper::notFound)
            return std::nullopt;
        return refusal(*answer);
    }
    Result<Credential> credential = helper::decode(answer->output);
    if (!credential)
        return failure(credential.error().kind,
                       HelperText::tr("%1 gave an answer that cannot be understood.").arg(program()),
                       credential.error().detail);
    if (credential->secret.isEmpty())
        return std::nullopt;
    credential->server = registryKey(server);
    return *credential;
}

Result<void> CredentialHelper::store(const Credential &credential) const
{
    const Result<Answer> answer = run(u"store"_s, helper::encode(credential));
    if (!answer)
        return std::unexpected(answer.error());
    return answer->exitCode == 0 ? Result<void>() : refusal(*answer);
}

Result<void> CredentialHelper::erase(const QString &server) const
{
    const Result<Answer> answer = run(u"erase"_s, secretOf(server));
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->exitCode == 0 || answer->output.view().trimmed() == helper::notFound)
        return {};
    return refusal(*answer);
}

Result<QList<AccountName>> CredentialHelper::list() const
{
    const Result<Answer> answer = run(u"list"_s, secretOf(u"unused"_s));
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->exitCode != 0)
        return refusal(*answer);
    const Result<JsonText> json = JsonText::parse(answer->output);
    const bool isNull = json && json->root().kind == JsonNode::Kind::Null; // Go writes it for an empty map
    if (!json || (json->root().kind != JsonNode::Kind::Object && !isNull))
        return failure(Error::Kind::MalformedAnswer,
                       HelperText::tr("%1 gave an answer that cannot be understood.").arg(program()),
                       json ? u"list: not an object"_s : u"list: "_s + json.error().detail);
    static const QString label = u"Registry credentials for "_s;
    QList<AccountName> accounts;
    for (const JsonNode &member : json->root().children) {
        const QString key = json->key(member);
        accounts.append({key.startsWith(label) ? key.sliced(label.size()) : key, json->string(member)});
    }
    return accounts;
}

Result<CredentialHelper::Answer> CredentialHelper::run(const QString &action, const Secret &input) const
{
    if (m_name.isEmpty() || m_name.contains(u'/') || m_name.contains(QChar::Null))
        return failure(Error::Kind::InvalidInput, HelperText::tr("Docker's configuration names an impossible helper."),
                       m_name);
    if (!isInstalled())
        return failure(
            Error::Kind::NoKeychain,
            HelperText::tr("%1 is not installed, but docker is told to keep accounts with it.").arg(program()));
    QProcess process;
    Pipes pipes;
    pipes.attach(process);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program(), {action});
    const bool isStarted = process.waitForStarted();
    pipes.closeChildEnds();
    if (!isStarted)
        return failure(Error::Kind::Local, HelperText::tr("%1 cannot be run.").arg(program()), process.errorString());

    const QDeadlineTimer deadline(m_timeout);
    const auto isLate = [&] { return deadline.hasExpired() || m_stop.stop_requested(); };
    QByteArray output(largestAnswer + 1, Qt::Uninitialized);
    const Pipes::End end = pipes.talk(input.view(), output, [&] { return process.waitForFinished(0); }, isLate);
    Answer answer{Secret::take(output), 0};
    while (end != Pipes::End::TooLong && process.state() != QProcess::NotRunning && !isLate())
        process.waitForFinished(100);
    const bool isKilled = process.state() != QProcess::NotRunning;
    if (isKilled) {
        process.kill();
        process.waitForFinished();
    }
    if (end == Pipes::End::TooLong)
        return failure(Error::Kind::TooLarge,
                       HelperText::tr("%1 gave an answer that cannot be understood.").arg(program()),
                       u"more than %1 bytes"_s.arg(largestAnswer));
    if (isKilled)
        return lateness();
    if (process.exitStatus() == QProcess::CrashExit)
        return failure(Error::Kind::Local, HelperText::tr("%1 crashed.").arg(program()),
                       u"signal %1"_s.arg(process.exitCode()));
    answer.exitCode = process.exitCode();
    return answer;
}

std::unexpected<Error> CredentialHelper::lateness() const
{
    if (m_stop.stop_requested())
        return failure(Error::Kind::Cancelled, HelperText::tr("%1 was stopped.").arg(program()));
    return failure(Error::Kind::Timeout, HelperText::tr("%1 did not answer in time.").arg(program()));
}

std::unexpected<Error> CredentialHelper::refusal(const Answer &answer) const
{
    const QByteArrayView text = answer.output.view().trimmed();
    const bool isOurs = text == helper::noServer || text == helper::noUser;
    const QString words = sentence(text);
    return failure(isOurs ? Error::Kind::InvalidInput : Error::Kind::Local,
                   words.isEmpty() ? HelperText::tr("%1 failed.").arg(program())
                                   : HelperText::tr("%1 failed: %2").arg(program(), words),
                   u"exit code %1"_s.arg(answer.exitCode));
}

} // namespace strata
