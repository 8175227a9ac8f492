// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/imagemodel.h"

#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace strata {

class EngineSession;

/// The layers of an image of the engine in a window of their own, which deletes itself.
void openLayersWindow(EngineSession &session, const ImageSummary &image, const QString &name, QWidget *parent);

/// An image of the engine, or those in an archive on disk.
struct ComparedImage
{
    ImageSummary image = {};
    QString name = {}; ///< for the window's title
    QString path = {}; ///< of the archive; empty: it is the engine's
};
/// Which files the newer one of two images has otherwise than the older one, in a window of its own. Archives need no session.
void openComparisonWindow(EngineSession *session, const ComparedImage &older, const ComparedImage &newer,
                          QWidget *parent);

/// Looking into images and archives in a window of their own, as actions for tool bar, menus and keys.
class LayerCommands : public QObject
{
    Q_OBJECT

public:
    explicit LayerCommands(QWidget *window); ///< owns this

    void setSession(EngineSession *session); ///< archives need none
    void setSelection(const QList<ImageRow> &rows);

    QList<QAction *> all() const; ///< for the menu bar
    void openFile(const QString &path);

    QAction *inspect = nullptr;
    QAction *compare = nullptr;
    QAction *inspectArchive = nullptr;

private:
    void openSelected();
    void compareSelected();

    QWidget *m_window;
    QPointer<EngineSession> m_session;
    QList<ImageRow> m_selection;
};

} // namespace strata
