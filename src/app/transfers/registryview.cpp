// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/registryview.h"

#include "app/common/text.h"
#include "app/shell/controls.h"
#include "core/bytesize.h"
#include "core/credential.h"
#include "registry/tagorder.h"
#include "widgets/filterfield.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QFontDatabase>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int platformRole = Qt::UserRole;
constexpr int digestRole = Qt::UserRole + 1;
constexpr int sizeRole = Qt::UserRole + 2;

QString nameOf(const ImageReference &reference)
{
    return registryName(registryKey(reference.domain()));
}

bool isSameRepository(const ImageReference &a, const ImageReference &b)
{
    return a.domain() == b.domain() && a.path() == b.path();
}

QWidget *inColumn(std::initializer_list<QWidget *> widgets)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    for (QWidget *widget : widgets)
        column->addWidget(widget);
    return box;
}

QStandardItem *makeItem(const QString &text, const QString &toolTip = {})
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    item->setToolTip(toolTip);
    return item;
}

} // namespace

RegistryView::RegistryView(RegistrySource &source, QWidget *parent) : QWidget(parent), m_source(source)
{
    m_note = makePlainLabel(u"registryNote"_s);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_logIn = new QPushButton(tr("Log in…"));
    m_logIn->setObjectName(u"registryLogIn"_s);
    m_logIn->setAutoDefault(false);
    m_logIn->hide();
    connect(m_logIn, &QPushButton::clicked, this, &RegistryView::logIn);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeTags());
    splitter->addWidget(makeImages());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 5);
    auto *top = new QHBoxLayout;
    top->addWidget(m_note, 1);
    top->addWidget(m_logIn, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(splitter, 1);
    column->addLayout(top);
}

QWidget *RegistryView::makeTags()
{
    m_found.setSourceModel(&m_tagNames);
    m_found.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter = new FilterField;
    m_filter->setObjectName(u"registryFilter"_s);
    m_filter->setPlaceholderText(tr("Filter tags…"));
    connect(m_filter, &QLineEdit::textChanged, &m_found, &QSortFilterProxyModel::setFilterFixedString);
    m_tagList = new QListView;
    m_tagList->setObjectName(u"registryTags"_s);
    m_tagList->setAccessibleName(tr("Tags"));
    m_tagList->setUniformItemSizes(true);
    m_tagList->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tagList->setModel(&m_found);
    connect(m_filter, &FilterField::leaveRequested, m_tagList, qOverload<>(&QWidget::setFocus));
    const auto choose = [this](const QModelIndex &tag) { Q_EMIT tagChosen(tag.data().toString()); };
    connect(m_tagList, &QListView::clicked, this, choose);
    connect(m_tagList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, choose](const QModelIndex &now, const QModelIndex &before) {
                if (isChoice(*m_tagList, now, before))
                    choose(now);
            });
    m_tagNote = makePlainLabel(u"registryTagNote"_s);
    return inColumn({m_filter, m_tagList, m_tagNote});
}

QWidget *RegistryView::makeImages()
{
    m_imageTable = new TreeTable;
    m_imageTable->setObjectName(u"registryImages"_s);
    m_imageTable->setAccessibleName(tr("Images under the tag"));
    m_images.setHorizontalHeaderLabels({tr("Platform"), tr("Download"), tr("Digest")});
    m_images.horizontalHeaderItem(Download)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_imageTable->setModel(&m_images);
    m_imageTable->setRootIsDecorated(false);
    m_imageTable->setSortingEnabled(false);
    m_imageTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_imageTable->setDefaultWidths({16, 12, 24});
    m_imageTable->setStretchColumn(Digest);
    const auto choose = [this](const QModelIndex &image) {
        const QString platform = m_images.item(image.row(), Platform)->data(platformRole).toString();
        if (!platform.isEmpty())
            Q_EMIT platformChosen(platform);
    };
    connect(m_imageTable, &QTreeView::clicked, this, choose);
    connect(m_imageTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, choose](const QModelIndex &now, const QModelIndex &before) {
                if (now.isValid())
                    askSize(now.row());
                if (isChoice(*m_imageTable, now, before))
                    choose(now);
            });
    return m_imageTable;
}

/// Whether a person moved there with the keyboard: a view that gets the focus makes its first row current by itself, and
/// one whose row is filtered away another.
bool RegistryView::isChoice(const QWidget &view, const QModelIndex &now, const QModelIndex &before) const
{
    return !m_isOwnSelection && view.hasFocus() && now.isValid() && before.isValid();
}

/// What failed is asked again.
void RegistryView::look(const ImageReference &reference)
{
    const std::optional<ImageReference> before = std::exchange(m_reference, reference.withDefaultTag());
    if (!before || !isSameRepository(*before, reference) || m_tagsError)
        askTags();
    if (!before || before->familiar() != m_reference->familiar() || m_manifestError)
        askManifest();
    selectTag();
}

void RegistryView::setPlatform(const QString &platform)
{
    m_platform = platform;
    selectPlatform();
}

