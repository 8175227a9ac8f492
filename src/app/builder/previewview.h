// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/previewmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSettings;

namespace strata {

class StageGraph;
class TreeTable;

/// What a build would make of the Dockerfile: its stages as a graph, below them every instruction with its effect, its size and
/// whether the cache will serve it, and of the chosen one what there is to know.
class PreviewView : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewView(QWidget *parent = nullptr);

    void setInsight(const std::shared_ptr<const DockerfileInsight> &insight);
    void setNotes(const QHash<StepPlace, StepNote> &notes);
    void setSummary(const QString &summary); ///< "2 of 6 steps rebuild"
    void setCurrentLine(int line);           ///< of the text, from 0
    void setBuiltShown(bool shown);          ///< the column with what was built
    const PreviewModel &model() const { return m_model; }

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    void lineRequested(int line);             ///< from 0
    void targetChosen(const QString &target); ///< empty: the last stage

private:
    void fillTargets();
    void choose(const QModelIndex &index);
    void showDetail();

    PreviewModel m_model;
    QComboBox *m_target = nullptr;
    StageGraph *m_graph = nullptr;
    TreeTable *m_table = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_detail = nullptr;
    QStringList m_targets;
    bool m_isFollowing = false; ///< the text's cursor moved
};

} // namespace strata
