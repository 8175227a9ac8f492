// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/annotation.h"

#include <KSyntaxHighlighting/FoldingRegion>
#include <KSyntaxHighlighting/State>

#include <QTextBlock>
#include <QTextBlockUserData>

namespace strata {

/// What the editor keeps with a line; it goes with the line when others come or go above it. Parts of the library only.
class LineData : public QTextBlockUserData
{
public:
    struct Part
    {
        int start = 0;
        int length = 0;
    };

    // Of CodeHighlighter: the states before and behind the line, for which colours they were made (0: not at all), where
    // regions begin and end, and which parts are comments or strings.
    KSyntaxHighlighting::State begin;
    KSyntaxHighlighting::State end;
    int generation = 0;
    QList<KSyntaxHighlighting::FoldingRegion> regions;
    QList<Part> quiet;

    /// What must not be lost when the line is written anew elsewhere.
    struct Kept
    {
        bool isFolded = false; ///< of Folding: the region that begins with this line is not shown
        QString annotation;    ///< of TextArea
        LineMark mark = LineMark::None;
    };
    Kept kept;

    static LineData *of(const QTextBlock &block) { return static_cast<LineData *>(block.userData()); }
    static LineData &make(QTextBlock block)
    {
        if (!block.userData())
            block.setUserData(new LineData);
        return *of(block);
    }
};

} // namespace strata
