// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/filemap.h"

#include "app/common/text.h"
#include "app/layers/treemapview.h"
#include "app/shell/icons.h"
#include "core/bytesize.h"
#include "widgets/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QString lineOf(const FileArrangement &files, PathTable::Node node)
{
    return textBlock(visibleLine(u'/' + QString::fromUtf8(files.tree().paths().path(node)), 200)) + u" · "_s
        + formatBytes(files.bytes(node));
}

} // namespace

FileMap::FileMap(QWidget *parent) : QWidget(parent)
{
    m_up = new QToolButton;
    m_up->setObjectName(u"mapUp"_s);
    m_up->setAutoRaise(true);
    m_up->setIcon(icon(u"go-up"_s));
    m_up->setToolTip(tr("To the folder above (Backspace)"));
    m_up->setAccessibleName(tr("To the folder above"));
    m_folder = makePlainLabel(u"mapFolder"_s);
    m_view = new TreemapView;
    m_view->setObjectName(u"mapTiles"_s);
    m_view->setAccessibleName(tr("Files as areas, by size"));
    m_current = makePlainLabel(u"mapCurrent"_s);
    m_current->setMargin(2);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 2, 6, 2);
    bar->addWidget(m_up);
    bar->addWidget(m_folder, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_view, 1);
    column->addWidget(m_current);
    connect(m_up, &QToolButton::clicked, m_view, &TreemapView::goUp);
    connect(m_view, &TreemapView::folderChanged, this, &FileMap::showFolder);
    connect(m_view, &TreemapView::fileActivated, this, &FileMap::fileActivated);
    connect(m_view, &TreemapView::currentChanged, this, [this](PathTable::Node node) {
        showCurrent();
        Q_EMIT currentChanged(node);
    });
    showFolder();
}

void FileMap::setFiles(const std::shared_ptr<const FileArrangement> &files)
{
    m_files = files;
    m_view->setFiles(files);
    showFolder();
    showCurrent();
}

void FileMap::setCurrent(PathTable::Node node)
{
    m_view->setCurrent(node);
    showCurrent();
}

void FileMap::showFolder()
{
    m_folder->setText(m_files ? lineOf(*m_files, m_view->folder()) : QString());
    m_up->setEnabled(m_files && m_view->folder() != PathTable::root);
}

void FileMap::showCurrent()
{
    const PathTable::Node node = m_view->current();
    const bool isThere = m_files && node != PathTable::root && m_files->nodes().isShown(node);
    m_current->setText(isThere ? lineOf(*m_files, node) : tr("Enter or a double click goes into a folder."));
}

} // namespace strata
