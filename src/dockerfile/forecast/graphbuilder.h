// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/forecast/buildgraph.h"
#include "dockerfile/forecast/keyhash.h"

namespace strata {

/// Makes the vertices of a BuildGraph, stage after stage, as convert.go's dispatch does.
class GraphBuilder
{
public:
    GraphBuilder(const Document &document, const BuildGraphOptions &options, BuildGraph &graph);

    void build();

private:
    /// Files that an operation may begin with: a vertex, an image, or nothing.
    struct Source
    {
        int vertex = -1;
        QByteArray image = {};
        bool isImage = false;
        QString reference = {};  ///< of an image that files are taken from
        bool isOutdated = false; ///< another one is pulled first

        bool isNothing() const { return vertex < 0 && !isImage; }
        bool operator==(const Source &) const = default;
    };

    void buildStage(int stage);
    Source baseOf(int stage);
    Source imageOf(const QString &reference, const QString &platform);
    std::optional<Source> sourceOf(const FileOrigin &origin);
    void addStep(const PlanStep &step, int index);
    BuildVertex vertexFor(const PlanStep &step, int index);
    void setRoot(BuildVertex &vertex) const;
    void addRun(const PlanStep &step, BuildVertex vertex);
    void addMount(const PlannedMount &mount, int number, BuildVertex &vertex, ContentQuery &fromContext);
    void addCopy(const PlanStep &step, BuildVertex vertex);
    void addCopySource(const PlannedSource &source, const PlannedCopy &copy, BuildVertex &vertex,
                       QStringList &arrangement);
    void addFolder(const PlanStep &step, BuildVertex vertex);
    QStringList changedBy(const PlannedCopy &copy) const;
    void addContextInput(BuildVertex &vertex) const;
    void addFileInput(BuildVertex &vertex, const Source &source, const QString &path) const;
    void finish(BuildVertex vertex);
    void putLinked(const Source &before);
    void setVariable(const QString &pair);
    void setDefaultPath();
    QString platform() const;
    QString shownText(const PlanStep &step) const;
    Instruction instructionOf(const PlanStep &step) const;

    const Document &m_document;
    const BuildGraphOptions &m_options;
    BuildGraph &m_graph;
    QMap<int, QStringList> m_variablesOf; ///< at the ends of stages
    QMap<int, Source> m_endOf;
    int m_stage = -1;
    Source m_top;            ///< what the next operation of the stage begins with
    QStringList m_variables; ///< NAME=VALUE, in BuildKit's order: what was set last is last
    int m_number = 0;        ///< of the last step that has one
};

} // namespace strata
