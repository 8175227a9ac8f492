// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/findcredential.h"
#include "core/operation.h"
#include "engine/api/types.h"
#include "engine/engine.h"

#include <QPointer>

#include <memory>
#include <optional>

namespace strata {

/// Asks registries whether they have other images under some names than the ones that are here: the digest that a
/// registry tells against the image's RepoDigests. Four names at a time. What failed for one name is in the log and in
/// its finding; the operation fails when no name could be asked about. With Podman, which has no such call, it fails.
class NewerCheck : public Operation
{
    Q_OBJECT

public:
    struct Target
    {
        QString reference; ///< with a tag
        QStringList repoDigests;
    };
    struct Finding
    {
        QString reference;
        std::optional<bool> isNewer; ///< empty: the image was never pulled or pushed under this name, or `error`
        std::optional<Error> error;
    };

    NewerCheck(Engine &engine, const QList<Target> &targets, FindCredential find, QObject *parent = nullptr);

    const QList<Finding> &findings() const { return m_findings; } ///< in the order of their answers

protected:
    void doStart() override;
    void doCancel() override;

private:
    void askNext();
    void ask(const Target &target, const FoundCredential &account);
    void found(Finding finding);
    void tellProgress();
    void conclude();
    void engineDropped();

    QPointer<Engine> m_engine;
    QList<Target> m_targets;
    FindCredential m_find;
    std::unique_ptr<QObject> m_requests; ///< context of all questions
    qsizetype m_next = 0;
    QList<Finding> m_findings;
};

} // namespace strata
