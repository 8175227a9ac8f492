// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operation.h"
#include "engine/build/builderrors.h"
#include "engine/build/buildlog.h"
#include "engine/stream/buildprogress.h"

#include <QJsonObject>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace strata {

class BuildOperation;

/// What a list of builds tells of one that is over.
struct BuildSummary
{
    QString id = {}; ///< of the record; the newest one sorts last
    QDateTime started = {};
    QDateTime finished = {};
    Outcome::Kind outcome = Outcome::Kind::Success;
    QStringList tags = {};
    QString target = {};
    QString platform = {};
    QString dockerfile = {}; ///< its path
    QString imageId = {};    ///< "sha256:…"; empty: none was made
    qint64 imageSize = -1;   ///< bytes; -1: not known
    BuildTotals totals = {};
    qint64 logSize = 0;  ///< bytes of text; 0: nothing was printed
    bool hasLog = false; ///< it is still kept

    bool operator==(const BuildSummary &) const = default;
};

/// All that is kept of a build but its log. There are no secrets in it: what it says of them is in the command, by the
/// names of their files and variables. Values of build arguments are kept; they stand in the image's history as well.
struct KeptBuild
{
    BuildSummary summary;
    QString error;  ///< the sentence for people; empty unless it failed
    QString detail; ///< of the error
    std::optional<BuildFailure> failedAt;
    QString folder;         ///< of the context
    QString dockerfileText; ///< as it was built
    QList<std::pair<QString, std::optional<QString>>> arguments;
    QString command; ///< `docker buildx build …`
    QList<BuildStep> steps;
    QJsonObject forecast; ///< whatever the forecast gives; empty: none

    /// All that an operation tells, once it is finished. What it does not: the Dockerfile's text, the size of the image, the
    /// forecast.
    static KeptBuild of(const BuildOperation &operation);
};

/// Builds that are over, in a folder: a file of facts (JSON) for each, and one with its log (saveBuildLog()). The newest
/// MostBuilds are kept, and the logs of the newest ones up to MostLogBytes on the disk; older builds lose their log first.
///
/// Files are there whole or not at all, for their owner only. What cannot be understood is told (problems()), left where it
/// is, and does not count; removeAll() takes it away too. Several programs may use one folder.
///
/// Lives on the GUI thread; files are read and written on a thread of its own, one thing after the other. Destroying it
/// waits until what was to be kept is on the disk: a moment, or seconds for a log of a gigabyte.
class BuildHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostBuilds = 200;
    static constexpr qint64 MostLogBytes = 1'000'000'000;

    /// The folder is made when there is something to keep. `logFolder` is where a log is unpacked to be looked at.
    explicit BuildHistory(QString folder, QString logFolder = QStringLiteral("/var/tmp"), QObject *parent = nullptr);
    ~BuildHistory() override;

    struct Bounds
    {
        qsizetype builds = MostBuilds;
        qint64 logBytes = MostLogBytes;
    };
    void setBounds(const Bounds &bounds) { m_bounds = bounds; } ///< before load()

    const QString &folder() const { return m_folder; }
    void load(); ///< reads the folder; changed() when that is done
    bool isLoaded() const { return m_isLoaded; }
    const QList<BuildSummary> &builds() const { return m_builds; } ///< the newest first
    const QStringList &problems() const { return m_problems; }     ///< a sentence for each file that was passed over

    /// Gives the record's ID at once; changed() when it is on the disk, failed() when it is not. The log may be null.
    QString keep(KeptBuild build, std::shared_ptr<const BuildLog> log);
    void setImageSize(const QString &id, qint64 bytes); ///< where it becomes known later
    void remove(const QStringList &ids);
    void removeAll(); ///< what is damaged as well

    /// One answer each, on this thread, none once `context` or this is gone. NotFound when it is not kept any more. Asking for
    /// another log ends the reading of the last one with Cancelled.
    void read(const QString &id, QObject *context, std::function<void(Result<KeptBuild>)> answer);
    void readLog(const QString &id, QObject *context,
                 std::function<void(Result<std::shared_ptr<const BuildLog>>)> answer);

Q_SIGNALS:
    void changed();
    void failed(const strata::Error &error); ///< something could not be kept or removed

private:
    struct Listing
    {
        QList<BuildSummary> builds;
        QStringList problems;
    };
    class Files;

    void work(std::function<std::optional<Error>(const Files &files)> task);
    void take(const Listing &listing, const std::optional<Error> &error);
    template<typename Given>
    void ask(QObject *context, std::function<Given(const Files &files)> question, std::function<void(Given)> answer);

    QString m_folder;
    QString m_logFolder;
    Bounds m_bounds;
    QThreadPool m_pool;                           ///< one thread
    std::shared_ptr<std::atomic<bool>> m_reading; ///< a log; true: nobody waits for it
    bool m_isLoaded = false;
    QList<BuildSummary> m_builds;
    QStringList m_problems;
};

} // namespace strata
