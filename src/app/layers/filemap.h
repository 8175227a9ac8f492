// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/filearrangement.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace strata {

class TreemapView;

/// The files of an image as a map of sizes, with the way up and what the chosen tile is.
class FileMap : public QWidget
{
    Q_OBJECT

public:
    explicit FileMap(QWidget *parent = nullptr);

    void setFiles(const std::shared_ptr<const FileArrangement> &files); ///< null: nothing
    void setCurrent(PathTable::Node node);

Q_SIGNALS:
    void currentChanged(strata::PathTable::Node node);
    void fileActivated(strata::PathTable::Node node);

private:
    void showFolder();
    void showCurrent();

    std::shared_ptr<const FileArrangement> m_files;
    QToolButton *m_up = nullptr;
    QLabel *m_folder = nullptr;
    TreemapView *m_view = nullptr;
    QLabel *m_current = nullptr;
};

} // namespace strata
