// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/imageresolver.h"

#include "core/imagereference.h"
#include "layers/archivefiles.h"
#include "layers/imageassembly.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ImageResolverText
{
    Q_DECLARE_TR_FUNCTIONS(ImageResolver)
};

constexpr int indexDepthLimit = 8; // of indexes in indexes; the specification has no limit, archives have two
constexpr int ancestorLimit = 127; // layers of an image before Docker 1.10 (moby layer.maxLayerDepth is 125)
constexpr qsizetype imageLimit = 10'000;
constexpr qsizetype nameLimit = 1'000; // of an image

/// Docker's names as people type them: "alpine:3" for "docker.io/library/alpine:3". Others as they are.
QString familiarName(const QString &name)
{
    return ImageReference::parse(name).transform(&ImageReference::familiar).value_or(name);
}

void addName(QStringList &names, const QString &name)
{
    if (name.isEmpty() || names.size() >= nameLimit)
        return;
    const QString familiar = familiarName(name);
    if (!names.contains(familiar))
        names.append(familiar);
}

/// The digest that a file's name is, "….json" included: blobs and, in archives of Docker, configurations.
QString digestInName(const QString &path)
{
    static const QRegularExpression name(u"(?:^|/)([0-9a-f]{64}|[0-9a-f]{128})(?:\\.json)?$"_s);
    const QRegularExpressionMatch match = name.match(path);
    if (!match.hasMatch())
        return {};
    const QString digits = match.captured(1);
    return (digits.size() == 64 ? u"sha256:"_s : u"sha512:"_s) + digits;
}

/// An entry of an index: a manifest, or another index.
struct Descriptor
{
    QString digest = {};
    QString platform = {};
    QString name = {};
    int depth = 0;
};

class Resolver
{
public:
    explicit Resolver(const ScannedArchive &archive) : m_archive(archive), m_files(archive) {}

    ResolvedArchive run()
    {
        readIndex();
        readManifest();
        if (!m_hasIndex && !m_hasManifest)
            readAncient();
        if (m_hasIndex)
            m_found.kind = ArchiveKind::Oci;
        else if (m_hasManifest)
            m_found.kind = ArchiveKind::Docker;
        else if (m_found.images.isEmpty() && isRootFilesystem())
            addRootFilesystem();
        if (m_found.images.isEmpty() && m_archive.problem && !m_archive.layers.isEmpty()
            && m_archive.layers.size() <= imageLayerLimit)
            addWhatWasRead();
        if (m_found.images.isEmpty() && m_found.kind != ArchiveKind::Other)
            setProblem({Error::Kind::NotFound, ImageResolverText::tr("There is no image in the archive."), {}});
        return std::move(m_found);
    }

private:
    void setProblem(const Error &error)
    {
        if (!m_found.problem)
            m_found.problem = error;
    }

    // OCI image layout

    void readIndex()
    {
        const auto entry = m_files.find(u"index.json"_s);
        m_hasIndex = hasLayoutMark();
        if (!entry) {
            if (m_hasIndex)
                setProblem({Error::Kind::NotFound, ImageResolverText::tr("index.json is not in the archive."), {}});
            return;
        }
        const Result<QJsonDocument> index = m_files.document(*entry);
        const bool isIndex = index && (*index)[u"manifests"].isArray();
        if (m_hasIndex && !index)
            setProblem(index.error());
        m_hasIndex = m_hasIndex || isIndex;
        if (isIndex)
            readManifests(index->object(), {});
    }

    /// The file oci-layout. When there was too much JSON to keep it, its name must do.
    bool hasLayoutMark() const
    {
        const auto entry = m_files.find(u"oci-layout"_s);
        if (!entry)
            return false;
        const Result<QJsonDocument> document = m_files.document(*entry);
        return document ? (*document)[u"imageLayoutVersion"].isString()
                        : document.error().kind == Error::Kind::TooLarge;
    }

    /// Breadth first, without recursion; what was read once is read no second time.
    void readManifests(const QJsonObject &index, const Descriptor &above)
    {
        QList<Descriptor> waiting;
        addDescriptors(waiting, index, above);
        QSet<QString> readIndexes;
        for (qsizetype i = 0; i < waiting.size(); ++i) {
            const Descriptor descriptor = waiting[i];
            const auto known = std::ranges::find(m_found.images, descriptor.digest, &ArchiveImage::manifestDigest);
            if (known != m_found.images.end()) {
                addName(known->names, descriptor.name);
                continue;
            }
            const auto entry = m_files.findBlob(descriptor.digest);
            if (!entry || readIndexes.contains(descriptor.digest))
                continue; // platforms that were not saved are not there
            if (const std::optional<Error> wrong = m_files.verify(*entry, descriptor.digest)) {
                setProblem(*wrong);
                continue;
            }
            const Result<QJsonDocument> document = m_files.document(*entry);
            if (!document) {
                setProblem(document.error());
            } else if ((*document)[u"manifests"].isArray()) {
                readIndexes.insert(descriptor.digest);
                if (descriptor.depth < indexDepthLimit)
                    addDescriptors(waiting, document->object(), descriptor);
            } else {
                m_found.images.append(assembleImage(m_files, referencesOf(document->object(), descriptor), m_budget));
            }
        }
    }

