// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/actions/imageactions.h"
#include "models/imagemodel.h"

#include <QObject>
#include <QPointer>

#include <array>

class QAction;
class QMenu;
class QWidget;

namespace strata {

class Activity;
class EngineSession;
class RemoveImagesDialog;

/// Everything that can be done to the selected images, as actions for tool bar, menus and keys.
class ImageCommands : public QObject
{
    Q_OBJECT

public:
    ImageCommands(Activity &activity, QWidget *window); ///< `window` is the dialogs' parent, and owns this

    void setSession(EngineSession *session);
    void setSelection(const QList<ImageRow> &rows);
    void refresh(); ///< the engine's images are others

    QList<QAction *> all() const;            ///< for the menu bar
    QMenu *makeContextMenu(QWidget *parent); ///< deletes itself when closed

    QAction *tag = nullptr;
    QAction *remove = nullptr;
    QAction *removeAll = nullptr;
    QAction *pruneDangling = nullptr;
    QAction *pruneUnused = nullptr;
    QAction *copyReference = nullptr;
    QAction *copyId = nullptr;
    QAction *copyDigest = nullptr;

Q_SIGNALS:
    void openRequested(const QString &kind, const QString &id);

private:
    void makeActions();
    void connectCopies();
    void run(Action action);
    QString tagCaption(const ImageId &id) const;
    void askTag();
    void askRemoval(const QList<actions::ImageTarget> &targets);
    void removeDecided(EngineSession &session, const RemoveImagesDialog &dialog);
    void askPrune(bool danglingOnly);
    QList<actions::ImageTarget> everything() const;

    Activity &m_activity;
    QWidget *m_window;
    QPointer<EngineSession> m_session;
    QList<ImageRow> m_selection;
    std::array<QAction *, 2> m_separators{};
};

} // namespace strata
