// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <vector>

namespace strata {

/// One value of a JsonText: where its bytes are.
struct JsonNode
{
    enum class Kind { Null, Bool, Number, String, Array, Object };

    Kind kind = Kind::Null;
    qsizetype begin = 0; ///< offsets into the text; of the value alone
    qsizetype end = 0;
    qsizetype keyBegin = 0; ///< of a member's name, with its quotes
    qsizetype keyEnd = 0;
    std::vector<JsonNode> children = {}; ///< in the order of the text
};

/// A JSON text (RFC 8259) that holds secrets and is changed in place.
///
/// An edit touches the bytes it is about and no others: order, numbers, spaces and unknown members stay as they are.
/// The text never leaves a Secret; QJsonDocument would spread copies of it. A value; edits invalidate nodes.
class JsonText
{
public:
    /// InvalidInput, with the position in the detail, for what is no JSON or nested deeper than 64.
    static Result<JsonText> parse(Secret text);

    QByteArrayView text() const { return m_text.view(); }
    const Secret &whole() const { return m_text; }
    const JsonNode &root() const { return m_root; }

    /// The member with that name, or null. Of several the last one counts, as in Go's encoding/json.
    const JsonNode *member(const JsonNode &object, QStringView name,
                           Qt::CaseSensitivity sensitivity = Qt::CaseSensitive) const;
    QString key(const JsonNode &member) const;
    QString string(const JsonNode &value) const; ///< empty for what is no string; not for secrets
    Secret secret(const JsonNode &value) const;  ///< the same for secrets
    Secret raw(const JsonNode &value) const;     ///< as it is written

    void replace(const JsonNode &value, QByteArrayView json);
    void removeMember(const JsonNode &object, const JsonNode &member);
    /// At the end, indented as its neighbours are.
    void addMember(const JsonNode &object, const QString &name, QByteArrayView json);

    /// Appends a JSON string. At most 6 bytes for each and two more: reserve them, or a copy stays behind.
    static void appendQuoted(QByteArray &json, QByteArrayView utf8);
    static QByteArray quoted(const QString &text); ///< not for secrets

private:
    void splice(qsizetype begin, qsizetype end, QByteArrayView with);
    QByteArrayView slice(qsizetype begin, qsizetype end) const { return text().sliced(begin, end - begin); }
    QByteArrayView spaceBefore(const JsonNode &member) const;
    QByteArrayView afterKey(const JsonNode &member) const;
    QByteArray newLine(int depth) const;
    int depth(const JsonNode &value) const;

    Secret m_text;
    JsonNode m_root;
};

} // namespace strata