    static void addDescriptors(QList<Descriptor> &descriptors, const QJsonObject &index, const Descriptor &above)
    {
        for (const auto &value : index[u"manifests"].toArray()) {
            if (descriptors.size() >= imageLimit)
                return;
            const QJsonValue annotations = value[u"annotations"];
            const QString platform = platformText(value[u"platform"].toObject());
            if (annotations[u"vnd.docker.reference.type"].toString() == u"attestation-manifest")
                continue;
            QString name = annotations[u"io.containerd.image.name"].toString();
            if (name.isEmpty())
                name = annotations[u"org.opencontainers.image.ref.name"].toString();
            descriptors.append({.digest = value[u"digest"].toString(),
                                .platform = platform,
                                .name = name.isEmpty() ? above.name : name,
                                .depth = above.depth + 1});
        }
    }

    ImageReferences referencesOf(const QJsonObject &manifest, const Descriptor &descriptor) const
    {
        const QString config = manifest[u"config"][u"digest"].toString();
        ImageReferences references{.platform = descriptor.platform,
                                   .manifestDigest = descriptor.digest,
                                   .config = m_files.findBlob(config),
                                   .configDigest = config};
        addName(references.names, descriptor.name);
        for (const auto &layer : manifest[u"layers"].toArray()) {
            if (references.layers.size() > imageLayerLimit)
                break;
            const QString digest = layer[u"digest"].toString();
            references.layers.append({m_files.findBlob(digest), digest, layer[u"size"].toInteger(-1)});
        }
        return references;
    }

    // docker save since 1.10, podman save

    void readManifest()
    {
        const auto entry = m_files.find(u"manifest.json"_s);
        const Result<QJsonDocument> document = entry ? m_files.document(*entry)
                                                     : failure(Error::Kind::NotFound, QString());
        if (!document || !document->isArray())
            return;
        for (const auto &value : document->array()) {
            if (value[u"Layers"].isArray() || value[u"Config"].isString())
                addDockerImage(value.toObject());
        }
    }

    /// An image that index.json had as well gets the names it lacks.
    void addDockerImage(const QJsonObject &object)
    {
        m_hasManifest = true;
        const QString config = object[u"Config"].toString();
        ImageReferences references{.config = m_files.find(config), .configDigest = digestInName(config)};
        const QJsonArray tags = object[u"RepoTags"].toArray();
        for (const auto &tag : tags)
            addName(references.names, tag.toString());
        const QString digest = references.config ? m_files.digest(*references.config, references.configDigest)
                                                 : QString();
        const auto known = std::ranges::find(m_found.images, digest, &ArchiveImage::configDigest);
        if (!digest.isEmpty() && known != m_found.images.end()) {
            for (const QString &name : std::as_const(references.names))
                addName(known->names, name);
            return;
        }
        for (const auto &layer : object[u"Layers"].toArray()) {
            if (references.layers.size() > imageLayerLimit)
                break;
            const QString path = layer.toString();
            references.layers.append({m_files.find(path), digestInName(path)});
        }
        if (m_found.images.size() < imageLimit)
            m_found.images.append(assembleImage(m_files, references, m_budget));
    }

    // docker save before 1.10

    void readAncient()
    {
        readRepositories();
        if (!m_archive.problem) // else whose parent a layer is may not be there
            addUnnamed();
        if (!m_found.images.isEmpty())
            m_found.kind = ArchiveKind::Docker;
    }

