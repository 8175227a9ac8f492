// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/buildhistory.h"
#include "app/builder/buildstepsmodel.h"

#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;
class QFrame;
class QLabel;
class QListWidget;
class QSettings;
class QSplitter;
class QToolButton;

namespace strata {

class BuildLogView;
class BuildOperation;
class ElidedLabel;
class EmptyState;
class TreeTable;

/// One build, running or over: its steps by stages with what became of them and when, the output of the chosen step, and a
/// search through all output; above it how it ended, where it failed, and what the builder warns of.
///
/// While it runs and the person has chosen no step, the one that printed last is shown; when it fails, the failed one. What
/// an operation tells is taken in batches, some twenty a second at most. The operation may go away: what it told stays.
class BuildView : public QWidget
{
    Q_OBJECT

public:
    explicit BuildView(QWidget *parent = nullptr);
    ~BuildView() override;

    void showOperation(BuildOperation *operation); ///< not owned; null: nothing
    void showKept(const KeptBuild &build);         ///< its log comes later, or there is none
    void setKeptLog(const Result<std::shared_ptr<const BuildLog>> &log);
    void showNothing();
    /// The text that is built, behind showOperation(): then a failed step leads to its line, also where the engine does not
    /// tell it, and so does every other with Enter or a double click. A kept build has its text with it.
    void setDockerfile(const QString &text) { m_dockerfile = text; }

    BuildOperation *operation() const { return m_operation; }
    void setOrientation(
        Qt::Orientation orientation);      ///< how steps and output share the room; above each other unless told
    void focusFind();                      ///< Ctrl+F
    QList<QAction *> buildActions() const; ///< cancel, copy the command, save the log: for menus

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    void lineRequested(int line); ///< of the Dockerfile, from 1

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFailure();
    QWidget *makeWarnings();
    QWidget *makeSteps();
    QWidget *makeOutput();
    void setUpActions();

    void forget();
    void begin(const QString &name, const QString &command);
    void flush();
    void operationFinished();
    void showEnd(Outcome::Kind outcome, const QString &error, const std::optional<BuildFailure> &failedAt);
    void showHead();
    void showWarnings();
    void showChosen();
    void choose(int row); ///< not by the person
    void showPlace(const BuildLogPlace &place);
    void closeInternal();
    int lineOf(int row) const; ///< of the Dockerfile; 0: not known
    int rankOf(const QString &digest);
    int lastToPrint() const; ///< -1: nothing was printed
    QString facts() const;
    void copyCommand();
    void saveLog();
    void writeLog(const QString &path);

    BuildStepsModel m_steps;
    BuildPartsModel m_parts;
    QPointer<BuildOperation> m_operation;
    std::shared_ptr<const BuildLog> m_log;
    QSet<int> m_touched;
    QTimer m_batch;
    QTimer m_tick; ///< only while it runs
    QHash<QString, int> m_ranks;
    int m_printed = -1;      ///< the step that changed last
    bool m_isChosen = false; ///< by the person: stay there
    bool m_isShown = false;  ///< there is a build
    bool m_isOver = false;
    bool m_isChoosing = false; ///< the view does, not the person
    bool m_isSaving = false;
    bool m_hasClosedInternal = false;
    Outcome::Kind m_outcome = Outcome::Kind::Success;
    int m_failedLine = 0;
    BuildTotals m_totals;
    int m_warned = 0;
    QString m_command;
    QString m_name;
    QString m_dockerfile; ///< empty: not known
    qint64 m_took = 0;    ///< nanoseconds, of one that is over
    qint64 m_imageSize = -1;
    QString m_logNote; ///< why there is no output to be seen

    QWidget *m_content = nullptr;
    EmptyState *m_empty = nullptr;
    QLabel *m_sign = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_facts = nullptr;
    QFrame *m_failure = nullptr;
    QLabel *m_failureText = nullptr;
    QToolButton *m_failureLine = nullptr;
    QListWidget *m_warnings = nullptr;
    QWidget *m_warningsSide = nullptr;
    QToolButton *m_warningsHead = nullptr;
    TreeTable *m_table = nullptr;
    TreeTable *m_partsTable = nullptr;
    BuildLogView *m_output = nullptr;
    QSplitter *m_splitter = nullptr;
    QToolButton *m_cancelButton = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_copyCommand = nullptr;
    QAction *m_saveLog = nullptr;
};

} // namespace strata
