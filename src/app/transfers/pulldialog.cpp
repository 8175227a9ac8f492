// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/pulldialog.h"

#include "app/common/commandrow.h"
#include "app/common/text.h"
#include "app/shell/controls.h"
#include "app/transfers/registryview.h"
#include "core/credential.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr auto searchDelay = std::chrono::milliseconds(350);
constexpr qsizetype shortestTerm = 3;

/// As `os/architecture[/variant]` (containerd platforms).
bool isPlatform(const QString &text)
{
    static const QRegularExpression shape(u"^[a-z0-9_.-]+/[a-z0-9_.-]+(/[a-z0-9_.-]+)?$"_s);
    return shape.match(text).hasMatch();
}

QStringList usualPlatforms()
{
    return {u"linux/amd64"_s, u"linux/arm64"_s,   u"linux/arm/v7"_s,  u"linux/arm/v6"_s,
            u"linux/386"_s,   u"linux/riscv64"_s, u"linux/ppc64le"_s, u"linux/s390x"_s};
}

/// "★ 19,000 · official · Official build of Nginx."
QString aboutHit(const SearchHit &hit)
{
    QStringList parts;
    if (hit.stars > 0)
        parts.append(u"★ "_s + QLocale().toString(hit.stars));
    if (hit.isOfficial)
        parts.append(PullDialog::tr("official"));
    if (!hit.description.isEmpty())
        parts.append(visibleLine(hit.description, 120));
    return parts.join(u" · "_s);
}

} // namespace

PullDialog::PullDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(u"pullDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Pull an image"));
    setUpControls();
    setUpCompletion();
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(searchDelay);
    connect(&m_searchTimer, &QTimer::timeout, this, &PullDialog::searchSoon);
    connect(&m_searchTimer, &QTimer::timeout, this, &PullDialog::lookAtRegistry);
    connect(m_name, &QLineEdit::textChanged, this, [this] { m_searchTimer.start(); });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_isTyped = true; }); // and not taken from what was found
    connect(m_name, &QLineEdit::textChanged, this, &PullDialog::review);
    connect(m_platform, &QComboBox::currentTextChanged, this, &PullDialog::review);
    connect(m_allTags, &QCheckBox::toggled, this, &PullDialog::review);
    review();
}

void PullDialog::setUpControls()
{
    m_name = new QLineEdit;
    m_name->setObjectName(u"pullName"_s);
    m_name->setPlaceholderText(u"ubuntu:24.04"_s);
    m_note = makePlainLabel(u"pullNote"_s);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing() * 2);
    m_platform = new QComboBox;
    m_platform->setObjectName(u"pullPlatform"_s);
    m_platform->setEditable(true);
    m_platform->addItem(QString());
    m_platform->addItems(usualPlatforms());
    m_platform->setToolTip(tr("Operating system and processor; leave it empty for those of the engine"));
    m_allTags = new QCheckBox(tr("&All tags of the repository"));
    m_allTags->setObjectName(u"pullAllTags"_s);
    m_command = new CommandRow(u"pull"_s);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(u"pullAccept"_s);
    m_accept->setText(tr("Pull"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"pullCancel"_s);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    m_look = buttons->addButton(tr("&Tags and sizes"), QDialogButtonBox::ActionRole);
    m_look->setObjectName(u"pullLook"_s);
    m_look->setToolTip(tr("Ask the registry what it has under this name"));
    m_look->setCheckable(true);
    m_look->setAutoDefault(false);
    m_look->hide();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Image:"), m_name);
    form->addRow(QString(), m_note);
    form->addRow(tr("&Platform:"), m_platform);
    form->addRow(QString(), m_allTags);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(m_command);
    layout->addWidget(buttons);
    resize(fontMetrics().horizontalAdvance(u'm') * 36, sizeHint().height());
}

void PullDialog::setUpCompletion()
{
    m_names = new QStandardItemModel(0, 2, this);
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_popup = new QTreeView;
    m_popup->setObjectName(u"pullFound"_s);
    m_popup->setRootIsDecorated(false);
    m_popup->setUniformRowHeights(true);
    m_popup->setHeaderHidden(true);
    completer->setPopup(m_popup); // which owns it
    m_name->setCompleter(completer);
}

void PullDialog::setReference(const QString &reference)
{
    m_name->setText(reference);
    m_name->selectAll();
}

void PullDialog::setKnownNames(const QStringList &names)
{
    m_known = names;
    m_known.sort();
    m_known.removeDuplicates();
    showNames({});
}

void PullDialog::setSearch(Search search)
{
    m_search = std::move(search);
}

