// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/tablepage.h"
#include "app/images/imagepresentation.h"

namespace strata {

class Activity;
class ImageCommands;
class ImageDetailsPane;
class AccountSource;
class LayerCommands;
class TransferCommands;

/// The images of the engine: what they are called, how old and how big they are, who uses them, and what made them.
class ImagesPage : public TablePage
{
    Q_OBJECT

public:
    ImagesPage(Activity &activity, AccountSource &accounts, QWidget *parent = nullptr);

    QString title() const override { return tr("Images"); }
    QString iconName() const override { return QStringLiteral("strata-images"); }
    QString countText() const override;
    QList<QAction *> pageActions() const override;
    QList<FinderEntry> finderEntries(const QString &text) override;
    bool openItem(const QString &kind, const QString &id) override;

protected:
    void attach(EngineSession &session) override;
    void detach() override;
    bool hasList() const override;
    HelpTopic helpTopic() const override { return HelpTopic::Images; }
    void describeEmpty(EmptyState &state) override;
    void selectionChanged() override;
    void timePassed() override;
    QMenu *makeContextMenu() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void removeRequested() override;
    void renameRequested() override;
    void saveOptions(QSettings &settings) override;
    void restoreOptions(const QSettings &settings) override;

private:
    void setUpBar();
    void setUpTable();
    void describeSeveral(const QList<ImageRow> &rows, const QModelIndexList &indexes);

    ImageModel m_model;
    ImagePresentation m_presentation;
    ImageCommands *m_commands = nullptr;
    TransferCommands *m_transfers = nullptr;
    LayerCommands *m_layers = nullptr;
    ImageDetailsPane *m_pane = nullptr;
    QCheckBox *m_grouped = nullptr;
};

} // namespace strata
