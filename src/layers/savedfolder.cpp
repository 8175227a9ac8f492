// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/savedfolder.h"

#include "layers/storedfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ranges>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct SavedFolderText
{
    Q_DECLARE_TR_FUNCTIONS(SavedFolder)
};

constexpr qsizetype exampleLimit = 20;

std::unexpected<Error> systemError(const QString &path, int code)
{
    if (code == EEXIST || code == ENOTEMPTY)
        return failure(Error::Kind::Local, SavedFolderText::tr("There is already something at %1.").arg(path));
    if (code == ENOSPC || code == EDQUOT)
        return failure(
            Error::Kind::Local,
            SavedFolderText::tr("There is no room left for %1. Nothing was kept; make room or choose another "
                                "folder.")
                .arg(path));
    return failure(
        Error::Kind::Local,
        SavedFolderText::tr("%1 cannot be written: %2").arg(path, QString::fromLocal8Bit(std::strerror(code))));
}

bool isName(QByteArrayView name)
{
    return !name.isEmpty() && name != "." && name != ".." && !name.contains('/') && !name.contains('\0');
}

/// Folders are real ones up to the link itself, so climbing first is what it seems to be; climbing later may be not.
bool staysInside(QByteArrayView target, qsizetype depth)
{
    if (target.isEmpty() || target.startsWith('/'))
        return false;
    bool hasGoneDown = false;
    for (const QByteArray &step : target.toByteArray().split('/')) {
        if (step == ".." && (hasGoneDown || --depth < 0))
            return false;
        hasGoneDown = hasGoneDown || (step != ".." && step != "." && !step.isEmpty());
    }
    return true;
}

/// Writes below a folder of its own. Links are made last, so that until then every path is what it says.
class Writer
{
public:
    explicit Writer(const QString &target) : m_target(target) {}

    ~Writer()
    {
        for (const int descriptor : {m_file, m_folder}) {
            if (descriptor >= 0)
                ::close(descriptor);
        }
        if (!m_temporary.isEmpty())
            QDir(QFile::decodeName(m_temporary)).removeRecursively();
    }
    Q_DISABLE_COPY_MOVE(Writer)

