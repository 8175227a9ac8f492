// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/load.h"

#include "core/imagereference.h"
#include "core/query.h"
#include "engine/actions/action.h"

#include <QFileInfo>

namespace strata {

using namespace Qt::StringLiterals;

LoadOperation::LoadOperation(Engine &engine, const QString &path, QObject *parent)
    : FileUpload(engine, tr("Load %1").arg(namesForTitle({QFileInfo(path).fileName()})),
                 {u"docker"_s, u"load"_s, u"-i"_s, path}, path, parent)
{}

Call LoadOperation::call() const
{
    QUrlQuery query;
    addQueryValue(query, u"quiet"_s, u"0"_s); // else there is no progress
    return Call::post(u"/images/load"_s, query);
}

QString LoadOperation::summary() const
{
    const QStringList &names = transfer().loaded();
    if (names.isEmpty())
        return tr("Loaded");
    return tr("Loaded: %1").arg(namesForTitle(names));
}

ImportOperation::ImportOperation(Engine &engine, const ImportRequest &request, QObject *parent)
    : FileUpload(engine, tr("Import %1").arg(namesForTitle({QFileInfo(request.path).fileName()})), commandFor(request),
                 request.path, parent),
      m_request(request)
{}

CommandLine ImportOperation::commandFor(const ImportRequest &request)
{
    CommandLine command{u"docker"_s, u"import"_s};
    for (const QString &change : request.changes)
        command << u"-c"_s << change;
    if (!request.message.isEmpty())
        command << u"-m"_s << request.message;
    if (!request.platform.isEmpty())
        command << u"--platform"_s << request.platform;
    command << request.path;
    if (!request.reference.isEmpty())
        command << request.reference;
    return command;
}

Call ImportOperation::call() const
{
    QUrlQuery query;
    addQueryValue(query, u"fromSrc"_s, u"-"_s);
    if (const auto reference = ImageReference::parse(m_request.reference)) {
        addQueryValue(query, u"repo"_s, reference->familiarName());
        addQueryValue(query, u"tag"_s, reference->withDefaultTag().tag());
    }
    for (const QString &change : m_request.changes)
        addQueryValue(query, u"changes"_s, change);
    if (!m_request.message.isEmpty())
        addQueryValue(query, u"message"_s, m_request.message);
    if (!m_request.platform.isEmpty())
        addQueryValue(query, u"platform"_s, m_request.platform);
    return Call::post(u"/images/create"_s, query);
}

QString ImportOperation::summary() const
{
    const QString name = m_request.reference.isEmpty() ? transfer().digest() : m_request.reference;
    return tr("%1 imported").arg(namesForTitle({name}));
}

} // namespace strata
