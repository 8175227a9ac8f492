// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/plan/historystatement.h"

namespace strata {

/// How alike a step and a line of a history are.
struct TextMatch
{
    double likeness = 0; ///< 0: not at all; 1: as if the step had just been done
    bool isExact = false;
};

/// A line of a history, made ready to be compared with many.
class HistoryText
{
public:
    HistoryText(const QString &createdBy, bool isEmptyLayer);

    const HistoryStatement &entry() const { return m_entry; }
    bool isEmptyLayer() const { return m_isEmptyLayer; }
    const QStringList &words() const { return m_words; } ///< sorted

private:
    HistoryStatement m_entry;
    bool m_isEmptyLayer;
    QStringList m_words;
};

/// All that histories may say of a step.
class StepTexts
{
public:
    StepTexts(InstructionKind kind, const QStringList &wordings); ///< historyWordings(); at least one

    TextMatch match(const HistoryText &line) const;
    bool isOfKind(const HistoryText &line) const;
    double weight() const; ///< 1 to 4: a long command is no accident, `WORKDIR /app` may be one

private:
    bool equals(const HistoryText &line, const QString &body) const;
    bool equalsArguments(const HistoryStatement &entry) const;

    InstructionKind m_kind;
    QStringList m_bodies;    ///< without anyText
    QStringList m_patterns;  ///< with it
    QStringList m_arguments; ///< of ARG: the names
    QStringList m_words;     ///< sorted
};

} // namespace strata
