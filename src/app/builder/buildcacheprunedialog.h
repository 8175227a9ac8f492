// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/confirmationdialog.h"
#include "engine/build/buildcachepreview.h"

class QButtonGroup;
class QComboBox;
class QRadioButton;
class QSpinBox;

namespace strata {

/// What of the build cache is to go: by rules or the selected entries; and before anything is done exactly what that would
/// be, and what stays and why. The answer is worked out on the pool; the button waits for it.
class BuildCachePruneDialog : public ConfirmationDialog
{
    Q_OBJECT

public:
    /// `selected` are IDs; when there are some, they are what is proposed.
    BuildCachePruneDialog(QList<BuildCacheRecord> records, QStringList selected, QWidget *parent);

    void setRecords(const QList<BuildCacheRecord> &records);          ///< the engine's list is another now
    const QList<BuildCachePrune> &prunes() const { return m_prunes; } ///< what is to be done, in this order
    const CachePrunePreview &preview() const { return m_preview; }

private:
    QWidget *makeForm();
    QWidget *makeRules();
    void refresh();
    bool isBySelection() const;
    BuildCachePrune rule() const;
    void showPreview(const CachePrunePreview &preview);
    QString summary() const;
    QList<Group> groups() const;
    Row rowFor(const BuildCacheRecord &record, const QString &note) const;

    QList<BuildCacheRecord> m_records;
    QStringList m_selected;
    QList<BuildCachePrune> m_prunes;
    CachePrunePreview m_preview;
    int m_asked = 0; ///< the newest question wins
    QRadioButton *m_bySelection = nullptr;
    QRadioButton *m_byRule = nullptr;
    QWidget *m_rules = nullptr;
    QComboBox *m_extent = nullptr;
    QComboBox *m_type = nullptr;
    QCheckBox *m_hasAge = nullptr;
    QSpinBox *m_age = nullptr;
    QComboBox *m_ageUnit = nullptr;
    QCheckBox *m_hasKeep = nullptr;
    QSpinBox *m_keep = nullptr;
    QComboBox *m_keepUnit = nullptr;
};

} // namespace strata
