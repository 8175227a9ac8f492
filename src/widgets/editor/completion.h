// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textrange.h"

#include <QAbstractListModel>
#include <QList>
#include <QPointer>
#include <QString>

#include <functional>

class QKeyEvent;
class QListView;

namespace strata {

class FloatingPanel;
class TextArea;

enum class CompletionKind { Keyword, Option, Name, Variable, File, Folder, Package, Value, Snippet };

struct CompletionItem
{
    QString label;
    QString detail = {};     ///< in quiet words at the right
    QString insertText = {}; ///< empty: the label
    CompletionKind kind = CompletionKind::Keyword;
    int cursor = -1; ///< where in insertText the cursor goes; -1: behind it
};

struct CompletionList
{
    QList<CompletionItem> items; ///< the best first
    int from = -1;               ///< column where what is replaced begins; -1: the word in front of the cursor
};

struct CompletionRequest
{
    EditorPosition position;
    bool isExplicit = false; ///< a person asked (Ctrl+Space), not only typed
};

/// Asked on the GUI thread with the text as it is then. `answer` may be called at once or later, on the GUI thread, at most
/// once, or never; it does nothing when something newer was asked, the cursor is elsewhere, or the editor is gone.
using CompletionAnswer = std::function<void(CompletionList list)>;
using CompletionProvider = std::function<void(const CompletionRequest &request, const CompletionAnswer &answer)>;

/// The items that go with what was typed: those that begin with it, then those that have its letters in order.
QList<CompletionItem> matchingItems(const QList<CompletionItem> &items, const QString &typed);

class CompletionModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole, KindRole };

    explicit CompletionModel(QObject *parent) : QAbstractListModel(parent) {}

    void setItems(const QList<CompletionItem> &items);
    const QList<CompletionItem> &items() const { return m_items; }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<CompletionItem> m_items;
};

/// Offers what a provider answers, while typing and on demand, in a list that never has the focus. While it is shown, Up,
/// Down, Page Up and Page Down choose, Enter and Tab take, Escape closes; every other key is the text's.
class Completion : public QObject
{
    Q_OBJECT

public:
    explicit Completion(TextArea *area);
    ~Completion() override;

    void setProvider(CompletionProvider provider);
    void setTriggers(const QString &characters) { m_triggers = characters; } ///< ask as well as letters and digits do

    void ask(bool isExplicit);
    bool wantsKey(const QKeyEvent &event) const;
    void press(const QKeyEvent &event); ///< one that it wants
    void typed(const QString &text);
    void close();
    bool isShown() const;
    QListView *list() const { return m_list; }

private:
    void answered(const CompletionList &list);
    void filter();
    void place();
    void take();
    void choose(int row);
    QString typedText() const;
    void followCursor();

    TextArea *m_area;
    QPointer<FloatingPanel> m_panel; ///< belongs to the window
    QListView *m_list;
    CompletionModel *m_model;
    CompletionProvider m_provider;
    QString m_triggers;
    QList<CompletionItem> m_items;
    quint64 m_serial = 0; ///< of the newest question
    int m_from = 0;       ///< in the document
    bool m_isExplicit = false;
    bool m_isTaking = false;
};

} // namespace strata
