// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildcacheprunedialog.h"

#include "app/builder/buildcachemodel.h"
#include "app/common/text.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "engine/actions/buildcacheactions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOfAKind = 99'999; ///< hours, days, GB

QSpinBox *makeNumber(const QString &objectName, const QString &name, int value)
{
    auto *number = new QSpinBox;
    number->setObjectName(objectName);
    number->setAccessibleName(name);
    number->setRange(1, mostOfAKind);
    number->setValue(value);
    return number;
}

QComboBox *makeChoice(const QString &objectName, const QString &name)
{
    auto *choice = new QComboBox;
    choice->setObjectName(objectName);
    choice->setAccessibleName(name);
    return choice;
}

QStringList typesOf(const QList<BuildCacheRecord> &records)
{
    QStringList types;
    for (const BuildCacheRecord &record : records) {
        if (!record.type.isEmpty() && !types.contains(record.type))
            types.append(record.type);
    }
    types.sort();
    return types;
}

} // namespace

BuildCachePruneDialog::BuildCachePruneDialog(QList<BuildCacheRecord> records, QStringList selected, QWidget *parent)
    : ConfirmationDialog(u"pruneCacheDialog"_s, parent), m_records(std::move(records)), m_selected(std::move(selected))
{
    setHeading(tr("Prune the build cache?"));
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, makeForm());
    setAcceptButton(tr("Prune"), false);
    const int em = fontMetrics().horizontalAdvance(u'm');
    resize(em * 54, em * 40);
    refresh();
}

QWidget *BuildCachePruneDialog::makeForm()
{
    auto *form = new QWidget;
    m_bySelection = new QRadioButton(m_selected.size() == 1
                                         ? tr("The selected entry")
                                         : tr("The %n selected entries", nullptr, static_cast<int>(m_selected.size())));
    m_bySelection->setObjectName(u"pruneSelected"_s);
    m_byRule = new QRadioButton(tr("What these rules say:"));
    m_byRule->setObjectName(u"pruneByRule"_s);
    (m_selected.isEmpty() ? m_byRule : m_bySelection)->setChecked(true);
    m_bySelection->setVisible(!m_selected.isEmpty());
    m_byRule->setVisible(!m_selected.isEmpty());
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->addWidget(m_bySelection);
    column->addWidget(m_byRule);
    column->addWidget(makeRules());
    m_rules->setEnabled(m_selected.isEmpty());
    connect(m_byRule, &QRadioButton::toggled, this, [this](bool byRule) {
        m_rules->setEnabled(byRule);
        refresh();
    });
    return form;
}

