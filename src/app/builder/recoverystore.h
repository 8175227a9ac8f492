// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

class QLockFile;

namespace strata {

/// A text that was not saved when the program ended.
struct RecoveredText
{
    QString path = {}; ///< of its file; empty: it had none
    QString name = {}; ///< what it was called then
    QString text = {};
    QDateTime written = {};
    std::optional<QString> saved = {}; ///< what the file held then; none: not known
};

/// Keeps unsaved texts in a folder of its own, a file each, for the owner only. What cannot be written is not kept: the text is
/// still in the window. For the GUI thread; texts are small.
class RecoveryStore
{
public:
    explicit RecoveryStore(QString folder);
    ~RecoveryStore();
    Q_DISABLE_COPY_MOVE(RecoveryStore)
    /// Where this program keeps them: below the person's data folder.
    static QString defaultFolder();

    QString newKey();
    void keep(const QString &key, const RecoveredText &text);
    void drop(const QString &key);
    std::optional<RecoveredText> find(const QString &key) const;
    QStringList leftBehind() const; ///< keys, the oldest first

private:
    QString pathOf(const QString &key) const;
    bool isLeftBehind(const QString &key) const;

    QString m_folder;
    QString m_session; ///< the first part of its keys
    int m_count = 0;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace strata