    Result<void> open()
    {
        const QFileInfo info(m_target);
        if (info.exists() || info.isSymLink())
            return systemError(m_target, EEXIST);
        QByteArray name = QFile::encodeName(info.absolutePath()) + "/.strata-XXXXXX";
        if (!::mkdtemp(name.data()))
            return systemError(m_target, errno);
        m_temporary = name;
        m_folder = ::open(name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        return m_folder < 0 ? Result<void>(systemError(m_target, errno)) : Result<void>();
    }

    // False: this file system has no such thing, or cannot tell the name from another one.
    Result<bool> makeFolder(const QByteArray &path) { return made(::mkdirat(m_folder, path.constData(), 0700)); }

    Result<bool> begin(const QByteArray &path)
    {
        m_file = ::openat(m_folder, path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        return made(m_file);
    }

    Result<bool> link(const QByteArray &existing, const QByteArray &path)
    {
        return made(::linkat(m_folder, existing.constData(), m_folder, path.constData(), 0));
    }

    Result<bool> symbolicLink(const QByteArray &target, const QByteArray &path)
    {
        return made(::symlinkat(target.constData(), m_folder, path.constData()));
    }

    Result<void> write(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const ssize_t count = ::write(m_file, bytes.data(), static_cast<size_t>(bytes.size()));
            if (count < 0 && errno != EINTR)
                return systemError(m_target, errno);
            bytes = bytes.sliced(std::max<ssize_t>(count, 0));
        }
        return {};
    }

    Result<void> end(const LayerIndex::Entry &entry)
    {
        const int file = std::exchange(m_file, -1);
        setTimes(file, entry);
        const Result<void> moded = setMode(file, entry.mode & 0777);
        return moded.and_then([&] { return check(::close(file)); });
    }

    Result<void> finishFolder(const QByteArray &path, const LayerIndex::Entry &entry)
    {
        const int folder = ::openat(m_folder, path.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (folder < 0)
            return systemError(m_target, errno);
        setTimes(folder, entry);
        const Result<void> moded = setMode(folder, (entry.mode & 0777) | 0700); // or its owner could not delete it
        ::close(folder);
        return moded;
    }

    Result<void> replace()
    {
        ::fchmod(m_folder, 0755);
        const QByteArray target = QFile::encodeName(QFileInfo(m_target).absoluteFilePath());
        int failed = ::renameat2(AT_FDCWD, m_temporary.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE);
        if (failed && (errno == EINVAL || errno == ENOSYS)) // NFS: a folder takes the place of an empty one only
            failed = ::mkdir(target.constData(), 0700) || ::rename(m_temporary.constData(), target.constData());
        if (failed)
            return systemError(m_target, errno);
        m_temporary.clear();
        return {};
    }

private:
    Result<bool> made(int result) const
    {
        constexpr std::array refusals{EEXIST, EPERM, EOPNOTSUPP, EINVAL, EILSEQ, ENAMETOOLONG, EMLINK};
        if (result >= 0)
            return true;
        const int code = errno;
        return std::ranges::contains(refusals, code) ? Result<bool>(false) : Result<bool>(systemError(m_target, code));
    }

    Result<void> check(int result) const
    {
        return result < 0 ? Result<void>(systemError(m_target, errno)) : Result<void>();
    }

    /// A file system without permissions, as on a memory stick, is no reason to fail.
    Result<void> setMode(int descriptor, mode_t mode) const
    {
        const bool isSet = ::fchmod(descriptor, mode) == 0 || errno == EPERM || errno == EOPNOTSUPP;
        return isSet ? Result<void>() : Result<void>(systemError(m_target, errno));
    }

    static void setTimes(int descriptor, const LayerIndex::Entry &entry)
    {
        const timespec time{.tv_sec = entry.modified, .tv_nsec = entry.modifiedNanoseconds};
        const timespec times[]{time, time};
        ::futimens(descriptor, times); // a time that the file system does not know is no reason to fail
    }

    QString m_target;
    QByteArray m_temporary;
    int m_folder = -1;
    int m_file = -1;
};

class Saving
{
public:
    Saving(const ArchiveImage &image, const ImageTree &tree, qsizetype layer, const QString &target)
        : m_image(image), m_tree(tree), m_layer(layer), m_writer(target)
    {}

    Result<SavedFolder> run(ByteSource &archive, ImageTree::Node folder, const std::stop_token &stop)
    {
        return m_writer.open()
            .and_then([&] { return plan(folder, stop); })
            .and_then([&] { return writeFiles(archive, stop); })
            .and_then([&] { return makeLinks(); })
            .and_then([&] { return finishFolders(); })
            .and_then([&] {
                return stop.stop_requested() ? Result<void>(failure(Error::Kind::Cancelled, {})) : Result<void>();
            })
            .and_then([&] { return m_writer.replace(); })
            .transform([&] { return m_saved; });
    }

private:
    struct Place
    {
        ImageTree::Node node;
        QByteArray path;
        qsizetype depth; ///< folders above it, the chosen one not counted
    };
    struct File
    {
        StoredFile stored;
        QByteArray path;
        const LayerIndex::Entry *entry;
    };

    Result<void> plan(ImageTree::Node folder, const std::stop_token &stop)
    {
        std::vector<Place> waiting{{folder, {}, 0}};
        while (!waiting.empty()) {
            if (stop.stop_requested())
                return failure(Error::Kind::Cancelled, SavedFolderText::tr("Cancelled."));
            const Place above = std::move(waiting.back());
            waiting.pop_back();
            for (ImageTree::Node child = m_tree.firstChild(above.node); child != PathTable::root;
                 child = m_tree.nextSibling(child)) {
                const QByteArrayView name = m_tree.paths().name(child);
                const ImageTree::Event *event = m_tree.at(child, m_layer);
                if (!event)
                    continue;
                Place place{child, above.path.isEmpty() ? name.toByteArray() : above.path + '/' + name, above.depth};
                if (!isName(name)) {
                    leaveOut(place.path, SavedFolderText::tr("no name of a file"));
                    continue;
                }
                const Result<bool> isFolder = add(place, *event);
                if (!isFolder)
                    return std::unexpected(isFolder.error());
                if (*isFolder)
                    waiting.push_back({child, place.path, above.depth + 1});
            }
        }
        return {};
    }

    /// Whether it is a folder, which is then there.
    Result<bool> add(const Place &place, const ImageTree::Event &event)
    {
        const EntryReference file = m_tree.file(event);
        const LayerIndex::Entry *entry = event.entry == ImageTree::none ? nullptr : &m_tree.entry(file);
        const FileType type = entry ? entry->type : FileType::Directory;
        switch (type) {
        case FileType::Directory:
            return m_writer.makeFolder(place.path).transform([&](bool isMade) {
                if (!isMade)
                    leaveOut(place.path, notHere());
                else if (entry)
                    m_folders.push_back({place.path, entry});
                m_saved.folders += isMade ? 1 : 0;
                return isMade;
            });
        case FileType::SymbolicLink: {
            const QByteArray target = m_tree.view(file).index->linkTarget(*entry).toByteArray();
            if (staysInside(target, place.depth))
                m_links.push_back({place.path, target});
            else
                leaveOut(place.path, SavedFolderText::tr("a link that leads out of the folder"));
            return false;
        }
        case FileType::Regular: addFile(place, file, *entry); return false;
        default: leaveOut(place.path, SavedFolderText::tr("neither file nor folder nor link")); return false;
        }
    }

    void addFile(const Place &place, const EntryReference &file, const LayerIndex::Entry &entry)
    {
        const Result<StoredFile> stored = storedFile(m_image, m_tree, file);
        if (stored)
            m_files.push_back({*stored, place.path, &entry});
        else
            leaveOut(place.path, stored.error().message);
    }

    void leaveOut(const QByteArray &path, const QString &reason)
    {
        ++m_saved.leftOut;
        if (m_saved.examples.size() < exampleLimit)
            m_saved.examples.append(QString::fromUtf8(path) + u": "_s + reason);
    }

    /// Several names of one file are next to each other then.
    Result<void> writeFiles(ByteSource &archive, const std::stop_token &stop)
    {
        std::ranges::sort(m_files, {}, [](const File &file) {
            return std::tuple(file.stored.layerEntry, file.stored.entry, file.path);
        });
        QList<StoredFile> wanted;
        for (const File &file : m_files) {
            if (wanted.isEmpty() || !(wanted.last().isSameAs(file.stored))) {
                wanted.append(file.stored);
                m_first.push_back(size_t(&file - m_files.data()));
            }
        }
        m_isWritten.resize(m_first.size());
        bool isBegun = false;
        const auto take = [&](qsizetype number, QByteArrayView piece) -> Result<void> {
            const File &file = m_files[m_first[size_t(number)]];
            if (!isBegun) {
                const Result<bool> begun = m_writer.begin(file.path);
                if (!begun)
                    return std::unexpected(begun.error());
                m_isWritten[size_t(number)] = *begun;
                if (!*begun)
                    leaveOut(file.path, notHere());
            }
            isBegun = !piece.isEmpty();
            if (!m_isWritten[size_t(number)])
                return {};
            m_saved.bytes += piece.size();
            m_saved.files += isBegun ? 0 : 1;
            return isBegun ? m_writer.write(piece) : m_writer.end(*file.entry);
        };
        return readStoredFiles(archive, wanted, take, stop);
    }

    static QString notHere() { return SavedFolderText::tr("the file system there has no such name, or no such thing"); }

    Result<void> makeLinks()
    {
        for (size_t i = 0, next = 0; i < m_files.size(); ++i) {
            if (next < m_first.size() && m_first[next] == i) {
                ++next;
                continue;
            }
            const QByteArray &first = m_files[m_first[next - 1]].path;
            const Result<bool> made = m_isWritten[next - 1] ? m_writer.link(first, m_files[i].path)
                                                            : Result<bool>(false);
            if (const Result<void> counted = count(made, m_files[i].path, m_saved.files); !counted)
                return counted;
        }
        for (const auto &[path, target] : m_links) {
            if (const Result<void> counted = count(m_writer.symbolicLink(target, path), path, m_saved.links); !counted)
                return counted;
        }
        return {};
    }

    Result<void> count(const Result<bool> &made, const QByteArray &path, quint32 &number)
    {
        if (!made)
            return std::unexpected(made.error());
        if (*made)
            ++number;
        else
            leaveOut(path, notHere());
        return {};
    }

    /// From below, because what is made in a folder changes its time.
    Result<void> finishFolders()
    {
        for (const auto &[path, entry] : m_folders | std::views::reverse) {
            if (const Result<void> finished = m_writer.finishFolder(path, *entry); !finished)
                return finished;
        }
        return {};
    }

    const ArchiveImage &m_image;
    const ImageTree &m_tree;
    qsizetype m_layer;
    Writer m_writer;
    std::vector<File> m_files;
    std::vector<size_t> m_first;   ///< of m_files: those that are read, the others are links to them
    std::vector<bool> m_isWritten; ///< of m_first
    std::vector<std::pair<QByteArray, QByteArray>> m_links;
    std::vector<std::pair<QByteArray, const LayerIndex::Entry *>> m_folders; ///< those above before those below
    SavedFolder m_saved;
};

} // namespace

Result<SavedFolder> saveFolder(ByteSource &archive, const ArchiveImage &image, const ImageTree &tree,
                               ImageTree::Node folder, qsizetype layer, const QString &target,
                               const std::stop_token &stop)
{
    return Saving(image, tree, layer, target).run(archive, folder, stop);
}

} // namespace strata
