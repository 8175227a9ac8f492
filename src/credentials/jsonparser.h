// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/jsontext.h"

namespace strata {

/// Finds the values of a JSON text. For JsonText.
class JsonParser
{
public:
    explicit JsonParser(QByteArrayView text) : m_text(text) {}

    bool parse(JsonNode &root); ///< false: no JSON, and position() tells where it stopped
    qsizetype position() const { return m_at; }

private:
    bool value(JsonNode &node, int depth);
    bool object(JsonNode &node, int depth);
    bool array(JsonNode &node, int depth);
    bool string();
    bool escape();
    bool number();
    bool digits();
    bool word(QByteArrayView word);
    bool take(char c);
    void skipSpace();
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace strata
