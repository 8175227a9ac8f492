// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/push.h"

#include "core/query.h"
#include "engine/actions/action.h"

namespace strata {

using namespace Qt::StringLiterals;

PushOperation::PushOperation(Engine &engine, const ImageReference &reference, const std::optional<Credential> &account,
                             QObject *parent)
    : RegistryTransfer(engine, TransferProgress::Kind::Push,
                       tr("Push %1").arg(namesForTitle({reference.withDefaultTag().familiar()})),
                       {u"docker"_s, u"push"_s, reference.withDefaultTag().familiar()}, reference.domain(), account,
                       parent),
      m_reference(reference.withDefaultTag())
{}

std::unique_ptr<RegistryTransfer> PushOperation::withAccount(const Credential &account) const
{
    return engine() ? std::make_unique<PushOperation>(*engine(), m_reference, account) : nullptr;
}

Call PushOperation::call() const
{
    QUrlQuery query;
    addQueryValue(query, u"tag"_s, m_reference.tag());
    return Call::post(u"/images/%1/push"_s.arg(pathSegment(m_reference.familiarName())), query);
}

QString PushOperation::summary() const
{
    if (transfer().digest().isEmpty())
        return tr("%1 pushed").arg(m_reference.familiar());
    return tr("%1 pushed: %2").arg(m_reference.familiar(), transfer().digest());
}

} // namespace strata
