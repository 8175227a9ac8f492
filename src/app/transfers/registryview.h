// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/transfers/registrysource.h"

#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QWidget>

#include <memory>

class QLabel;
class QListView;
class QPushButton;

namespace strata {

class FilterField;
class TreeTable;

/// What a registry has: the tags of a repository, and the images under the one that is looked at, each with its platform,
/// what a pull would fetch, and its digest. States and errors stand above; where an account is wanted it can be given.
class RegistryView : public QWidget
{
    Q_OBJECT

public:
    explicit RegistryView(RegistrySource &source, QWidget *parent = nullptr);

    /// Shows what is under the reference, and its repository's tags; asks for what is not shown yet.
    void look(const ImageReference &reference);
    void setPlatform(const QString &platform); ///< "linux/arm64": whose image is of interest

Q_SIGNALS:
    void tagChosen(const QString &tag);
    void platformChosen(const QString &platform);

private:
    enum Column { Platform, Download, Digest, ColumnCount };

    QWidget *makeTags();
    QWidget *makeImages();
    bool isChoice(const QWidget &view, const QModelIndex &now, const QModelIndex &before) const;
    void askTags();
    void showTags(const Result<RegistryTags> &tags);
    void askManifest();
    void showManifest(const Result<RegistryManifest> &manifest);
    void addImage(const RegistryImage &image);
    void askSize(int row);
    void selectTag();
    void selectPlatform();
    void offerLogIn();
    void logIn();

    RegistrySource &m_source;
    std::optional<ImageReference> m_reference; ///< that is shown or asked for
    QString m_platform;
    std::optional<Error> m_tagsError, m_manifestError;
    std::unique_ptr<QObject> m_tagsQuestion, m_manifestQuestion; ///< contexts of what is under way
    bool m_isOwnSelection = false;                               ///< no person selects at the moment
    QStringListModel m_tagNames;
    QSortFilterProxyModel m_found;
    QStandardItemModel m_images;
    FilterField *m_filter = nullptr;
    QListView *m_tagList = nullptr;
    QLabel *m_tagNote = nullptr;
    TreeTable *m_imageTable = nullptr;
    QLabel *m_note = nullptr;
    QPushButton *m_logIn = nullptr;
};

} // namespace strata