void RegistryView::askTags()
{
    m_tagNames.setStringList({});
    m_filter->clear();
    m_tagsError.reset();
    offerLogIn();
    m_tagNote->setText(tr("Asking %1…").arg(nameOf(*m_reference)));
    m_tagsQuestion = std::make_unique<QObject>();
    m_source.tags(*m_reference, m_tagsQuestion.get(), [this](const Result<RegistryTags> &tags) { showTags(tags); });
}

void RegistryView::showTags(const Result<RegistryTags> &tags)
{
    if (!tags) {
        m_tagNote->setText(textBlock(tags.error().message));
        m_tagsError = tags.error();
        return offerLogIn();
    }
    const QScopedValueRollback own(m_isOwnSelection, true);
    m_tagNames.setStringList(sortedTags(tags->names));
    const QString count = tr("%n tag(s)", nullptr, static_cast<int>(tags->names.size()));
    m_tagNote->setText(tags->isComplete ? count : tr("%1, and more that are not shown").arg(count));
    selectTag();
}

void RegistryView::selectTag()
{
    const QScopedValueRollback own(m_isOwnSelection, true);
    const QModelIndexList rows = m_found.match(m_found.index(0, 0), Qt::DisplayRole, m_reference->tag(), 1,
                                               Qt::MatchExactly | Qt::MatchCaseSensitive);
    if (rows.isEmpty())
        return m_tagList->selectionModel()->clear();
    m_tagList->setCurrentIndex(rows.first());
    m_tagList->scrollTo(rows.first());
}

void RegistryView::askManifest()
{
    m_images.setRowCount(0);
    m_manifestError.reset();
    offerLogIn();
    m_note->setText(tr("Asking %1…").arg(nameOf(*m_reference)));
    m_manifestQuestion = std::make_unique<QObject>();
    m_source.manifest(*m_reference, m_manifestQuestion.get(),
                      [this](const Result<RegistryManifest> &manifest) { showManifest(manifest); });
}

void RegistryView::showManifest(const Result<RegistryManifest> &manifest)
{
    if (!manifest) {
        m_note->setText(textBlock(manifest.error().message));
        m_manifestError = manifest.error();
        return offerLogIn();
    }
    QStringList lines{tr("%1 is %2").arg(m_reference->familiar(), manifest->self.digest)};
    if (!manifest->isIndex)
        lines.append(tr("%n layer(s)", nullptr, static_cast<int>(manifest->layers.size())));
    if (manifest->omission)
        lines.append(manifest->omission->message);
    m_note->setText(textBlock(lines.join(u'\n')));
    for (const RegistryImage &image : manifest->images)
        addImage(image);
    selectPlatform();
}

void RegistryView::addImage(const RegistryImage &image)
{
    const QString platform = image.platform.toString();
    const QString version = image.platform.osVersion;
    QStandardItem *first = makeItem(
        platform.isEmpty() ? tr("not told")
                           : visibleLine(QString(platform + (version.isEmpty() ? QString() : u' ' + version))));
    first->setData(platform, platformRole);
    first->setData(image.manifest.digest, digestRole);
    first->setData(image.compressedSize, sizeRole);
    QStandardItem *size = makeItem(orDash(formatBytes(image.compressedSize)),
                                   tr("What a pull fetches, compressed; layers that are here already are left out"));
    size->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    QStandardItem *digest = makeItem(visibleLine(image.manifest.digest), visibleLine(image.manifest.digest));
    digest->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_images.appendRow({first, size, digest});
}

/// One manifest more, so only of what is looked at.
void RegistryView::askSize(int row)
{
    const QStandardItem *item = m_images.item(row, Platform);
    const auto exact = ImageReference::parse(
        QString(m_reference->domain() + u'/' + m_reference->path() + u'@' + item->data(digestRole).toString()));
    if (item->data(sizeRole).toLongLong() >= 0 || !exact)
        return;
    m_source.manifest(*exact, m_manifestQuestion.get(), [this, row](const Result<RegistryManifest> &manifest) {
        if (!manifest || manifest->images.size() != 1 || manifest->images.first().compressedSize < 0)
            return;
        const qint64 size = manifest->images.first().compressedSize;
        m_images.item(row, Platform)->setData(size, sizeRole);
        m_images.item(row, Download)->setText(formatBytes(size));
    });
}

void RegistryView::selectPlatform()
{
    const QScopedValueRollback own(m_isOwnSelection, true);
    for (int row = 0; row < m_images.rowCount(); ++row) {
        const QString platform = m_images.item(row, Platform)->data(platformRole).toString();
        const bool isIt = platform == m_platform || platform.startsWith(QString(m_platform + u'/'));
        if (m_images.rowCount() == 1 || (isIt && !m_platform.isEmpty()))
            return m_imageTable->selectOnly(m_images.index(row, Platform));
    }
}

void RegistryView::offerLogIn()
{
    const auto wantsAccount = [](const std::optional<Error> &error) {
        return error && error->kind == Error::Kind::Unauthorized;
    };
    m_logIn->setVisible(wantsAccount(m_manifestError) || wantsAccount(m_tagsError));
}

void RegistryView::logIn()
{
    const QString why = m_manifestError ? m_manifestError->message : m_tagsError->message;
    m_source.logIn(*m_reference, why, window(), this, [this](bool hasLoggedIn) {
        if (!hasLoggedIn)
            return;
        askTags();
        askManifest();
    });
}

} // namespace strata
