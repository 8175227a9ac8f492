// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/basefacts.h"

#include "app/connection/enginesession.h"
#include "app/transfers/registrysource.h"
#include "core/imagereference.h"
#include "engine/api/images.h"

#include <algorithm>
#include <utility>

namespace strata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 1500ms;

QString platformOf(const ImageDetails &details)
{
    QStringList parts{details.os, details.architecture, details.variant};
    parts.removeAll(QString());
    return parts.join(u'/');
}

BaseImage baseOf(const ImageDetails &details)
{
    return {.environment = details.env,
            .platform = platformOf(details),
            .workingDirectory = details.workingDir,
            .user = details.user,
            .shell = {},
            .entrypoint = details.entrypoint,
            .command = details.command,
            .triggers = details.onBuild};
}

/// Of the lines that made a layer, if there are as many as layers.
QList<qint64> layerSizes(const QList<HistoryEntry> &history, qsizetype layers)
{
    QList<qint64> sizes;
    for (auto entry = history.crbegin(); entry != history.crend(); ++entry) {
        if (entry->size > 0)
            sizes.append(entry->size);
    }
    return sizes.size() == layers ? sizes : QList<qint64>(layers, -1);
}

} // namespace

bool isOfPlatform(const QString &platform, const QString &wanted)
{
    return platform.isEmpty() || wanted.isEmpty() || platform == wanted || platform.startsWith(wanted + u'/')
        || wanted.startsWith(platform + u'/');
}

namespace {

/// What an engine of this platform would pull.
qint64 compressedSize(const RegistryManifest &manifest, const QString &platform)
{
    if (!manifest.isIndex) {
        qint64 size = 0;
        for (const RegistryBlob &layer : manifest.layers)
            size += std::max<qint64>(0, layer.size);
        return size;
    }
    const auto own = std::ranges::find_if(
        manifest.images, [&](const RegistryImage &image) { return isOfPlatform(image.platform.toString(), platform); });
    return own == manifest.images.end() ? -1 : own->compressedSize;
}

} // namespace

BaseFactsSource::BaseFactsSource(RegistrySource &registries, QObject *parent)
    : QObject(parent), m_registries(registries)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &BaseFactsSource::askRegistries);
}

void BaseFactsSource::setSession(EngineSession *session)
{
    if (m_session)
        m_session->inventory().disconnect(this);
    m_session = session;
    m_questions = std::make_unique<QObject>();
    m_notThere.clear();
    if (session)
        connect(&session->inventory(), &Inventory::imagesChanged, this, &BaseFactsSource::askAgain);
    askAgain();
}

void BaseFactsSource::want(const QSet<QString> &references, const QSet<QString> &pulled)
{
    m_pulled = pulled;
    m_compared &= pulled;
    const auto isForgotten = [&](const QString &reference) { return !references.contains(reference); };
    // Only then: removing makes a copy, and who compares it with what they have would take it for another one.
    if (std::ranges::any_of(m_known.keyBegin(), m_known.keyEnd(), isForgotten))
        m_known.removeIf([&](const auto &entry) { return isForgotten(entry.key()); });
    m_notThere &= references;
    for (const QString &reference : references) {
        if (!m_known.contains(reference)) {
            m_known.insert(reference, {});
            ask(reference);
        }
    }
    compareLater();
}

bool BaseFactsSource::isToCompare(const QString &reference) const
{
    return !m_compared.contains(reference) && m_known.value(reference).where == BaseFacts::Where::Engine;
}

/// Once what is typed stands still.
void BaseFactsSource::compareLater()
{
    if (std::ranges::any_of(m_pulled, [this](const QString &reference) { return isToCompare(reference); }))
        m_patience.start();
}

/// What a tag leads to may be another image now.
void BaseFactsSource::askAgain()
{
    m_compared.clear();
    for (const QString &reference : m_known.keys())
        ask(reference);
}

