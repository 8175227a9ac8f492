// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "dockerfile/baseimage.h"
#include "engine/api/types.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>

namespace strata {

class EngineSession;
class RegistrySource;

/// What is known of an image that a Dockerfile builds on.
struct BaseFacts
{
    enum class Where {
        Asking,
        Engine,   ///< the engine has it
        Registry, ///< it has not, but a registry has: sizes are compressed ones, and the rest is not known
        Nowhere,  ///< neither has it, or nobody could be asked: `problem`
    };

    Where where = Where::Asking;
    BaseImage image = {};
    QString id = {}; ///< of the engine
    QDateTime created = {};
    qint64 size = -1;             ///< bytes
    QStringList diffIds = {};     ///< of the engine's, bottom first
    QStringList repoDigests = {}; ///< of the engine's
    /// Of the engine's, when a build would pull: whether its registry leads to the same image now. None: not known (yet).
    std::optional<bool> isNewest = {};
    QList<qint64> layers = {};         ///< bytes of each, bottom first; -1 what is not known
    std::optional<Error> problem = {}; ///< of Nowhere
};

using KnownBases = QHash<QString, BaseFacts>; ///< by the reference as FROM has it

/// Asks the engine, and where it does not know an image its registry, for what open Dockerfiles build on; again when the
/// engine's images change. A registry is asked only for what stands in a Dockerfile for a while: not for each letter that is
/// typed. GUI thread; what is under way is dropped with it.
class BaseFactsSource : public QObject
{
    Q_OBJECT

public:
    explicit BaseFactsSource(RegistrySource &registries, QObject *parent = nullptr);

    void setSession(EngineSession *session); ///< nullptr: nothing is known any more
    /// All that open Dockerfiles name now: what is not known yet is asked for, what nobody wants any more is forgotten. Of
    /// those that a build would pull (`pulled`) the registry is asked whether there is a newer one.
    void want(const QSet<QString> &references, const QSet<QString> &pulled = {});
    const KnownBases &known() const { return m_known; }

Q_SIGNALS:
    void changed();

private:
    void ask(const QString &reference);
    void askHistory(const QString &reference, const ImageDetails &details);
    void askRegistry(const QString &reference);
    void askRegistries();
    void askWhetherNewest(const QString &reference);
    bool isToCompare(const QString &reference) const;
    void compareLater();
    void askAgain();
    void learn(const QString &reference, const BaseFacts &facts);

    RegistrySource &m_registries;
    QPointer<EngineSession> m_session;
    std::unique_ptr<QObject> m_questions; ///< context of what is asked of this engine
    KnownBases m_known;
    QSet<QString> m_notThere; ///< in the engine; the registry is not asked yet
    QSet<QString> m_pulled;
    QSet<QString> m_compared; ///< of m_pulled: the registry is asked, or was
    QTimer m_patience;
};

/// Whether an image of one platform will do for the other: "linux/arm64/v8" for "linux/arm64". Unknown ones do.
bool isOfPlatform(const QString &platform, const QString &wanted);

/// For a planner or a checker: a copy of what is known, for any thread.
BaseImageLookup lookupIn(const KnownBases &known);

} // namespace strata
