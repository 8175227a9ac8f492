// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/diagnostics.h"
#include "widgets/editor/textrange.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <functional>

class QBoxLayout;

namespace strata {

class FloatingPanel;
class TextArea;

/// What is to be said about a place, as plain text. Each part may be missing; nothing at all is not shown.
struct HoverContent
{
    QString title = {};
    QString body = {};
    QString code = {}; ///< in the fixed font
    bool isEmpty() const { return title.isEmpty() && body.isEmpty() && code.isEmpty(); }
};

/// Asked on the GUI thread. `answer` may be called at once or later, on the GUI thread, at most once, or never; it does
/// nothing when the pointer has gone on or the editor is gone.
using HoverAnswer = std::function<void(const HoverContent &content)>;
using HoverProvider = std::function<void(EditorPosition position, const HoverAnswer &answer)>;

/// Shows what is known about a place beside it: its diagnostics at once, and what the provider answers below them. By the
/// mouse it stays until the mouse leaves the word and the panel; by the keyboard until the next key or click.
class Hover : public QObject
{
    Q_OBJECT

public:
    explicit Hover(TextArea *area);
    ~Hover() override;

    void setProvider(HoverProvider provider);
    void showAt(int position, bool byKeyboard);
    void close();
    bool isShown() const;
    QString shownText() const; ///< all paragraphs, a line break between them

private:
    void build(const QList<Diagnostics::Entry> &diagnostics, const HoverContent &content);
    void addText(QBoxLayout *layout, const QString &text, bool isTitle, bool isCode);
    void addDiagnostic(QBoxLayout *layout, const Diagnostics::Entry &entry);
    void pointerMoved(const QPoint &point);

    TextArea *m_area;
    QPointer<FloatingPanel> m_panel; ///< belongs to the window
    HoverProvider m_provider;
    EditorRange m_range; ///< that it is about
    quint64 m_serial = 0;
    bool m_isByKeyboard = false;
    QStringList m_texts;
    QTimer m_leaveTimer;
};

} // namespace strata
