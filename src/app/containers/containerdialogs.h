// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/confirmationdialog.h"
#include "engine/actions/containeractions.h"
#include "engine/inventory/previews.h"

#include <QHash>
#include <QPointer>

namespace strata {

class EngineSession;

/// What the three dialogs have in common: rows of containers with what they have written into their own layers, which
/// is asked for once, because the engine has to walk the layers. Follows the engine's list while it is open.
class ContainersDialog : public ConfirmationDialog
{
    Q_OBJECT

protected:
    ContainersDialog(const QString &objectName, EngineSession &session, QWidget *parent);

    const QHash<ContainerId, ContainerSummary> &containers() const;
    Row row(const ContainerBrief &container, bool withSize) const;
    QString lostText(const QList<ContainerId> &ids) const; ///< a sentence about the bytes that are lost
    void askSizes(const QList<ContainerId> &ids);          ///< once; refresh() follows with each batch of answers
    virtual void refresh() = 0;

    EngineSession &m_session;
    QHash<ContainerId, qint64> m_sizes;

private:
    static constexpr qsizetype SizeBatch = 100; ///< containers in one question

    void askNextSizes();
    QString unmeasuredText(bool isOne) const;

    QList<ContainerId> m_unasked;
    bool m_isAsking = false;
};

/// Asks before containers are removed, also running ones.
class RemoveContainersDialog : public ContainersDialog
{
    Q_OBJECT

public:
    RemoveContainersDialog(EngineSession &session, const QList<ContainerId> &ids, QWidget *parent);

    actions::ContainerTargets targets() const; ///< those that go
    bool force() const;                        ///< some of them are active
    bool volumes() const;

private:
    void refresh() override;
    bool takesActive() const;
    QList<const ContainerSummary *> present() const;

    QList<ContainerId> m_ids;
    bool m_onlyActive = true;
    QCheckBox *m_withRunning = nullptr;
    QCheckBox *m_volumes = nullptr;
};

/// Asks before `docker container prune`.
class PruneContainersDialog : public ContainersDialog
{
    Q_OBJECT

public:
    PruneContainersDialog(EngineSession &session, QWidget *parent);

private:
    void refresh() override;
};

/// Asks before everything is stopped.
class StopAllDialog : public ContainersDialog
{
    Q_OBJECT

public:
    StopAllDialog(EngineSession &session, QWidget *parent);

    actions::ContainerTargets targets() const;

private:
    void refresh() override;
};

} // namespace strata
