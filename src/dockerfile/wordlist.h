// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/codepoints.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace strata {

/// The words of a text that grows. What is being collected lies in a buffer that all share which are at work in each other:
/// BuildKit has it so, and begins it anew inside of a reference.
class WordList
{
public:
    explicit WordList(QString &buffer) : m_buffer(buffer) { m_buffer.clear(); }

    void add(char32_t point)
    {
        if (!QChar::isSpace(point))
            addQuoted(point);
        else if (m_isInWord)
            finishWord();
    }

    void add(const QString &text)
    {
        if (std::ranges::none_of(text, [](QChar unit) { return unit.isSurrogate(); })) {
            for (const QChar unit : text)
                add(char32_t(unit.unicode()));
        } else {
            for (const char32_t point : text.toStdU32String())
                add(point);
        }
    }

    void addQuoted(char32_t point)
    {
        appendPoint(m_buffer, point);
        m_isInWord = true;
    }

    void addQuoted(QStringView text)
    {
        m_buffer += text;
        m_isInWord = true;
    }

    QStringList take()
    {
        finishWord();
        return std::exchange(m_words, {});
    }

private:
    void finishWord()
    {
        if (m_buffer.isEmpty())
            return;
        m_words.append(std::exchange(m_buffer, {}));
        m_isInWord = false;
    }

    QString &m_buffer;
    QStringList m_words;
    bool m_isInWord = false;
};

} // namespace strata