QWidget *BuildCachePruneDialog::makeRules()
{
    m_rules = new QWidget;
    m_extent = makeChoice(u"pruneExtent"_s, tr("What may go"));
    m_extent->addItem(tr("What no image has"), false);
    m_extent->addItem(tr("Also what images have, and BuildKit's own"), true);
    m_type = makeChoice(u"pruneType"_s, tr("Of which type"));
    m_type->addItem(tr("of any type"), QString());
    for (const QString &type : typesOf(m_records))
        m_type->addItem(tr("of type %1").arg(cacheTypeWord(type)), type);
    m_hasAge = new QCheckBox(tr("Only what was not used for"));
    m_hasAge->setObjectName(u"pruneHasAge"_s);
    m_age = makeNumber(u"pruneAge"_s, tr("How long it was not used"), 7);
    m_ageUnit = makeChoice(u"pruneAgeUnit"_s, tr("Unit of the time"));
    m_ageUnit->addItem(tr("hours"), 3600);
    m_ageUnit->addItem(tr("days"), 24 * 3600);
    m_ageUnit->setCurrentIndex(1);
    m_hasKeep = new QCheckBox(tr("Until no more is left than"));
    m_hasKeep->setObjectName(u"pruneHasKeep"_s);
    m_keep = makeNumber(u"pruneKeep"_s, tr("How much may be left"), 10);
    m_keepUnit = makeChoice(u"pruneKeepUnit"_s, tr("Unit of the size"));
    m_keepUnit->addItem(tr("GB"), qint64(1'000'000'000));
    m_keepUnit->addItem(tr("MB"), qint64(1'000'000));
    auto *grid = new QGridLayout(m_rules);
    grid->setContentsMargins({});
    grid->addWidget(m_extent, 0, 0);
    grid->addWidget(m_type, 0, 1, 1, 2);
    grid->addWidget(m_hasAge, 1, 0);
    grid->addWidget(m_age, 1, 1);
    grid->addWidget(m_ageUnit, 1, 2);
    grid->addWidget(m_hasKeep, 2, 0);
    grid->addWidget(m_keep, 2, 1);
    grid->addWidget(m_keepUnit, 2, 2);
    grid->setColumnStretch(3, 1);
    for (QComboBox *choice : {m_extent, m_type, m_ageUnit, m_keepUnit})
        connect(choice, &QComboBox::currentIndexChanged, this, &BuildCachePruneDialog::refresh);
    for (QSpinBox *number : {m_age, m_keep})
        connect(number, &QSpinBox::valueChanged, this, &BuildCachePruneDialog::refresh);
    const auto follow = [this](const QCheckBox *option, QWidget *number, QWidget *unit) {
        number->setEnabled(false);
        unit->setEnabled(false);
        connect(option, &QCheckBox::toggled, number, &QWidget::setEnabled);
        connect(option, &QCheckBox::toggled, unit, &QWidget::setEnabled);
        connect(option, &QCheckBox::toggled, this, &BuildCachePruneDialog::refresh);
    };
    follow(m_hasAge, m_age, m_ageUnit);
    follow(m_hasKeep, m_keep, m_keepUnit);
    return m_rules;
}

void BuildCachePruneDialog::setRecords(const QList<BuildCacheRecord> &records)
{
    m_records = records;
    refresh();
}

bool BuildCachePruneDialog::isBySelection() const
{
    return m_bySelection->isChecked();
}

BuildCachePrune BuildCachePruneDialog::rule() const
{
    BuildCachePrune rule{.all = m_extent->currentData().toBool(), .type = m_type->currentData().toString()};
    if (m_hasAge->isChecked())
        rule.unusedFor = std::chrono::seconds(qint64(m_age->value()) * m_ageUnit->currentData().toLongLong());
    if (m_hasKeep->isChecked())
        rule.keep = m_keep->value() * m_keepUnit->currentData().toLongLong();
    return rule;
}

void BuildCachePruneDialog::refresh()
{
    setAcceptButton(tr("Prune"), false);
    const int asked = ++m_asked;
    const bool bySelection = isBySelection();
    inBackground(
        this,
        [records = m_records, selected = m_selected, rule = rule(), bySelection] {
            return bySelection ? previewCacheRemoval(records, selected) : previewCachePrune(records, rule);
        },
        [this, asked](const CachePrunePreview &preview) {
            if (asked == m_asked)
                showPreview(preview);
        });
}

void BuildCachePruneDialog::showPreview(const CachePrunePreview &preview)
{
    m_preview = preview;
    m_prunes = isBySelection() ? cacheRemovals(preview.goes) : QList<BuildCachePrune>{rule()};
    setSummary(summary());
    setGroups(groups());
    setCommand(m_prunes.isEmpty() ? QString() : actions::pruneBuildCache(m_prunes).commandLine.toString());
    setAcceptButton(tr("Prune"), !preview.goes.isEmpty());
}

QString BuildCachePruneDialog::summary() const
{
    const auto goes = static_cast<int>(m_preview.goes.size());
    const auto stays = static_cast<int>(m_preview.stays.size());
    if (goes == 0)
        return tr("Nothing would go.");
    QStringList sentences{goes == 1
                              ? tr("1 entry goes, which frees %1.").arg(formatBytes(m_preview.freed))
                              : tr("%n entries go, which frees %1.", nullptr, goes).arg(formatBytes(m_preview.freed))};
    if (m_preview.shared > 0)
        sentences.append(tr("%1 more stay on the disk, because images have them.").arg(formatBytes(m_preview.shared)));
    if (stays > 0)
        sentences.append(
            stays == 1 ? tr("1 entry stays, with %1 of its own.").arg(formatBytes(m_preview.left))
                       : tr("%n entries stay, with %1 of their own.", nullptr, stays).arg(formatBytes(m_preview.left)));
    if (m_preview.isEstimate)
        sentences.append(tr("Of entries that were used equally the engine may take others, so this is an estimate."));
    sentences.append(tr("What goes is built anew when a build needs it."));
    return sentences.join(u' ');
}

ConfirmationDialog::Row BuildCachePruneDialog::rowFor(const BuildCacheRecord &record, const QString &note) const
{
    const CacheEntryName name = cacheEntryName(record);
    return {.text = name.where.isEmpty() ? name.text : u'[' + name.where + u"] "_s + name.text,
            .note = note,
            .freed = formatBytes(record.size),
            .target = {},
            .below = {}};
}

/// The largest first: those are what one looks for.
QList<ConfirmationDialog::Group> BuildCachePruneDialog::groups() const
{
    Group goes{.title = tr("Goes"), .rows = {}};
    Group stays{.title = tr("Stays"), .rows = {}};
    const QSet<QString> going(m_preview.goes.cbegin(), m_preview.goes.cend());
    QList<const BuildCacheRecord *> records;
    for (const BuildCacheRecord &record : m_records)
        records.append(&record);
    std::ranges::stable_sort(records, std::greater(), &BuildCacheRecord::size);
    for (const BuildCacheRecord *record : std::as_const(records)) {
        if (going.contains(record->id)) {
            const QString used = record->lastUsed.isValid()
                ? tr("used %1").arg(relativeTime(record->lastUsed.toSecsSinceEpoch()))
                : tr("never used");
            goes.rows.append(rowFor(*record, record->shared ? cacheStateWord(*record) : used));
        } else if (const auto why = m_preview.stays.constFind(record->id); why != m_preview.stays.cend()) {
            stays.rows.append(rowFor(*record, cacheStayText(*why)));
        }
    }
    return {goes, stays};
}

} // namespace strata