void BaseFactsSource::ask(const QString &reference)
{
    if (!m_session)
        return learn(reference, {});
    m_session->engine().images().inspect(
        reference, m_questions.get(), [this, reference](const Result<ImageDetails> &details) {
            if (details)
                return askHistory(reference, *details);
            if (details.error().kind != Error::Kind::NotFound)
                return learn(reference, {.where = BaseFacts::Where::Nowhere, .problem = details.error()});
            const BaseFacts known = m_known.value(reference);
            if (known.where == BaseFacts::Where::Registry)
                return;
            m_notThere.insert(reference);
            m_patience.start();
        });
}

void BaseFactsSource::askHistory(const QString &reference, const ImageDetails &details)
{
    const BaseFacts facts{.where = BaseFacts::Where::Engine,
                          .image = baseOf(details),
                          .id = details.id.toString(),
                          .created = details.created,
                          .size = details.size,
                          .diffIds = details.layers,
                          .repoDigests = details.repoDigests,
                          .layers = QList<qint64>(details.layers.size(), -1)};
    if (!m_session)
        return;
    if (const BaseFacts known = m_known.value(reference); known.id == facts.id && known.where == facts.where)
        return compareLater();
    m_session->engine().images().history(facts.id, m_questions.get(),
                                         [this, reference, facts](const Result<QList<HistoryEntry>> &history) {
                                             BaseFacts whole = facts;
                                             if (history)
                                                 whole.layers = layerSizes(*history, facts.layers.size());
                                             m_compared.remove(reference); // another image
                                             learn(reference, whole);
                                         });
}

void BaseFactsSource::askRegistries()
{
    for (const QString &reference : std::exchange(m_notThere, {}))
        askRegistry(reference);
    for (const QString &reference : std::as_const(m_pulled)) {
        if (isToCompare(reference))
            askWhetherNewest(reference);
    }
}

void BaseFactsSource::askWhetherNewest(const QString &reference)
{
    m_compared.insert(reference);
    const Result<ImageReference> parsed = ImageReference::parse(reference);
    if (!parsed || !m_session)
        return;
    m_registries.digest(*parsed, m_questions.get(), [this, reference = *parsed, name = reference](const auto &digest) {
        BaseFacts facts = m_known.value(name);
        if (facts.where != BaseFacts::Where::Engine)
            return;
        facts.isNewest.reset();
        if (digest)
            facts.isNewest = !isNewer(*digest, reference, facts.repoDigests).value_or(true);
        learn(name, facts);
    });
}

void BaseFactsSource::askRegistry(const QString &reference)
{
    if (!m_session)
        return;
    const Result<ImageReference> parsed = ImageReference::parse(reference);
    if (!parsed)
        return learn(reference, {.where = BaseFacts::Where::Nowhere, .problem = parsed.error()});
    const auto &info = m_session->inventory().info();
    const QString platform = info.value_or(EngineInfo()).platform();
    m_registries.manifest(*parsed, m_questions.get(), [=, this](const Result<RegistryManifest> &manifest) {
        if (!manifest)
            return learn(reference, {.where = BaseFacts::Where::Nowhere, .problem = manifest.error()});
        BaseFacts facts{.where = BaseFacts::Where::Registry, .size = compressedSize(*manifest, platform)};
        for (const RegistryBlob &layer : manifest->layers)
            facts.layers.append(layer.size);
        learn(reference, facts);
    });
}

void BaseFactsSource::learn(const QString &reference, const BaseFacts &facts)
{
    if (!m_known.contains(reference))
        return;
    m_known.insert(reference, facts);
    compareLater();
    Q_EMIT changed();
}

BaseImageLookup lookupIn(const KnownBases &known)
{
    return [known](const QString &reference, const QString &) -> std::optional<BaseImage> {
        const auto found = known.constFind(reference);
        if (found == known.constEnd() || found->where != BaseFacts::Where::Engine)
            return {};
        return found->image;
    };
}

} // namespace strata
