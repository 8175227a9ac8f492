// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/loaddialog.h"

#include "app/common/commandrow.h"
#include "app/common/text.h"
#include "app/shell/controls.h"
#include "core/bytesize.h"
#include "core/commandline.h"
#include "layers/archiveoperation.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr int indexRole = Qt::UserRole; ///< the entries below a row
constexpr qsizetype instructionLimit = 400;
constexpr int steps = 1000;

QString nameOf(const QString &path)
{
    return visibleLine(QFileInfo(path).fileName(), 100);
}

QString kindText(const ArchiveContents &contents)
{
    const QString codec = codecName(contents.codec);
    const auto say = [&codec](const QString &kind) {
        return codec.isEmpty() ? kind : LoadDialog::tr("%1, %2").arg(kind, codec);
    };
    switch (contents.kind) {
    case ArchiveKind::Docker: return say(LoadDialog::tr("docker archive"));
    case ArchiveKind::Oci: return say(LoadDialog::tr("OCI layout"));
    case ArchiveKind::RootFilesystem: return say(LoadDialog::tr("file system"));
    case ArchiveKind::Other: break;
    }
    return say(LoadDialog::tr("another archive"));
}

QString imageName(const ArchiveImage &image)
{
    if (!image.names.isEmpty())
        return visibleLine(image.names.join(u", "_s));
    const QString &digest = image.configDigest.isEmpty() ? image.manifestDigest : image.configDigest;
    return digest.isEmpty() ? LoadDialog::tr("without a name")
                            : LoadDialog::tr("without a name, %1").arg(visibleLine(digest.section(u':', 1).left(12)));
}

QList<QStandardItem *> makeRow(const QString &name, const QString &platform, qint64 size, const QString &details)
{
    QList<QStandardItem *> row{new QStandardItem(name), new QStandardItem(platform),
                               new QStandardItem(orDash(formatBytes(size))), new QStandardItem(details)};
    row[2]->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QStandardItem *item : std::as_const(row))
        item->setEditable(false);
    return row;
}

} // namespace

LoadDialog::LoadDialog(const QStringList &paths, QWidget *parent)
    : QDialog(parent), m_paths(paths), m_archiveCount(static_cast<int>(paths.size()))
{
    setObjectName(u"loadPreview"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Load images"));
    setUpControls();
    readNext();
}

void LoadDialog::setUpControls()
{
    m_heading = makePlainLabel(u"loadHeading"_s);
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"loadProgress"_s);
    m_progress->setTextVisible(false);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"loadTabs"_s);
    m_tabs->addTab(makeImages(), tr("Images"));
    m_tabs->addTab(makeFiles(), tr("Files"));
    m_problem = makePlainLabel(u"loadProblem"_s);
    m_problem->hide();
    m_command = new CommandRow(u"load"_s);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(u"loadAccept"_s);
    m_accept->setText(tr("Load"));
    m_accept->setEnabled(false);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"loadCancel"_s);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    m_import = buttons->addButton(tr("Import as a file system…"), QDialogButtonBox::ActionRole);
    m_import->setObjectName(u"loadImport"_s);
    m_import->setToolTip(tr("Make an image of one layer from the files"));
    m_import->hide();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, [this] {
        const QString path = m_importable.first();
        reject();
        Q_EMIT importRequested(path);
    });

    auto *column = new QVBoxLayout(this);
    for (QWidget *widget : {static_cast<QWidget *>(m_heading), static_cast<QWidget *>(m_progress)})
        column->addWidget(widget);
    column->addWidget(m_tabs, 1);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_problem), static_cast<QWidget *>(m_command), static_cast<QWidget *>(buttons)})
        column->addWidget(widget);
    const int em = fontMetrics().horizontalAdvance(u'm');
    resize(em * 60, fontMetrics().lineSpacing() * 30);
}

QWidget *LoadDialog::makeImages()
{
    m_images.setHorizontalHeaderLabels({tr("Image"), tr("Platform"), tr("Size"), tr("Details")});
    m_images.horizontalHeaderItem(Size)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_imageTable = new TreeTable;
    m_imageTable->setObjectName(u"loadImages"_s);
    m_imageTable->setAccessibleName(tr("Images in the archive"));
    m_imageTable->setModel(&m_images);
    m_imageTable->setSortingEnabled(false);
    m_imageTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_imageTable->setDefaultWidths({44, 14, 11, 20});
    m_imageTable->setStretchColumn(Name);
    connect(m_imageTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LoadDialog::showFiles);
    return m_imageTable;
}

QWidget *LoadDialog::makeFiles()
{
    m_fileTable = new TreeTable;
    m_fileTable->setObjectName(u"loadFiles"_s);
    m_fileTable->setAccessibleName(tr("Files in the archive"));
    m_fileTable->setModel(&m_entries);
    m_fileTable->setRootIsDecorated(false);
    m_fileTable->setSortingEnabled(false);
    m_fileTable->setDefaultWidths({12, 14, 11, 20, 40});
    m_fileTable->setStretchColumn(EntryModel::Path);
    return m_fileTable;
}

