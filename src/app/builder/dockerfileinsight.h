// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/basefacts.h"
#include "dockerfile/checks/check.h"
#include "dockerfile/contextselection.h"
#include "dockerfile/plan/buildplan.h"

#include <QMap>
#include <QObject>
#include <QPair>

#include <memory>

namespace strata {

/// All that what is known of a Dockerfile follows from.
struct DockerfileQuestion
{
    QString text = {};
    QString target = {};
    QMap<QString, QString> arguments = {};
    QString platform = {}; ///< empty: the engine's
    BuilderKind builder = BuilderKind::BuildKit;
    QString enginePlatform = QStringLiteral("linux/amd64");
    std::shared_ptr<const ContextScan> scan = {}; ///< null: not known
    KnownBases bases = {};

    QString wantedPlatform() const { return platform.isEmpty() ? enginePlatform : platform; }
    /// Of an image that the engine has for `imagePlatform`, empty for the wanted one; else nothing, also when it has it for another.
    std::optional<BaseFacts> localImage(const QString &reference, const QString &imagePlatform) const;
};

/// What a COPY or ADD takes from the context.
struct CopyInsight
{
    ContextSelection selection = {};
    std::optional<Error> problem = {};
};

/// What is known of a Dockerfile without building it. A value, made on the pool and read on the GUI thread.
struct DockerfileInsight
{
    DockerfileQuestion question = {};
    Document document = {};
    BuildPlan plan = {};
    QList<Finding> findings = {};
    /// By stage and step; of COPY and ADD from the context, when the context is known.
    QMap<std::pair<int, int>, std::shared_ptr<const CopyInsight>> copies = {};

    /// Bytes that a step puts into its layer, as far as the text and the context tell; heredocs included.
    std::optional<qint64> copiedBytes(int stage, int step) const;
    QSet<QString> references() const; ///< the images that it builds on, or takes files from
};

/// What was chosen before, for the next one: keys of the same scan.
class CopyCache
{
public:
    std::shared_ptr<const CopyInsight> find(const std::shared_ptr<const ContextScan> &scan, const ContextCopy &copy);

private:
    std::shared_ptr<const ContextScan> m_scan;
    QHash<QString, std::shared_ptr<const CopyInsight>> m_known;
};

PlanOptions planOptionsOf(const DockerfileQuestion &question);

/// With the insight before, if there is one: what it found out is used again.
DockerfileInsight lookInto(const DockerfileQuestion &question, CopyCache &cache,
                           const DockerfileInsight *before = nullptr);

/// Answers questions on the pool, one at a time, the newest one next. GUI thread.
class DockerfileAnalyst : public QObject
{
    Q_OBJECT

public:
    explicit DockerfileAnalyst(QObject *parent = nullptr);

    void ask(const DockerfileQuestion &question);
    bool isBusy() const { return m_isBusy; }
    const std::shared_ptr<const DockerfileInsight> &insight() const { return m_insight; } ///< null before the first

Q_SIGNALS:
    void answered();

private:
    void start();

    std::optional<DockerfileQuestion> m_next;
    std::shared_ptr<CopyCache> m_cache; ///< one piece of work has it at a time
    std::shared_ptr<const DockerfileInsight> m_insight;
    bool m_isBusy = false;
};

} // namespace strata
