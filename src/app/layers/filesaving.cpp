// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/filesaving.h"

#include "app/common/text.h"
#include "core/bytesize.h"
#include "widgets/plaintext.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QProgressDialog>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct FileSavingText
{
    Q_DECLARE_TR_FUNCTIONS(FileSaving)
};

/// Begins to read into the target; what it makes belongs to `parent`.
using Begin = std::function<FileReading *(const QString &target, QObject *parent)>;

void tell(QMessageBox::Icon sign, const QString &objectName, const QString &title, const QString &text, QWidget *window)
{
    auto *box = new QMessageBox(sign, title, text, QMessageBox::Close, window);
    box->setObjectName(objectName);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void tellEnd(const FileReading &reading, QWidget *window)
{
    if (!reading.bytes())
        return tell(QMessageBox::Warning, u"layersNotSaved"_s, FileSavingText::tr("Nothing was saved"),
                    textBlock(reading.bytes().error().message), window);
    const SavedFolder &saved = reading.savedFolder();
    if (saved.leftOut == 0)
        return;
    const QString facts = FileSavingText::tr("%n file(s) saved, %1", nullptr, int(saved.files))
                              .arg(formatBytes(saved.bytes))
        + u". "_s + FileSavingText::tr("%n could not be saved safely and were left out:", nullptr, int(saved.leftOut));
    tell(QMessageBox::Information, u"layersLeftOut"_s, FileSavingText::tr("Saved, but not all of it"),
         textBlock(facts + u"\n\n"_s + saved.examples.join(u'\n')), window);
}

void save(const Begin &begin, const QString &target, QWidget *window)
{
    auto *progress = new QProgressDialog(window);
    progress->setObjectName(u"layersSaving"_s);
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setRange(0, 0);
    progress->setMinimumDuration(500);
    progress->setLabelText(FileSavingText::tr("Saving %1…").arg(visibleLine(QFileInfo(target).fileName(), 100)));
    FileReading *reading = begin(target, progress);
    QObject::connect(reading, &FileReading::finished, window, [reading, progress, window] {
        tellEnd(*reading, window);
        progress->close();
    });
    QObject::connect(progress, &QProgressDialog::canceled, progress, &QObject::deleteLater);
}

void ask(const QString &title, const QString &path, const Begin &begin, QWidget *window)
{
    auto *dialog = new QFileDialog(window, title, {}, {});
    dialog->setObjectName(u"layersSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(path).fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [begin, window](const QString &target) { save(begin, target, window); });
    dialog->open();
}

} // namespace

void askAndSaveFile(const ImageOrigin &origin, const StoredFile &file, const QString &path, QWidget *window)
{
    ask(
        FileSavingText::tr("Save the file"), path,
        [=](const QString &target, QObject *parent) { return new FileReading(origin, file, target, parent); }, window);
}

void askAndSaveFolder(const ImageOrigin &origin, const FolderChoice &folder, const QString &path, QWidget *window)
{
    ask(
        FileSavingText::tr("Save the folder"), path,
        [=](const QString &target, QObject *parent) { return new FileReading(origin, folder, target, parent); },
        window);
}

} // namespace strata
