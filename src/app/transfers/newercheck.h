// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transfers/registrysource.h"
#include "core/operation.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace strata {

/// Asks registries whether they have other images under some names than the ones that are here: the digest that a
/// registry tells against the image's RepoDigests. Four names at a time. What failed for one name is in the log and in
/// its finding; the operation fails when no name could be asked about.
class NewerCheck : public Operation
{
    Q_OBJECT

public:
    struct Target
    {
        ImageReference reference; ///< with a tag
        QStringList repoDigests;
    };
    struct Finding
    {
        QString reference;           ///< as docker writes it
        std::optional<bool> isNewer; ///< empty: the image was never pulled or pushed under this name, or `error`
        std::optional<Error> error;
    };

    /// `source` must live as long.
    NewerCheck(RegistrySource &source, const QList<Target> &targets, QObject *parent = nullptr);

    const QList<Finding> &findings() const { return m_findings; } ///< in the order of their answers

protected:
    void doStart() override;
    void doCancel() override;

private:
    void askNext();
    void found(Finding finding);
    void tellProgress();
    void conclude();

    RegistrySource &m_source;
    QList<Target> m_targets;
    std::unique_ptr<QObject> m_questions; ///< their context
    qsizetype m_next = 0;
    QList<Finding> m_findings;
};

} // namespace strata