void LoadDialog::readNext()
{
    if (m_paths.isEmpty())
        return conclude();
    const QString path = m_paths.takeFirst();
    m_reading = new ArchiveOperation(path, this);
    m_heading->setText(tr("Reading %1…").arg(nameOf(path)));
    connect(m_reading, &Operation::progressChanged, this, [this] {
        const Operation::Progress &now = m_reading->progress();
        m_progress->setRange(0, now.total > 0 ? steps : 0);
        if (now.total > 0)
            m_progress->setValue(static_cast<int>(now.done * steps / now.total));
    });
    connect(m_reading, &Operation::finished, this, [this, path] {
        ArchiveOperation *finished = std::exchange(m_reading, nullptr);
        take(path, *finished);
        finished->deleteLater();
        readNext();
    });
    m_reading->start();
}

void LoadDialog::take(const QString &path, const ArchiveOperation &operation)
{
    if (!operation.contents())
        return operation.outcome().error ? addProblem(path, *operation.outcome().error) : void();
    const ArchiveContents &contents = *operation.contents();
    QStandardItem *archive = addArchive(path, contents);
    const bool hasImages = contents.kind == ArchiveKind::Docker || contents.kind == ArchiveKind::Oci;
    if (hasImages) {
        for (const ArchiveImage &image : contents.images)
            addImage(archive, image);
    } else if (contents.kind == ArchiveKind::RootFilesystem && contents.isWhole) {
        m_importable.append(path);
    }
    if (contents.problem)
        addProblem(path, *contents.problem);
    else if (!hasImages)
        addProblem(
            path,
            {Error::Kind::InvalidInput,
             contents.kind == ArchiveKind::RootFilesystem
                 ? tr("It holds the files of a system and no image. It can be imported as an image of one layer.")
                 : tr("It holds no image."),
             {}});
    const bool isSound = std::ranges::any_of(contents.images, [](const ArchiveImage &one) { return !one.problem; });
    if (hasImages && contents.isWhole && isSound)
        m_loadable.append(path);
    m_imageTable->expand(archive->index());
    if (archive->rowCount() == 1)
        m_imageTable->expand(archive->child(0)->index());
    if (!m_imageTable->currentIndex().isValid())
        m_imageTable->selectOnly(archive->index());
}

QStandardItem *LoadDialog::addArchive(const QString &path, const ArchiveContents &contents)
{
    const QList<QStandardItem *> row = makeRow(nameOf(path), {}, contents.bytes, kindText(contents));
    row[Name]->setToolTip(visibleLine(path, 1000));
    row[Name]->setData(QVariant::fromValue(contents.index), indexRole);
    m_images.appendRow(row);
    return row[Name];
}

void LoadDialog::addImage(QStandardItem *archive, const ArchiveImage &image)
{
    ++m_imageCount;
    const int layers = static_cast<int>(image.layers.size());
    const QList<QStandardItem *> row = makeRow(imageName(image), visibleLine(image.platform), image.unpackedBytes(),
                                               image.problem ? visibleLine(image.problem->message)
                                                             : tr("%n layer(s)", nullptr, layers));
    row[Name]->setToolTip(visibleLine(image.configDigest));
    row[Details]->setToolTip(image.created.isValid() ? tr("Created %1").arg(exactTime(image.created)) : QString());
    archive->appendRow(row);
    for (const ArchiveLayer &layer : image.layers)
        addLayer(row[Name], layer);
}

void LoadDialog::addLayer(QStandardItem *image, const ArchiveLayer &layer)
{
    const QString instruction = visibleLine(layer.createdBy, instructionLimit);
    const QString digest = visibleLine(layer.diffId.section(u':', 1).left(12));
    const QList<QStandardItem *> row = makeRow(instruction.isEmpty() ? tr("layer") : instruction, {},
                                               layer.unpackedBytes,
                                               layer.problem ? visibleLine(layer.problem->message) : digest);
    row[Name]->setToolTip(visibleText(layer.createdBy));
    row[Size]->setToolTip(tr("%1 in the archive").arg(formatBytes(layer.storedBytes)));
    row[Details]->setToolTip(visibleLine(layer.diffId));
    row[Name]->setData(QVariant::fromValue(layer.index), indexRole);
    image->appendRow(row);
}

void LoadDialog::addProblem(const QString &path, const Error &error)
{
    m_problems.append(tr("%1: %2").arg(nameOf(path), error.message));
    m_problem->setText(textBlock(m_problems.join(u'\n')));
    m_problem->show();
}

/// Those of the row that is current: of a layer its own, else the archive's.
void LoadDialog::showFiles()
{
    QModelIndex row = m_imageTable->currentIndex().siblingAtColumn(Name);
    while (row.isValid() && !row.data(indexRole).isValid())
        row = row.parent();
    m_entries.setIndex(row.data(indexRole).value<std::shared_ptr<const LayerIndex>>());
    m_tabs->setTabText(1, row.isValid() ? tr("Files of %1").arg(visibleLine(row.data().toString(), 30)) : tr("Files"));
}

void LoadDialog::conclude()
{
    m_progress->hide();
    const QString images = tr("%n image(s)", nullptr, m_imageCount);
    m_heading->setText(m_archiveCount == 1 && m_images.rowCount() == 1
                           ? tr("%1 in %2").arg(images, m_images.item(0, Name)->text())
                           : tr("%1 in %n archive(s)", nullptr, m_archiveCount).arg(images));
    m_import->setVisible(m_importable.size() == 1 && m_loadable.isEmpty());
    m_accept->setEnabled(!m_loadable.isEmpty());
    if (m_loadable.size() == 1)
        m_command->setCommand(CommandLine{u"docker"_s, u"load"_s, u"-i"_s, m_loadable.first()}.toString());
}

} // namespace strata
