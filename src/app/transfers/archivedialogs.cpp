// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfers/archivedialogs.h"

#include "app/common/text.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ArchiveText
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveText)
};

struct Kind
{
    QString filter;
    QString ending;
};

QList<Kind> kinds()
{
    return {{ArchiveText::tr("Archive (*.tar)"), u".tar"_s},
            {ArchiveText::tr("Archive, gzip (*.tar.gz)"), u".tar.gz"_s},
            {ArchiveText::tr("Archive, Zstandard (*.tar.zst)"), u".tar.zst"_s}};
}

QFileDialog *makeDialog(QWidget *parent, const QString &objectName, const QString &title)
{
    auto *dialog = new QFileDialog(parent, title, QStandardPaths::writableLocation(QStandardPaths::HomeLocation));
    dialog->setObjectName(objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

/// "localhost:5000/shop/web:1.4" as a file's name: "shop_web_1.4".
QString fileName(const QString &what)
{
    static const QRegularExpression unusual(u"[^A-Za-z0-9._-]+"_s);
    const qsizetype slash = what.indexOf(u'/');
    const bool hasHost = slash > 0 && (what.first(slash).contains(u'.') || what.first(slash).contains(u':'));
    QString name = hasHost ? what.sliced(slash + 1) : what;
    return name.replace(unusual, u"_"_s);
}

ArchiveTarget targetOf(QString path, const QString &filter)
{
    if (!path.endsWith(u".tar"_s) && compressionOf(path) == Compression::None) {
        for (const Kind &kind : kinds()) {
            if (kind.filter == filter)
                path += kind.ending;
        }
    }
    return {.path = path, .compression = compressionOf(path)};
}

/// The file dialog asked about another name.
void askReplace(QWidget *parent, const QString &path, std::function<void()> replace)
{
    auto *dialog = new QMessageBox(QMessageBox::Question, ArchiveText::tr("Replace the file?"),
                                   ArchiveText::tr("There is a file %1 already. Replace it?").arg(visibleLine(path)),
                                   QMessageBox::Cancel, parent);
    dialog->setObjectName(u"replaceDialog"_s);
    dialog->setTextFormat(Qt::PlainText);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->button(QMessageBox::Cancel)->setText(ArchiveText::tr("Cancel"));
    const QPushButton *yes = dialog->addButton(ArchiveText::tr("Replace"), QMessageBox::DestructiveRole);
    dialog->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(yes, &QPushButton::clicked, parent, std::move(replace));
    dialog->open();
}

} // namespace

Compression compressionOf(const QString &path)
{
    if (path.endsWith(u".gz"_s) || path.endsWith(u".tgz"_s))
        return Compression::Gzip;
    return path.endsWith(u".zst"_s) ? Compression::Zstd : Compression::None;
}

void askArchive(QWidget *parent, const QString &objectName, const QString &title,
                std::function<void(const QString &path)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, objectName, title);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ArchiveText::tr("Archives (*.tar *.tar.gz *.tgz *.tar.zst *.tar.xz *.tar.bz2)"),
                            ArchiveText::tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

void askNewArchive(QWidget *parent, const QString &objectName, const QString &title, const QString &what,
                   std::function<void(const ArchiveTarget &target)> chosen)
{
    QFileDialog *dialog = makeDialog(parent, objectName, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const Kind &kind : kinds())
        filters.append(kind.filter);
    dialog->setNameFilters(filters);
    dialog->selectFile(QString(fileName(what) + u".tar"_s));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const QStringList files = dialog->selectedFiles();
        if (files.size() != 1)
            return;
        static const QRegularExpression ending(u"\\.(tar|tar\\.gz|tgz|tar\\.zst)$"_s);
        dialog->selectFile(targetOf(QString(files.first()).remove(ending), filter).path);
    });
    QObject::connect(dialog, &QFileDialog::accepted, parent, [dialog, parent, chosen = std::move(chosen)] {
        const QString path = dialog->selectedFiles().first();
        const ArchiveTarget target = targetOf(path, dialog->selectedNameFilter());
        if (target.path == path || !QFileInfo::exists(target.path))
            return chosen(target);
        askReplace(parent, target.path, [target, chosen] { chosen(target); });
    });
    dialog->open();
}

} // namespace strata
