// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildhistory.h"

#include "app/builder/buildrecord.h"
#include "engine/build/buildlogfile.h"
#include "engine/build/buildoperation.h"
#include "engine/transfers/newfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QUuid>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr auto factsEnding = ".json"_L1;
constexpr auto logEnding = ".log.zst"_L1;
constexpr qint64 mostFacts = 64'000'000;  ///< bytes of one file
constexpr qint64 leftoverAge = 24 * 3600; ///< seconds, after which nobody still writes it

QString newRecordId(const QDateTime &started)
{
    const QString time = started.toUTC().toString(u"yyyyMMdd-HHmmsszzz"_s);
    return time + u'-' + QUuid::createUuid().toString(QUuid::Id128).first(6);
}

/// What a record's ID may be: it becomes a file's name.
bool isRecordId(const QString &id)
{
    return !id.isEmpty() && std::ranges::all_of(id, [](QChar c) {
        return c == u'-' || (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

} // namespace

/// The folder, on the thread that works with it.
class BuildHistory::Files
{
public:
    Files(QString folder, const Bounds &bounds) : m_folder(std::move(folder)), m_bounds(bounds) {}

    QString factsPath(const QString &id) const { return pathOf(id, factsEnding); }
    QString logPath(const QString &id) const { return pathOf(id, logEnding); }

    std::optional<Error> keep(const KeptBuild &build, const BuildLog *log) const
    {
        const QDir folder(m_folder);
        if (!folder.exists() && !QDir().mkpath(m_folder))
            return Error{
                Error::Kind::Local, BuildHistory::tr("The folder %1 for builds cannot be made.").arg(m_folder), {}};
        const Result<void> facts = write(factsPath(build.summary.id), buildRecord(build));
        if (!facts)
            return facts.error();
        if (!log || log->size() == 0)
            return {};
        const Result<void> saved = saveBuildLog(*log, logPath(build.summary.id));
        return saved ? std::nullopt : std::optional(saved.error());
    }

    std::optional<Error> remove(const QString &id) const
    {
        std::optional<Error> error = removeFile(logPath(id));
        const std::optional<Error> other = removeFile(factsPath(id));
        return error ? error : other;
    }

    std::optional<Error> removeAll() const
    {
        std::optional<Error> error;
        for (const QString &name : names(logEnding) + names(factsEnding)) {
            if (std::optional<Error> one = removeFile(m_folder + u'/' + name); one && !error)
                error = one;
        }
        return error;
    }

    Result<KeptBuild> read(const QString &id) const
    {
        QFile file(factsPath(id));
        if (!isRecordId(id) || !file.exists())
            return failure(Error::Kind::NotFound, BuildHistory::tr("This build is not kept any more."));
        if (!file.open(QIODevice::ReadOnly))
            return failure(Error::Kind::Local, file.errorString());
        if (file.size() > mostFacts)
            return failure(Error::Kind::TooLarge, BuildHistory::tr("It is too large."));
        Result<KeptBuild> build = readBuildRecord(file.readAll());
        if (build) {
            build->summary.id = id;
            build->summary.hasLog = QFileInfo::exists(logPath(id));
        }
        return build;
    }

    /// Also takes away what is too much.
    Listing list() const
    {
        Listing listing;
        QStringList files = names(factsEnding);
        std::ranges::sort(files, std::greater());
        for (const QString &name : std::as_const(files)) {
            const QString id = name.chopped(factsEnding.size());
            if (listing.builds.size() >= m_bounds.builds) {
                (void)remove(id);
                continue;
            }
            const Result<KeptBuild> build = read(id);
            if (build)
                listing.builds.append(build->summary);
            else if (build.error().kind != Error::Kind::NotFound)
                listing.problems.append(BuildHistory::tr("%1 was passed over. %2").arg(name, build.error().message));
        }
        boundLogs(listing);
        sweep();
        return listing;
    }

private:
    QString pathOf(const QString &id, QLatin1StringView ending) const
    {
        return m_folder + u'/' + (isRecordId(id) ? id : u"none"_s) + ending;
    }

    QStringList names(QLatin1StringView ending) const
    {
        QStringList names = QDir(m_folder).entryList({u'*' + QString(ending)}, QDir::Files);
        names.removeIf([&ending](const QString &name) { return !isRecordId(name.chopped(ending.size())); });
        return names;
    }

    static std::optional<Error> removeFile(const QString &path)
    {
        QFile file(path);
        if (!file.exists() || file.remove())
            return {};
        return Error{
            Error::Kind::Local, BuildHistory::tr("%1 cannot be deleted: %2").arg(path, file.errorString()), {}};
    }

    static Result<void> write(const QString &path, const QByteArray &bytes)
    {
        const Result<std::unique_ptr<NewFile>> file = NewFile::create(path);
        if (!file)
            return std::unexpected(file.error());
        Result<void> done = (*file)->write(bytes);
        if (done)
            done = (*file)->sync();
        return done ? (*file)->replace() : done;
    }

    void boundLogs(Listing &listing) const
    {
        qint64 bytes = 0;
        for (BuildSummary &build : listing.builds) {
            if (!build.hasLog)
                continue;
            bytes += QFileInfo(logPath(build.id)).size();
            if (bytes > m_bounds.logBytes)
                build.hasLog = removeFile(logPath(build.id)).has_value();
        }
    }

    /// What a program that died has left.
    void sweep() const
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto isOld = [&now](const QFileInfo &file) { return file.lastModified().secsTo(now) > leftoverAge; };
        const QDir folder(m_folder);
        for (const QFileInfo &file : folder.entryInfoList({u".strata-*.part"_s}, QDir::Files | QDir::Hidden)) {
            if (isOld(file))
                (void)removeFile(file.filePath());
        }
        for (const QString &name : names(logEnding)) {
            const QString path = m_folder + u'/' + name;
            if (isOld(QFileInfo(path)) && !QFileInfo::exists(factsPath(name.chopped(logEnding.size()))))
                (void)removeFile(path);
        }
    }

    QString m_folder;
    Bounds m_bounds;
};

KeptBuild KeptBuild::of(const BuildOperation &operation)
{
    const BuildOptions &options = operation.options();
    const Outcome &outcome = operation.outcome();
    KeptBuild build;
    build.summary = {.id = {},
                     .started = operation.startedAt(),
                     .finished = operation.finishedAt(),
                     .outcome = outcome.kind,
                     .tags = options.tags,
                     .target = options.target,
                     .platform = options.platform,
                     .dockerfile = options.dockerfilePath.isEmpty() ? options.dockerfile : options.dockerfilePath,
                     .imageId = operation.imageId(),
                     .imageSize = -1,
                     .totals = operation.build().totals(),
                     .logSize = operation.buildLog()->size(),
                     .hasLog = false};
    if (outcome.error) {
        build.error = outcome.error->message;
        build.detail = outcome.error->detail;
    }
    build.failedAt = operation.failedAt();
    build.folder = options.contextFolder;
    build.arguments = options.arguments;
    build.command = operation.commandLine().toString();
    build.steps = operation.steps();
    return build;
}

BuildHistory::BuildHistory(QString folder, QString logFolder, QObject *parent)
    : QObject(parent), m_folder(std::move(folder)), m_logFolder(std::move(logFolder))
{
    m_pool.setMaxThreadCount(1);
}

BuildHistory::~BuildHistory()
{
    if (m_reading)
        *m_reading = true;
    m_pool.waitForDone();
}

void BuildHistory::work(std::function<std::optional<Error>(const Files &)> task)
{
    m_pool.start([this, task = std::move(task), files = Files(m_folder, m_bounds)] {
        const std::optional<Error> error = task(files);
        QMetaObject::invokeMethod(
            this, [this, listing = files.list(), error] { take(listing, error); }, Qt::QueuedConnection);
    });
}

void BuildHistory::take(const Listing &listing, const std::optional<Error> &error)
{
    m_isLoaded = true;
    m_builds = listing.builds;
    m_problems = listing.problems;
    Q_EMIT changed();
    if (error)
        Q_EMIT failed(*error);
}

void BuildHistory::load()
{
    work([](const Files &) { return std::optional<Error>(); });
}

QString BuildHistory::keep(KeptBuild build, std::shared_ptr<const BuildLog> log)
{
    const QString id = newRecordId(build.summary.started);
    build.summary.id = id;
    work([build = std::move(build), log = std::move(log)](const Files &files) { return files.keep(build, log.get()); });
    return id;
}

void BuildHistory::setImageSize(const QString &id, qint64 bytes)
{
    work([id, bytes](const Files &files) -> std::optional<Error> {
        Result<KeptBuild> build = files.read(id);
        if (!build) // it is gone meanwhile
            return {};
        build->summary.imageSize = bytes;
        return files.keep(*build, nullptr);
    });
}

void BuildHistory::remove(const QStringList &ids)
{
    work([ids](const Files &files) {
        std::optional<Error> error;
        for (const QString &id : ids) {
            if (std::optional<Error> one = files.remove(id); one && !error)
                error = one;
        }
        return error;
    });
}

void BuildHistory::removeAll()
{
    work([](const Files &files) { return files.removeAll(); });
}

template<typename Given>
void BuildHistory::ask(QObject *context, std::function<Given(const Files &)> question,
                       std::function<void(Given)> answer)
{
    m_pool.start([this, context = QPointer(context), question = std::move(question), answer = std::move(answer),
                  files = Files(m_folder, m_bounds)] {
        QMetaObject::invokeMethod(
            this,
            [context, answer, given = question(files)] {
                if (context)
                    answer(given);
            },
            Qt::QueuedConnection);
    });
}

void BuildHistory::read(const QString &id, QObject *context, std::function<void(Result<KeptBuild>)> answer)
{
    ask<Result<KeptBuild>>(context, [id](const Files &files) { return files.read(id); }, std::move(answer));
}

void BuildHistory::readLog(const QString &id, QObject *context,
                           std::function<void(Result<std::shared_ptr<const BuildLog>>)> answer)
{
    if (m_reading)
        *m_reading = true;
    m_reading = std::make_shared<std::atomic<bool>>(false);
    const auto question = [id, folder = m_logFolder,
                           isCancelled = m_reading](const Files &files) -> Result<std::shared_ptr<const BuildLog>> {
        return loadBuildLog(files.logPath(id), folder, [isCancelled] { return isCancelled->load(); });
    };
    ask<Result<std::shared_ptr<const BuildLog>>>(context, question, std::move(answer));
}

} // namespace strata
