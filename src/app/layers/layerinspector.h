// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/duplicatesmodel.h"
#include "app/layers/filereading.h"
#include "app/layers/layerfilesmodel.h"
#include "app/layers/layerlistmodel.h"
#include "app/layers/storedlayers.h"
#include "app/layers/wastemodel.h"

#include <QWidget>

class QAbstractButton;
class QComboBox;
class QLabel;
class QSettings;
class QSplitter;
class QTabWidget;

namespace strata {

class BusyIndicator;
class ChangeChoice;
class CompareButton;
class DockerfilePage;
class FileMap;
class FilterField;
class FoundFilesView;
class HelpButton;
class KeyValueView;
class TreeTable;

/// The layers of an image beside what they hold: the files of one layer or of all up to it, what is wasted, and the facts
/// about the layer.
class LayerInspector : public QWidget
{
    Q_OBJECT

public:
    explicit LayerInspector(QWidget *parent = nullptr);

    /// Shows all layers' files; one without a tree: nothing. More of the image that is shown stays where the person is.
    void setImage(const InspectedImage &image);
    void setSharing(const LayerSharing &sharing);               ///< of the image that is shown; known later
    void setStored(const QList<StoredLayer> &stored);           ///< what the engine keeps of each layer; known later
    void focusFilter();                                         ///< of the files
    CompareButton &compareButton() const { return *m_compare; } ///< whoever knows where the image is from sets it up
    void showHelp();

    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);

Q_SIGNALS:
    // Of the image or of the container on top of it. The path in it: "/etc/motd".
    void previewRequested(const strata::StoredFile &file, const QString &path, bool isOfContainer);
    void saveRequested(const strata::StoredFile &file, const QString &path, bool isOfContainer);
    void saveFolderRequested(const strata::FolderChoice &folder, const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeLayers();
    QWidget *makeFiles();
    QWidget *makeFileBar();
    void setUpMap();
    void setUpDockerfile();
    void showSourceLines();
    void setUpWaste();
    void setUpDuplicates();
    void setUpFileActions();
    void showLayer();
    void hideBase();
    void askFiles();
    void showSummary();
    void sayNothingFound();
    void showFacts();
    void showLife();
    void enableFileActions();
    void showBusy();
    void showWasted(const QModelIndex &index);
    void goTo(ImageTree::Node node, qsizetype layer, FileQuery::Scope scope);
    void selectLargest();
    void copyPaths() const;
    struct CurrentFile
    {
        StoredFile stored;
        bool isOfContainer = false;
    };

    std::optional<CurrentFile> currentFile() const;
    std::optional<FolderChoice> currentFolder() const;
    void saveCurrent();
    QString currentPath() const; ///< "/etc/motd"
    void showBringer();
    int currentLayer() const; ///< of the selected row, or the last one above it
    std::optional<ImageTree::Node> currentNode() const;

    LayerListModel m_layers;
    LayerFilesModel m_files;
    WasteModel m_waste;
    DuplicatesModel m_duplicates;
    QList<StoredLayer> m_stored;
    std::optional<ImageTree::Node> m_wanted; ///< to be selected once the files are arranged
    QSplitter *m_splitter = nullptr;
    TreeTable *m_layerTable = nullptr;
    QLabel *m_summary = nullptr;
    QTabWidget *m_tabs = nullptr;
    QAbstractButton *m_thisLayer = nullptr;
    QAbstractButton *m_upToHere = nullptr;
    FilterField *m_filter = nullptr;
    QAbstractButton *m_hideBase = nullptr;
    CompareButton *m_compare = nullptr;
    QComboBox *m_kind = nullptr;
    ChangeChoice *m_change = nullptr;
    BusyIndicator *m_busy = nullptr;
    TreeTable *m_fileTable = nullptr;
    QLabel *m_life = nullptr;
    QAction *m_preview = nullptr;
    QAction *m_saveAs = nullptr;
    QAction *m_copyPath = nullptr;
    QAction *m_goToBringer = nullptr;
    FoundFilesView *m_wasted = nullptr;
    FoundFilesView *m_doubled = nullptr;
    FileMap *m_map = nullptr;
    HelpButton *m_help = nullptr;
    KeyValueView *m_facts = nullptr;
    DockerfilePage *m_dockerfile = nullptr;
};

} // namespace strata
