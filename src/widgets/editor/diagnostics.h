// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/textrange.h"

#include <QList>
#include <QString>

class QTextBlock;

namespace strata {

/// From the gravest on.
enum class DiagnosticSeverity { Error, Warning, Hint };

/// Something that is to be said about a part of the text. An empty span is shown at the character there.
struct EditorDiagnostic
{
    TextSpan span;
    DiagnosticSeverity severity = DiagnosticSeverity::Warning;
    QString rule = {}; ///< its short name, may be empty
    QString message = {};
};

/// The diagnostics of a document, which move with the text until new ones come.
class Diagnostics
{
public:
    struct Entry
    {
        EditorRange range; ///< never empty, except at the end of a line
        DiagnosticSeverity severity = DiagnosticSeverity::Warning;
        QString rule;
        QString message;

        bool operator==(const Entry &) const = default;
    };

    /// Whether they are others than before.
    bool set(const QTextDocument &document, const QList<EditorDiagnostic> &diagnostics);
    void change(const EditorEdit &edit);

    const QList<Entry> &entries() const { return m_entries; } ///< sorted by their starts
    QList<Entry> at(int position) const;
    QList<Entry> startingIn(const QTextBlock &block) const; ///< the gravest first
    const Entry *next(int position) const;     ///< the first behind it, else the first of all; null when there is none
    const Entry *previous(int position) const; ///< the last before it, else the last of all

private:
    QList<Entry> m_entries;
};

QString diagnosticText(const Diagnostics::Entry &entry); ///< "RuleName: message"

} // namespace strata
