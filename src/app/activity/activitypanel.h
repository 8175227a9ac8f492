// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/activity/operationmodel.h"
#include "app/activity/transfermodel.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QSplitter;
class QToolButton;
class QTreeView;

namespace strata {

/// All operations of this run: the list, and for the selected one its progress, result, layers, log and the docker
/// command that does the same, to copy.
class ActivityPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPanel(Activity &activity, QWidget *parent = nullptr);

    void showOperation(Operation *operation);
    QSplitter &splitter() const { return *m_splitter; } ///< list and details; how they share the room is remembered

Q_SIGNALS:
    void closeRequested();

private:
    QWidget *makeList();
    QWidget *makeDetails();
    void setUpLayers();
    void refreshDetails();

    Activity &m_activity;
    OperationModel m_model;
    QSplitter *m_splitter = nullptr;
    QTreeView *m_list = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_result = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_cancel = nullptr;
    QLabel *m_command = nullptr;
    QString m_commandText; ///< to copy; what is shown may be shorter
    QWidget *m_commandRow = nullptr;
    TransferModel m_layerModel;
    QTreeView *m_layers = nullptr; ///< of a pull, push or load; hidden for others
    QPlainTextEdit *m_log = nullptr;
    QPointer<Operation> m_shown;
    qsizetype m_shownLines = 0;
};

} // namespace strata
