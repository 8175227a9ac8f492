// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/duplicatesmodel.h"
#include "app/layers/layerfilesmodel.h"
#include "app/layers/layerlistmodel.h"
#include "app/layers/wastemodel.h"

#include "layers/storedfile.h"

#include <QWidget>

class QAbstractButton;
class QComboBox;
class QLabel;
class QSettings;
class QSplitter;
class QTabWidget;

namespace strata {

class BusyIndicator;
class FilterField;
class KeyValueView;
class TreeTable;

/// The layers of an image beside what they hold: the files of one layer or of all up to it, what is wasted, and the facts
/// about the layer.
class LayerInspector : public QWidget
{
    Q_OBJECT

public:
    explicit LayerInspector(QWidget *parent = nullptr);

    void setImage(const InspectedImage &image); ///< shows all layers' files; one without a tree: nothing

    void setSharing(const LayerSharing &sharing); ///< of the image that is shown; known later

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    void previewRequested(const strata::StoredFile &file, const QString &path); ///< the path in the image, "/etc/motd"
    void saveRequested(const strata::StoredFile &file, const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeLayers();
    QWidget *makeFiles();
    QWidget *makeFileBar();
    QWidget *makeWaste();
    QWidget *makeDuplicates();
    void setUpFileActions();
    void showLayer();
    void askFiles();
    void showSummary();
    void showFacts();
    void showLife();
    void showBusy();
    void showWasted(const QModelIndex &index);
    void goTo(ImageTree::Node node, qsizetype layer, FileQuery::Scope scope);
    void selectLargest();
    void copyPath() const;
    Result<StoredFile> currentFile() const;
    QString currentPath() const; ///< "/etc/motd"
    void showBringer();
    int currentLayer() const; ///< of the selected row, or the last one above it
    std::optional<ImageTree::Node> currentNode() const;

    LayerListModel m_layers;
    LayerFilesModel m_files;
    WasteModel m_waste;
    DuplicatesModel m_duplicates;
    std::optional<ImageTree::Node> m_wanted; ///< to be selected once the files are arranged
    QSplitter *m_splitter = nullptr;
    TreeTable *m_layerTable = nullptr;
    QLabel *m_summary = nullptr;
    QTabWidget *m_tabs = nullptr;
    QAbstractButton *m_thisLayer = nullptr;
    QAbstractButton *m_upToHere = nullptr;
    FilterField *m_filter = nullptr;
    QAbstractButton *m_hideBase = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_change = nullptr;
    BusyIndicator *m_busy = nullptr;
    TreeTable *m_fileTable = nullptr;
    QLabel *m_life = nullptr;
    QAction *m_preview = nullptr;
    QAction *m_saveAs = nullptr;
    QAction *m_copyPath = nullptr;
    QAction *m_goToBringer = nullptr;
    TreeTable *m_wasteTable = nullptr;
    TreeTable *m_duplicatesTable = nullptr;
    KeyValueView *m_facts = nullptr;
};

} // namespace strata
