// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/layercommands.h"

#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/images/imagepresentation.h"
#include "app/layers/comparisonview.h"
#include "app/layers/layersview.h"
#include "app/shell/controls.h"
#include "app/transfers/archivedialogs.h"

#include <QAction>
#include <QFileInfo>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// A window of its own that remembers its size, with the keys that the main window has.
class InspectionWindow : public QWidget
{
public:
    template<typename View>
    InspectionWindow(const QString &name, const QString &title, View *view, QWidget *parent)
        : QWidget(parent, Qt::Window), m_view(qobject_cast<LayersView *>(view))
    {
        setObjectName(name);
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(titleText(title));
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins({});
        column->addWidget(view);
        connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
        connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, view, [view] { view->focusFilter(); });
        connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, view, [view] { view->refresh(); });
        connect(new QShortcut(QKeySequence::HelpContents, this), &QShortcut::activated, view,
                [view] { view->showHelp(); });
        resize(fontMetrics().horizontalAdvance(u'm') * 110, fontMetrics().lineSpacing() * 40);
        restoreGeometry(QSettings().value(name + u"/geometry"_s).toByteArray());
        if (m_view)
            m_view->restoreState(QSettings(), name);
    }
    ~InspectionWindow() override
    {
        QSettings settings;
        settings.setValue(objectName() + u"/geometry"_s, saveGeometry());
        if (m_view)
            m_view->saveState(settings, objectName());
    }
    Q_DISABLE_COPY_MOVE(InspectionWindow)

private:
    LayersView *m_view;
};

const QString layersWindowName = u"layersWindow"_s;

} // namespace

LayerCommands::LayerCommands(QWidget *window) : QObject(window), m_window(window)
{
    inspect = makeAction(this, u"imagesInspectLayers"_s, u"view-list-tree"_s, tr("Look into layers"),
                         tr("Show what each layer of the selected image holds, in a window of its own"));
    inspect->setShortcut(QKeySequence(u"Ctrl+L"_s));
    inspectArchive = makeAction(this, u"imagesInspectArchive"_s, u"folder-open"_s, tr("Look into an archive…"),
                                tr("Show the layers of images in a file, without loading them"));
    compare = makeAction(this, u"imagesCompare"_s, u"view-list-tree"_s, tr("Compare"),
                         tr("Show which files the newer one of two selected images has otherwise than the older one"));
    connect(inspect, &QAction::triggered, this, &LayerCommands::openSelected);
    connect(compare, &QAction::triggered, this, &LayerCommands::compareSelected);
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
    compare->setEnabled(m_session && rows.size() == 2 && rows[0].id != rows[1].id);
}

QList<QAction *> LayerCommands::all() const
{
    return {inspect, compare, inspectArchive};
}

void LayerCommands::openFile(const QString &path)
{
    auto *view = new LayersView;
    view->setSession(m_session); // whose images may share its layers
    (new InspectionWindow(layersWindowName, tr("Layers in %1").arg(visibleLine(QFileInfo(path).fileName(), 100)), view,
                          m_window))
        ->show();
    view->showFile(path);
}

void LayerCommands::openSelected()
{
    if (!m_session || m_selection.size() != 1)
        return;
    const ImageRow &row = m_selection.first();
    const auto image = m_session->inventory().images().constFind(row.id);
    if (image == m_session->inventory().images().constEnd())
        return;
    openLayersWindow(*m_session, *image, imageTitle(row.reference(), row.id), m_window);
}

/// The older one first.
void LayerCommands::compareSelected()
{
    if (!m_session || m_selection.size() != 2)
        return;
    QList<ImageRow> rows = m_selection;
    const auto &images = m_session->inventory().images();
    std::ranges::stable_sort(rows, {}, [&images](const ImageRow &row) { return images.value(row.id).created; });
    const auto compared = [&](const ImageRow &row) {
        return ComparedImage{images.value(row.id), imageTitle(row.reference(), row.id)};
    };
    openComparisonWindow(m_session, compared(rows[0]), compared(rows[1]), m_window);
}

void openLayersWindow(EngineSession &session, const ImageSummary &image, const QString &name, QWidget *parent)
{
    auto *view = new LayersView;
    view->setSession(&session);
    view->showImage(image);
    (new InspectionWindow(layersWindowName, LayerCommands::tr("Layers of %1").arg(name), view, parent))->show();
}

void openComparisonWindow(EngineSession *session, const ComparedImage &older, const ComparedImage &newer,
                          QWidget *parent)
{
    const auto begin = [session](const ComparedImage &one) -> ComparisonView::Begin {
        return [session = QPointer(session), one] {
            return one.path.isEmpty() ? std::make_unique<ImageReading>(session, one.image, ImageReading::defaultCache())
                                      : std::make_unique<ImageReading>(one.path);
        };
    };
    auto *view = new ComparisonView(begin(older), begin(newer), {older.name, newer.name});
    const QString title = LayerCommands::tr("%1 and %2").arg(older.name, newer.name);
    (new InspectionWindow(u"comparisonWindow"_s, title, view, parent))->show();
}

} // namespace strata
