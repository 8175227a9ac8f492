// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildsettings.h"
#include "app/builder/forecaster.h"
#include "engine/stream/buildprogress.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace strata {

class BuildOperation;
class EngineSession;
class ForecastSource;

/// Follows a build that was forecast: how each line goes, and afterwards how it went beside what was expected. What happened
/// is remembered for the next forecasts. GUI thread; the operation may go away.
class BuildFollower : public QObject
{
    Q_OBJECT

public:
    BuildFollower(BuildOperation &operation, std::shared_ptr<const ForecastAnswer> forecast,
                  const BuildSettings &settings, EngineSession &session, ForecastSource &source,
                  QObject *parent = nullptr);

    /// Whether the same is being built, or was: the text, what is copied, and what a build is asked for. A folder that was
    /// looked at again since counts as it did in the `newest` forecast of that text.
    bool isOf(const DockerfileQuestion &question, const BuildSettings &settings, const ForecastAnswer *newest) const;
    /// Puts how it goes, or went, into notes of that text.
    void addTo(QHash<StepPlace, StepNote> &notes) const;
    QString summary() const; ///< "the forecast was right for 5 of 6 steps"; empty until it is over

Q_SIGNALS:
    void changed();

private:
    struct StepState
    {
        BuildStep::State state = BuildStep::State::Waiting;
        qint64 began = 0; ///< nanoseconds since 1970
        qint64 ended = 0;
        qint64 busy = 0;
        std::optional<qint64> bytes;
    };

    void look();
    void ended();
    void learn(const QList<qint64> &newestFirst);
    bool isWrong(const BuildVertex &vertex, const StepState &state) const;
    QString builtText(const BuildVertex &vertex, const StepState &state) const;

    QPointer<BuildOperation> m_operation;
    std::shared_ptr<const ForecastAnswer> m_forecast;
    BuildSettings m_settings;
    QPointer<EngineSession> m_session;
    ForecastSource &m_source;
    QMap<int, StepState> m_states; ///< by vertices of the graph
    QTimer m_batch;
    bool m_isOver = false;
};

} // namespace strata
