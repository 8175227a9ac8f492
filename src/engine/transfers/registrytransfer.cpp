// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/registrytransfer.h"

#include "engine/api/decode.h"
#include "engine/api/registryauth.h"
#include "engine/api/registryerrors.h"

#include <algorithm>

namespace strata {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds tick = 1s;
constexpr int mostDoublings = 6;

bool isPassing(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::BrokenStream:
    case Error::Kind::ConnectionRefused:
    case Error::Kind::SocketMissing:
    case Error::Kind::HostUnreachable:
    case Error::Kind::Timeout: return true;
    default: return false;
    }
}

} // namespace

RegistryTransfer::RegistryTransfer(Engine &engine, TransferProgress::Kind kind, QString title, CommandLine commandLine,
                                   const QString &registry, const std::optional<Credential> &account, QObject *parent)
    : TransferOperation(kind, std::move(title), std::move(commandLine), parent), m_engine(&engine),
      m_registry(registry), m_retryTimer(this)
{
    if (account && accountFits(*account, registry))
        m_account = account;
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &RegistryTransfer::countDown);
}

void RegistryTransfer::doStart()
{
    if (!m_engine)
        return engineDropped();
    connect(m_engine, &QObject::destroyed, this, &RegistryTransfer::engineDropped);
    if (m_find)
        findAccount();
    else
        attempt();
}

void RegistryTransfer::findAccount()
{
    setProgress({.done = 0, .total = -1, .text = tr("Looking for the account")});
    m_finding = std::make_unique<QObject>();
    m_find(registryKey(m_registry), m_finding.get(), [this](const FoundCredential &found) {
        m_finding.release()->deleteLater(); // not now: this is its answer
        useAccount(found);
    });
}

void RegistryTransfer::useAccount(const FoundCredential &found)
{
    if (!found)
        appendLog(tr("Without an account: %1").arg(found.error().message));
    else if (*found && accountFits(**found, m_registry))
        m_account = *found;
    setProgress({});
    attempt();
}

void RegistryTransfer::doCancel()
{
    m_finding.reset();
    m_retryTimer.stop();
    m_stream.reset();
}

void RegistryTransfer::attempt()
{
    ++m_attempts;
    Call request = call();
    addRegistryAuth(request, m_account);
    request.headerTimeout = 0ms; // they come with the first progress
    m_stream = m_engine->follow<TransferMessage>(std::move(request), decode::transfer(), this,
                                                 {.opened = [this] { m_everOpened = true; },
                                                  .items =
                                                      [this](const QList<TransferMessage> &messages) {
                                                          apply(messages);
                                                          tellLayers();
                                                      },
                                                  .ended = [this](const Result<void> &end) { streamEnded(end); }});
}

void RegistryTransfer::streamEnded(const Result<void> &result)
{
    if (transfer().error())
        return failed(*transfer().error());
    if (!result)
        return failed(registryError(result.error()));
    finish(Outcome::success(summary()));
}

void RegistryTransfer::failed(const Error &error)
{
    appendLog(error.message);
    if (mayRetry(error))
        waitForRetry();
    else
        finish(Outcome::failure(error));
}

bool RegistryTransfer::mayRetry(const Error &error)
{
    const qint64 moved = transfer().totals().moved;
    m_fruitless = moved > m_mostMoved ? 0 : m_fruitless + 1;
    m_mostMoved = std::max(m_mostMoved, moved);
    return m_everOpened && isPassing(error.kind) && m_fruitless < m_policy.limit;
}

void RegistryTransfer::waitForRetry()
{
    beginAgain();
    m_wait = m_policy.first * (1 << std::min(m_fruitless, mostDoublings));
    m_retryTimer.start(0ms);
}

void RegistryTransfer::countDown()
{
    if (m_wait <= 0ms)
        return attempt();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_wait).count();
    Progress now = progress();
    now.text = tr("The connection broke; next attempt in %n seconds", nullptr, static_cast<int>(seconds));
    setProgress(std::move(now));
    const auto next = std::min(m_wait, tick);
    m_wait -= next;
    m_retryTimer.start(next);
}

void RegistryTransfer::engineDropped()
{
    if (state() != State::Running)
        return;
    doCancel();
    finish(Outcome::failure({Error::Kind::Cancelled, tr("The engine was disconnected."), {}}));
}

} // namespace strata
