// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/linedata.h"
#include "widgets/editor/textrange.h"
#include "widgets/highlightrepository.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Format>

#include <QColor>
#include <QDeadlineTimer>
#include <QHash>
#include <QPointer>
#include <QTextLayout>
#include <QTimer>

#include <functional>

namespace strata {

/// A highlighter must go before its repository.
struct RepositoryHolder
{
    HighlightRepository m_repository;
};

/// Colours a document without ever holding up the event loop: the edited line and what is on the screen at once, the rest
/// in turns of a few milliseconds. Of a line beyond LineLimit only the beginning is coloured.
///
/// Keeps its state in LineData, so that a document has one CodeHighlighter.
class CodeHighlighter : public QObject, private RepositoryHolder, private KSyntaxHighlighting::AbstractHighlighter
{
    Q_OBJECT

public:
    static constexpr int LineLimit = 4000; ///< characters

    CodeHighlighter(HighlightRepository repository, QTextDocument *document);

    void setDefinition(const QString &name); ///< one that KSyntaxHighlighting does not know: no colours
    void setPalette(const QPalette &palette);
    void setVisibleLines(std::function<LineRange()> visible) { m_visible = std::move(visible); }

    bool isHighlighting() const { return m_isOn; }
    bool isComplete() const { return m_next < 0; }
    QString themeName() const { return theme().name(); }

    /// In a comment or a string, where brackets do not pair with those of the code.
    bool isQuiet(const QTextBlock &block, int column) const;
    bool startsRegion(const QTextBlock &block) const; ///< one of the definition's, that does not end in the same line
    QTextBlock regionEnd(const QTextBlock &block) const; ///< the line with the end of that region; else the last line

private:
    void change(const EditorEdit &edit);
    void restart();
    void goOn(QDeadlineTimer deadline);
    void highlightVisible();
    bool highlight(const QTextBlock &block, LineData &data, const KSyntaxHighlighting::State &before);
    bool applyFormats(const QTextBlock &block) const;
    bool isSeen(EditorRange range) const;
    void markDirty(EditorRange range);
    void removeFormats();
    const QTextCharFormat &charFormat(const KSyntaxHighlighting::Format &format);

    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;
    void applyFolding(int offset, int length, KSyntaxHighlighting::FoldingRegion region) override;

    QPointer<QTextDocument> m_document;
    std::function<LineRange()> m_visible;
    QColor m_background;
    bool m_isOn = false;
    int m_generation = 1;
    int m_next = -1;    ///< the line to go on with, -1: all is done
    int m_editEnd = -1; ///< the last line that was edited
    bool m_isInEdit = false;
    bool m_isTailDone = true; ///< nothing is left to do below lines that turn out as they were
    QTimer m_timer;
    QHash<int, QTextCharFormat> m_charFormats;
    int m_length = 0; ///< of the line that is being highlighted, as the rest
    QList<QTextLayout::FormatRange> m_formats;
    QList<KSyntaxHighlighting::FoldingRegion> m_regions;
    QList<LineData::Part> m_quiet;
};

} // namespace strata
