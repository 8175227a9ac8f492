// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/pull.h"

#include "core/bytesize.h"
#include "core/query.h"
#include "engine/actions/action.h"

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const PullRequest &request)
{
    return request.allTags ? request.reference.familiarName() : request.reference.withDefaultTag().familiar();
}

} // namespace

PullOperation::PullOperation(Engine &engine, const PullRequest &request, const std::optional<Credential> &account,
                             QObject *parent)
    : RegistryTransfer(
          engine, TransferProgress::Kind::Pull,
          (request.allTags ? tr("Pull all tags of %1") : tr("Pull %1")).arg(namesForTitle({nameOf(request)})),
          commandFor(request), request.reference.domain(), account, parent),
      m_request(request)
{}

CommandLine PullOperation::commandFor(const PullRequest &request)
{
    CommandLine command{u"docker"_s, u"pull"_s};
    if (request.allTags)
        command << u"-a"_s;
    if (!request.platform.isEmpty())
        command << u"--platform"_s << request.platform;
    return command << nameOf(request);
}

std::unique_ptr<RegistryTransfer> PullOperation::withAccount(const Credential &account) const
{
    return engine() ? std::make_unique<PullOperation>(*engine(), m_request, account) : nullptr;
}

/// The digest goes where the tag is, and wins over it (docker client image_pull.go, getAPITagFromNamedRef).
Call PullOperation::call() const
{
    QUrlQuery query;
    addQueryValue(query, u"fromImage"_s, m_request.reference.familiarName());
    const ImageReference whole = m_request.reference.withDefaultTag();
    if (!m_request.allTags)
        addQueryValue(query, u"tag"_s, whole.digest().isEmpty() ? whole.tag() : whole.digest());
    if (!m_request.platform.isEmpty())
        addQueryValue(query, u"platform"_s, m_request.platform);
    return Call::post(u"/images/create"_s, query);
}

QString PullOperation::summary() const
{
    const TransferTotals totals = transfer().totals();
    if (transfer().isUpToDate())
        return tr("%1 is up to date").arg(nameOf(m_request));
    if (totals.layers == 0)
        return tr("%1 pulled").arg(nameOf(m_request));
    return tr("%1 pulled: %n layers, %2", nullptr, static_cast<int>(totals.layers))
        .arg(nameOf(m_request), formatBytes(totals.moved));
}

} // namespace strata
