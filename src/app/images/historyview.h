// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/presentationproxy.h"
#include "models/historymodel.h"
#include "widgets/codeview.h"

#include <QWidget>

class QSettings;
class QLabel;
class QSplitter;

namespace strata {

class TreeTable;

/// A HistoryModel for the eye.
class HistoryPresentation : public PresentationProxy
{
    Q_OBJECT

public:
    using PresentationProxy::PresentationProxy;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString toolTip(const QModelIndex &index) const;
};

/// What made an image: every instruction with its size and age, and the selected one in full, wrapped.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryView(const HighlightRepository &repository, QWidget *parent = nullptr);

    /// Newest first, as the engine gives it. The selected line and the scroll position survive a new answer for the same
    /// image, whose tags may be others.
    void setHistory(const QList<HistoryEntry> &entries);
    void clear();
    void refreshTimes();

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpTable();
    QWidget *makeDetail(const HighlightRepository &repository);
    void showInstruction(const QModelIndex &index);

    HistoryModel m_model;
    HistoryPresentation m_presentation;
    QSplitter *m_splitter = nullptr;
    TreeTable *m_table = nullptr;
    CodeView *m_instruction = nullptr;
    QLabel *m_facts = nullptr;
};

} // namespace strata
