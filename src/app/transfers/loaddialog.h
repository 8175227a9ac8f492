// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transfers/entrymodel.h"
#include "layers/archive.h"

#include <QDialog>
#include <QStandardItemModel>
#include <QStringList>

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace strata {

class ArchiveOperation;
class CommandRow;
class TreeTable;

/// Shows what is in archives before they are loaded: their images with names, platforms, layers and sizes, and every
/// file as `tar tvf` lists it. What is cut off, damaged or no archive of images is not loaded, and the reason is told.
/// Show it with open(); it deletes itself when closed, and reads no further then.
class LoadDialog : public QDialog
{
    Q_OBJECT

public:
    LoadDialog(const QStringList &paths, QWidget *parent);

    const QStringList &loadable() const { return m_loadable; } ///< what may be loaded; all that was looked at so far

Q_SIGNALS:
    void importRequested(const QString &path); ///< of the files of a system; the dialog is closed

private:
    enum Column { Name, Platform, Size, Details, ColumnCount };

    void setUpControls();
    QWidget *makeImages();
    QWidget *makeFiles();
    void readNext();
    void take(const QString &path, const ArchiveOperation &operation);
    QStandardItem *addArchive(const QString &path, const ArchiveContents &contents);
    void addImage(QStandardItem *archive, const ArchiveImage &image);
    void addLayer(QStandardItem *image, const ArchiveLayer &layer);
    void addProblem(const QString &path, const Error &error);
    void showFiles();
    void conclude();

    QStringList m_paths; ///< not yet read
    QStringList m_loadable;
    QStringList m_importable;
    QStringList m_problems;
    int m_imageCount = 0;
    int m_archiveCount;
    ArchiveOperation *m_reading = nullptr;
    QStandardItemModel m_images;
    EntryModel m_entries;
    QLabel *m_heading = nullptr;
    QProgressBar *m_progress = nullptr;
    QTabWidget *m_tabs = nullptr;
    TreeTable *m_imageTable = nullptr;
    TreeTable *m_fileTable = nullptr;
    QLabel *m_problem = nullptr;
    CommandRow *m_command = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_import = nullptr;
};

} // namespace strata
