// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfers/save.h"

#include "core/imagereference.h"
#include "core/query.h"
#include "engine/actions/action.h"
#include "engine/api/containers.h"
#include "engine/api/images.h"

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// `command` writing to the file; through a compressor where one is wanted, which docker itself does not have.
CommandLine toFile(const QStringList &command, const QStringList &names, const ArchiveTarget &target)
{
    if (target.compression == Compression::None)
        return CommandLine(command + QStringList{u"-o"_s, target.path} + names);
    const QString left = CommandLine(command + names).toString();
    const QString right = target.compression == Compression::Gzip ? u"gzip"_s : u"zstd -q"_s;
    return {u"sh"_s, u"-c"_s, left + u" | "_s + right + u" > "_s + CommandLine{target.path}.toString()};
}

/// Of the images that have these names or IDs, each counted once.
qint64 sizeOf(const QList<ImageSummary> &images, const QStringList &names)
{
    QStringList wanted;
    for (const QString &name : names) {
        const auto reference = ImageReference::parse(name);
        wanted.append(reference ? reference->withDefaultTag().familiar() : name);
    }
    const auto isWanted = [&wanted](const ImageSummary &image) {
        if (wanted.contains(image.id.toString()) || wanted.contains(image.id.shortened()))
            return true;
        return std::ranges::any_of(image.repoTags, [&wanted](const QString &tag) {
            const auto reference = ImageReference::parse(tag);
            return reference && wanted.contains(reference->familiar());
        });
    };
    qint64 size = 0;
    for (const ImageSummary &image : images)
        size += isWanted(image) ? std::max<qint64>(image.size, 0) : 0;
    return size;
}

} // namespace

SaveOperation::SaveOperation(Engine &engine, const QStringList &names, const ArchiveTarget &target, QObject *parent)
    : FileDownload(engine, tr("Save %1").arg(namesForTitle(names)), commandFor(names, target), target, -1, parent),
      m_names(names)
{}

CommandLine SaveOperation::commandFor(const QStringList &names, const ArchiveTarget &target)
{
    return toFile({u"docker"_s, u"save"_s}, names, target);
}

void SaveOperation::doStart()
{
    FileDownload::doStart();
    if (!ownEngine())
        return;
    ownEngine()->images().list({}, this, [this](const Result<QList<ImageSummary>> &images) {
        if (const qint64 size = images ? sizeOf(*images, m_names) : 0; size > 0)
            setExpected(size);
    });
}

Call SaveOperation::call() const
{
    return callFor(m_names);
}

Call SaveOperation::callFor(const QStringList &names)
{
    QUrlQuery query;
    for (const QString &name : names)
        addQueryValue(query, u"names"_s, name);
    return Call::get(u"/images/get"_s, query);
}

ExportOperation::ExportOperation(Engine &engine, const QString &container, const QString &name,
                                 const ArchiveTarget &target, qint64 expected, QObject *parent)
    : FileDownload(engine, tr("Export %1").arg(namesForTitle({name})),
                   toFile({u"docker"_s, u"export"_s}, {name}, target), target, expected, parent),
      m_container(container)
{}

Call ExportOperation::call() const
{
    return Containers::exportCall(m_container);
}

} // namespace strata