    void readRepositories()
    {
        const auto entry = m_files.find(u"repositories"_s);
        if (!entry)
            return;
        const Result<QJsonDocument> document = m_files.document(*entry);
        if (!document || !document->isObject())
            return;
        const QJsonObject repositories = document->object();
        for (auto repository = repositories.begin(); repository != repositories.end(); ++repository) {
            const QJsonObject tags = repository->toObject();
            for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
                const QString id = tag->toString();
                if (!m_files.find(id + u"/json"))
                    continue;
                addAncient(id);
                if (const auto at = m_ancient.constFind(id); at != m_ancient.cend())
                    addName(m_found.images[*at].names, repository.key() + u':' + tag.key());
            }
        }
    }

    void addAncient(const QString &id)
    {
        if (m_ancient.contains(id) || m_found.images.size() >= imageLimit)
            return;
        m_ancient.insert(id, m_found.images.size());
        m_found.images.append(ancientImage(id));
    }

    /// Images that were saved by their IDs are in no `repositories`: what is nobody's parent is the top of one.
    void addUnnamed()
    {
        QStringList ids;
        QSet<QString> parents;
        QList<quint32> entries = m_archive.documents.keys();
        std::ranges::sort(entries);
        for (const quint32 entry : std::as_const(entries)) {
            static const QString suffix = u"/json"_s;
            const QString path = QString::fromUtf8(m_archive.index->path(m_archive.index->entry(entry)));
            const QString id = path.endsWith(suffix) ? path.chopped(suffix.size()) : QString();
            if (id.isEmpty() || m_files.find(path) != entry)
                continue;
            const Result<QJsonDocument> document = m_files.document(entry);
            if (!document || (*document)[u"id"].toString() != id)
                continue;
            parents.insert((*document)[u"parent"].toString());
            if (m_files.find(id + u"/layer.tar"))
                ids.append(id);
        }
        for (const QString &id : std::as_const(ids)) {
            if (!parents.contains(id))
                addAncient(id);
        }
    }

    /// A chain of <id>/json with `parent`, each with its <id>/layer.tar. There are no digests to check.
    ArchiveImage ancientImage(const QString &top)
    {
        ArchiveImage image;
        QString id = top;
        for (int depth = 0; !id.isEmpty() && depth < ancestorLimit; ++depth) {
            const auto entry = m_files.find(id + u"/json");
            const Result<QJsonDocument> document = !entry
                ? failure(Error::Kind::NotFound, ImageResolverText::tr("%1 is not in the archive.").arg(id))
                : m_budget.takeDocument(m_files.size(*entry)) ? m_files.document(*entry)
                                                              : overBudget();
            if (!document) {
                image.problem = document.error();
                break;
            }
            if (!m_budget.takeLayers(1)) {
                image.problem = overBudget().error();
                break;
            }
            const QJsonObject config = document->object();
            if (depth == 0) {
                image.platform = platformText(config);
                image.created = timeFrom(config[u"created"]);
            }
            ArchiveLayer layer = assembleLayer(m_files, {.entry = m_files.find(id + u"/layer.tar"), .digest = {}});
            layer.createdBy = config[u"container_config"][u"Cmd"].toVariant().toStringList().join(u' ');
            image.history.prepend({.createdBy = layer.createdBy,
                                   .comment = config[u"comment"].toString(),
                                   .created = timeFrom(config[u"created"])});
            image.layers.prepend(std::move(layer));
            id = config[u"parent"].toString();
        }
        for (int i = 0; i < image.layers.size(); ++i) {
            image.history[i].layer = i;
            if (!image.problem)
                image.problem = image.layers[i].problem;
        }
        return image;
    }

    // a system's files

    /// Any tar can be imported; one with two of the folders that every system has is meant to be.
    bool isRootFilesystem() const
    {
        static const std::array folders{u"bin"_s, u"etc"_s,  u"usr"_s,  u"lib"_s,
                                        u"var"_s, u"sbin"_s, u"root"_s, u"opt"_s};
        return std::ranges::count_if(folders, [this](const QString &path) { return m_files.hasFolder(path); }) >= 2;
    }

    void addRootFilesystem()
    {
        m_found.kind = ArchiveKind::RootFilesystem;
        ArchiveLayer layer{.index = m_archive.index};
        m_found.images.append(ArchiveImage{.layers = {std::move(layer)}});
    }

    /// Archives tell at their end what their layers are for: of one that was cut, those that came.
    void addWhatWasRead()
    {
        ArchiveImage image;
        for (const quint32 entry : sortedEntries())
            image.layers.append(assembleLayer(m_files, {.entry = entry, .digest = {}}));
        image.problem = m_archive.problem;
        m_found.isUntold = true;
        m_found.images.append(std::move(image));
    }

    QList<quint32> sortedEntries() const
    {
        QList<quint32> entries = m_archive.layers.keys();
        std::ranges::sort(entries);
        return entries;
    }

    const ScannedArchive &m_archive;
    ArchiveFiles m_files;
    AssemblyBudget m_budget;
    QHash<QString, qsizetype> m_ancient; ///< of what was saved before 1.10: IDs to places in m_found.images
    bool m_hasIndex = false;
    bool m_hasManifest = false;
    ResolvedArchive m_found;
};

} // namespace

ResolvedArchive resolveImages(const ScannedArchive &archive)
{
    return Resolver(archive).run();
}

} // namespace strata
