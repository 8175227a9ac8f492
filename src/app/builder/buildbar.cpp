// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildbar.h"

#include "app/common/text.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/imagereference.h"
#include "widgets/elidedlabel.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace strata {

using namespace Qt::StringLiterals;

BuildBar::BuildBar(QWidget *parent)
    : QWidget(parent), m_tags(new QLineEdit), m_noCache(new QCheckBox(tr("&No cache"))),
      m_pull(new QCheckBox(tr("&Pull"))), m_summary(makePlainLabel(u"builderSummary"_s)), m_build(new QToolButton)
{
    m_tags->setObjectName(u"builderTags"_s);
    m_tags->setClearButtonEnabled(true);
    m_tags->setToolTip(tr("What the image shall be called; several names with blanks between them"));
    m_tags->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    m_noCache->setObjectName(u"builderNoCache"_s);
    m_noCache->setToolTip(tr("Do every step anew, whatever the cache has"));
    m_pull->setObjectName(u"builderPull"_s);
    m_pull->setToolTip(tr("Look for newer base images before the build"));
    m_summary->setWordWrap(false);
    m_build->setObjectName(u"builderBuild"_s);
    m_build->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *label = new QLabel(tr("Ta&g:"));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(m_tags);
    auto *options = new QToolButton;
    options->setObjectName(u"builderOptions"_s);
    options->setText(tr("Options…"));
    options->setIcon(icon(u"configure"_s));
    options->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    options->setToolTip(tr("Build arguments, platform, labels, secrets and more"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 4, 6, 4);
    row->addWidget(m_build);
    row->addWidget(label);
    row->addWidget(m_tags, 1);
    row->addWidget(m_noCache);
    row->addWidget(m_pull);
    row->addWidget(options);
    row->addWidget(m_summary, 1);
    connect(m_tags, &QLineEdit::editingFinished, this, &BuildBar::edited);
    connect(m_noCache, &QCheckBox::toggled, this, &BuildBar::edited);
    connect(m_pull, &QCheckBox::toggled, this, &BuildBar::edited);
    connect(options, &QToolButton::clicked, this, &BuildBar::optionsRequested);
}

void BuildBar::setAction(QAction *build)
{
    m_build->setDefaultAction(build);
}

void BuildBar::setSettings(const BuildSettings &settings)
{
    m_settings = settings;
    const QSignalBlocker blockCache(m_noCache);
    const QSignalBlocker blockPull(m_pull);
    if (!m_tags->hasFocus())
        m_tags->setText(settings.tags.join(u' '));
    m_tags->setPlaceholderText(tr("no name"));
    m_noCache->setChecked(settings.noCache);
    m_pull->setChecked(settings.pull);
    setProblem({});
}

void BuildBar::setProblem(const QString &problem)
{
    m_summary->setText(problem.isEmpty() ? summary() : problem);
    m_summary->setToolTip(m_summary->text().toHtmlEscaped());
}

QString BuildBar::summary() const
{
    QStringList parts;
    if (!m_settings.platform.isEmpty())
        parts.append(visibleLine(m_settings.platform, 40));
    if (!m_settings.arguments.isEmpty())
        parts.append(tr("%n build argument(s)", nullptr, int(m_settings.arguments.size())));
    if (!m_settings.labels.isEmpty())
        parts.append(tr("%n label(s)", nullptr, int(m_settings.labels.size())));
    if (!m_settings.secrets.isEmpty())
        parts.append(tr("%n secret(s)", nullptr, int(m_settings.secrets.size())));
    if (!m_settings.agents.isEmpty())
        parts.append(tr("ssh agent"));
    if (m_settings.isClassic)
        parts.append(tr("classic builder"));
    return parts.join(u" · "_s);
}

bool BuildBar::commit()
{
    const bool isTaken = m_tags->text().simplified().split(u' ', Qt::SkipEmptyParts) == m_settings.tags;
    return isTaken || edited();
}

bool BuildBar::edited()
{
    BuildSettings settings = m_settings;
    settings.tags = m_tags->text().simplified().split(u' ', Qt::SkipEmptyParts);
    settings.noCache = m_noCache->isChecked();
    settings.pull = m_pull->isChecked();
    for (const QString &tag : std::as_const(settings.tags)) {
        if (const Result<ImageReference> reference = ImageReference::parse(tag); !reference) {
            setProblem(reference.error().message);
            return false;
        }
    }
    m_settings = settings;
    Q_EMIT settingsEdited(settings);
    return true;
}

} // namespace strata
