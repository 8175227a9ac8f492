// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/confirmationdialog.h"
#include "engine/inventory/previews.h"

namespace strata {

class EngineSession;

/// Asks before images are removed: what is deleted and what that frees, what only loses a name, and what containers
/// keep from being removed, each with a link to it. Follows the engine's lists while it is open.
class RemoveImagesDialog : public ConfirmationDialog
{
    Q_OBJECT

public:
    RemoveImagesDialog(EngineSession &session, QList<actions::ImageTarget> targets, QWidget *parent);

    /// What to do once it was accepted: first these containers, then these images. Never what was shown as blocked.
    struct Decision
    {
        QList<ContainerBrief> containers;
        QList<actions::ImageTarget> images;
        bool force = false;
    };
    Decision decision() const;

private:
    void refresh();
    void refreshOptions(const RemovalPreview &plain);
    Holdings holdingsAfterContainers() const;
    QString summary() const;
    QList<Group> groups(const Holdings &holdings) const;
    static Row deletedRow(const ImageSummary &image, bool isUsed);
    Row blockedRow(const BlockedImage &blocked) const;

    EngineSession &m_session;
    QList<actions::ImageTarget> m_targets;
    QList<ContainerBrief> m_stoppedUsers; ///< what the containers' option would remove
    RemovalPreview m_preview;             ///< with the options as they are
    QCheckBox *m_withContainers = nullptr;
    QCheckBox *m_force = nullptr;
};

/// Asks before `docker image prune`, with or without -a.
class PruneImagesDialog : public ConfirmationDialog
{
    Q_OBJECT

public:
    PruneImagesDialog(EngineSession &session, bool danglingOnly, QWidget *parent);

private:
    void refresh();
    QStringList namesThatGo(const ImagePrunePreview &preview) const;
    QString summary(const ImagePrunePreview &preview, int names) const;

    EngineSession &m_session;
    bool m_danglingOnly;
};

} // namespace strata
