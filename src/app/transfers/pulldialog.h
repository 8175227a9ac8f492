// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/types.h"
#include "engine/transfers/pull.h"

#include <QDialog>
#include <QTimer>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;
class QTreeView;

namespace strata {

class CommandRow;
class RegistrySource;
class RegistryView;

/// Asks what to pull: the reference, completed from what is known and from a search, the platform, all tags or one.
/// Says as one types what is wrong, or where the image will come from. Show it with open(); it deletes itself when
/// closed.
class PullDialog : public QDialog
{
    Q_OBJECT

public:
    /// Asks Docker Hub for repositories; the answer comes while `context` lives, or never.
    using Search = std::function<void(const QString &term, QObject *context,
                                      std::function<void(const QList<SearchHit> &hits)> answer)>;

    explicit PullDialog(QWidget *parent);

    void setReference(const QString &reference);
    void setKnownNames(const QStringList &names);
    void setSearch(Search search);
    void setEnginePlatform(const QString &platform); ///< shown as what an empty choice means: "linux/amd64"
    /// Lets the person look at what the registry has, which must live as long; nothing is asked before they do.
    void setRegistry(RegistrySource &source);
    PullRequest request() const; ///< once accepted; with a tag or digest, unless for all tags

private:
    void setUpControls();
    void setUpCompletion();
    void review();
    void searchSoon();
    void showNames(const QList<SearchHit> &found);
    QString problem() const;
    QString explanation() const;
    void lookAtRegistry();

    Search m_search;
    QStringList m_known;
    QTimer m_searchTimer;
    bool m_isTyped = false;      ///< since the last search
    QObject *m_asking = nullptr; ///< context of the search under way
    QLineEdit *m_name = nullptr;
    QStandardItemModel *m_names = nullptr; ///< to be completed: name, and what Docker Hub says about it
    QTreeView *m_popup = nullptr;
    QLabel *m_note = nullptr;
    QComboBox *m_platform = nullptr;
    QCheckBox *m_allTags = nullptr;
    CommandRow *m_command = nullptr;
    QString m_enginePlatform;
    QPushButton *m_look = nullptr;
    RegistryView *m_registry = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace strata
