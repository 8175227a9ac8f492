// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/dockerfileinsight.h"
#include "app/builder/previewmodel.h"
#include "dockerfile/forecast/forecast.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace strata {

class ForecastSource;
class OpenDockerfile;

/// A forecast, and what it is of.
struct ForecastAnswer
{
    std::shared_ptr<const DockerfileInsight> insight;
    BuildGraph graph;
    ForecastKnowledge knowledge;
    BuildForecast forecast;
};

/// "cached", "rebuilds: main.go changed"; empty for what is no step.
QString forecastText(const StepForecast &step);

/// Forecasts the build of an open Dockerfile whenever something it follows from changed, a moment after. Files are read on the
/// pool, each once as long as it does not change. Classic builds and Podman's have no forecast. GUI thread.
class Forecaster : public QObject
{
    Q_OBJECT

public:
    Forecaster(OpenDockerfile &document, ForecastSource &source, QObject *parent = nullptr);
    ~Forecaster() override;

    const std::shared_ptr<const ForecastAnswer> &answer() const { return m_answer; } ///< null: there is none
    bool isUpToDate() const; ///< with the document as it is now; also when there is nothing to forecast
    /// Words for the preview, of the answer.
    QHash<StepPlace, StepNote> notes() const;
    QString summary() const; ///< "2 of 6 steps rebuild"

Q_SIGNALS:
    void changed();

private:
    void start();
    bool isPossible() const;

    OpenDockerfile &m_document;
    ForecastSource &m_source;
    std::shared_ptr<FileDigests> m_digests; ///< one piece of work has it at a time
    std::shared_ptr<const ForecastAnswer> m_answer;
    std::stop_source m_stop;
    QTimer m_settle;
    bool m_isBusy = false;
    bool m_isStale = false;
};

} // namespace strata
