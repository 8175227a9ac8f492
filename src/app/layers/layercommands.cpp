// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layercommands.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/images/imagepresentation.h"
#include "app/layers/layersview.h"
#include "app/shell/controls.h"
#include "app/transfers/archivedialogs.h"

#include <QAction>
#include <QFileInfo>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

const QString settingsGroup = u"layersWindow"_s;

/// A window that holds nothing but a LayersView; Ctrl+W closes it.
class LayersWindow : public QWidget
{
public:
    LayersWindow(const QString &title, QWidget *parent) : QWidget(parent, Qt::Window), m_view(new LayersView)
    {
        setObjectName(u"layersWindow"_s);
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(title);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins({});
        column->addWidget(m_view);
        connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
        const QSettings settings;
        resize(fontMetrics().horizontalAdvance(u'm') * 90, fontMetrics().lineSpacing() * 36);
        restoreGeometry(settings.value(settingsGroup + u"/geometry"_s).toByteArray());
        m_view->restoreState(settings, settingsGroup);
    }
    ~LayersWindow() override
    {
        QSettings settings;
        settings.setValue(settingsGroup + u"/geometry"_s, saveGeometry());
        m_view->saveState(settings, settingsGroup);
    }
    Q_DISABLE_COPY_MOVE(LayersWindow)

    LayersView *view() const { return m_view; }

private:
    LayersView *m_view;
};

} // namespace

LayerCommands::LayerCommands(QWidget *window) : QObject(window), m_window(window)
{
    inspect = makeAction(this, u"imagesInspectLayers"_s, u"view-list-tree"_s, tr("Look into layers"),
                         tr("Show what each layer of the selected image holds, in a window of its own"));
    inspect->setShortcut(QKeySequence(u"Ctrl+L"_s));
    inspectArchive = makeAction(this, u"imagesInspectArchive"_s, u"folder-open"_s, tr("Look into an archive…"),
                                tr("Show the layers of images in a file, without loading them"));
    connect(inspect, &QAction::triggered, this, &LayerCommands::openSelected);
    connect(inspectArchive, &QAction::triggered, this, [this] {
        askArchive(m_window, u"inspectDialog"_s, tr("Look into an archive"),
                   [this](const QString &path) { openFile(path); });
    });
    setSelection({});
}

void LayerCommands::setSession(EngineSession *session)
{
    m_session = session;
    setSelection({});
}

void LayerCommands::setSelection(const QList<ImageRow> &rows)
{
    m_selection = rows;
    inspect->setEnabled(m_session && rows.size() == 1);
}

QList<QAction *> LayerCommands::all() const
{
    return {inspect, inspectArchive};
}

void LayerCommands::openFile(const QString &path)
{
    auto *shown = new LayersWindow(tr("Layers in %1").arg(visibleLine(QFileInfo(path).fileName(), 100)), m_window);
    shown->show();
    shown->view()->showFile(path);
}

void LayerCommands::openSelected()
{
    if (!m_session || m_selection.size() != 1)
        return;
    const ImageRow &row = m_selection.first();
    const auto image = m_session->inventory().images().constFind(row.id);
    if (image == m_session->inventory().images().constEnd())
        return;
    auto *shown = new LayersWindow(tr("Layers of %1").arg(imageTitle(row.reference(), row.id)), m_window);
    shown->view()->setSession(m_session);
    shown->view()->showImage(*image);
    shown->show();
}

} // namespace strata