void PullDialog::setEnginePlatform(const QString &platform)
{
    m_enginePlatform = platform;
    m_platform->lineEdit()->setPlaceholderText(tr("the engine's own, %1").arg(visibleLine(platform)));
}

void PullDialog::setRegistry(RegistrySource &source)
{
    m_registry = new RegistryView(source);
    m_registry->hide();
    static_cast<QBoxLayout *>(layout())->insertWidget(1, m_registry, 1);
    m_look->show();
    connect(m_look, &QPushButton::toggled, this, [this](bool wanted) {
        m_registry->setVisible(wanted);
        const QSize size = fontMetrics().size(0, u"m"_s);
        resize(wanted ? QSize(size.width() * 52, size.height() * 30) : QSize(size.width() * 36, sizeHint().height()));
        lookAtRegistry();
    });
    connect(m_registry, &RegistryView::tagChosen, this, [this](const QString &tag) {
        if (const auto reference = ImageReference::parse(m_name->text().trimmed()))
            m_name->setText(reference->familiarName() + u':' + tag);
    });
    connect(m_registry, &RegistryView::platformChosen, this,
            [this](const QString &platform) { m_platform->setEditText(platform); });
}

void PullDialog::lookAtRegistry()
{
    if (!m_registry || m_registry->isHidden())
        return;
    const QString platform = m_platform->currentText().trimmed();
    m_registry->setPlatform(platform.isEmpty() ? m_enginePlatform : platform);
    if (const auto reference = ImageReference::parse(m_name->text().trimmed()))
        m_registry->look(*reference);
}

PullRequest PullDialog::request() const
{
    const auto reference = ImageReference::parse(m_name->text().trimmed());
    if (!reference)
        return {};
    return {.reference = m_allTags->isChecked() ? *reference : reference->withDefaultTag(),
            .platform = m_platform->currentText().trimmed(),
            .allTags = m_allTags->isChecked()};
}

QString PullDialog::problem() const
{
    const auto reference = ImageReference::parse(m_name->text().trimmed());
    if (!reference)
        return reference.error().message;
    if (m_allTags->isChecked() && !(reference->tag().isEmpty() && reference->digest().isEmpty()))
        return tr("For all tags, the name must be without a tag.");
    const QString platform = m_platform->currentText().trimmed();
    if (!platform.isEmpty() && !isPlatform(platform))
        return tr("A platform has a system and a processor, such as linux/arm64.");
    return {};
}

/// Where the name leads: the short names of Docker Hub are not obvious to those who learn.
QString PullDialog::explanation() const
{
    const PullRequest wanted = request();
    const QString registry = registryName(registryKey(wanted.reference.domain()));
    if (wanted.allTags)
        return tr("Every tag of %1 from %2").arg(wanted.reference.path(), registry);
    return wanted.reference.tag().isEmpty()
        ? tr("Exactly this content of %1 from %2").arg(wanted.reference.path(), registry)
        : tr("%1 from %2, tag %3").arg(wanted.reference.path(), registry, wanted.reference.tag());
}

void PullDialog::review()
{
    const QString wrong = problem();
    m_note->setText(m_name->text().isEmpty() ? QString() : wrong.isEmpty() ? explanation() : wrong);
    m_accept->setEnabled(wrong.isEmpty());
    m_command->setCommand(wrong.isEmpty() ? PullOperation::commandFor(request()).toString() : QString());
}

void PullDialog::searchSoon()
{
    if (!std::exchange(m_isTyped, false))
        return;
    delete std::exchange(m_asking, nullptr);
    const QString term = m_name->text().trimmed();
    const auto reference = ImageReference::parse(term);
    const bool isOfHub = reference && reference->domain() == u"docker.io" && !term.contains(u':');
    if (!m_search || !isOfHub || term.size() < shortestTerm)
        return;
    m_asking = new QObject(this);
    m_search(term, m_asking, [this](const QList<SearchHit> &found) { showNames(found); });
}

/// What is here, then what was found, the most liked first as Docker Hub gives it.
void PullDialog::showNames(const QList<SearchHit> &found)
{
    m_names->setRowCount(0);
    const auto add = [this](const QString &name, const QString &about) {
        m_names->appendRow({new QStandardItem(name), new QStandardItem(about)});
    };
    for (const QString &name : std::as_const(m_known))
        add(name, {});
    for (const SearchHit &hit : found) {
        if (!m_known.contains(hit.name))
            add(hit.name, aboutHit(hit));
    }
    m_popup->resizeColumnToContents(0);
    if (!found.isEmpty() && m_name->hasFocus() && m_name->completer()->completionCount() > 0)
        m_name->completer()->complete();
}

} // namespace strata
