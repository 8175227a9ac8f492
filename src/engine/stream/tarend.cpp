// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stream/tarend.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct TarEndText
{
    Q_DECLARE_TR_FUNCTIONS(TarEnd)
};

constexpr qsizetype tailSize = 8192; ///< the end, and the longest error that is read
constexpr qsizetype endSize = 1024;

QString errorIn(const QByteArray &tail)
{
    for (qsizetype at = tail.lastIndexOf("\n{"); true; at = tail.lastIndexOf('{', at - 1)) {
        const qsizetype begin = at < 0 ? tail.indexOf('{') : at;
        if (begin < 0)
            return {};
        const QJsonObject object = QJsonDocument::fromJson(tail.sliced(begin).trimmed()).object();
        for (const QString &text : {object[u"errorDetail"][u"message"].toString(), object[u"error"].toString(),
                                    object[u"message"].toString()}) {
            if (!text.isEmpty())
                return text;
        }
        if (at <= 0)
            return {};
    }
}

} // namespace

void TarEnd::feed(QByteArrayView bytes)
{
    if (bytes.size() >= tailSize) {
        m_tail = bytes.last(tailSize).toByteArray();
        return;
    }
    const qsizetype kept = std::min(m_tail.size(), tailSize - bytes.size());
    m_tail.remove(0, m_tail.size() - kept);
    m_tail.append(bytes);
}

Result<void> TarEnd::finish() const
{
    const bool isWhole = m_tail.size() >= endSize
        && std::ranges::all_of(m_tail.last(endSize), [](char c) { return c == '\0'; });
    if (isWhole)
        return {};
    if (const QString words = errorIn(m_tail); !words.isEmpty())
        return failure(Error::Kind::EngineFailed, words, u"behind the archive"_s);
    return failure(Error::Kind::BrokenStream, TarEndText::tr("The archive that the engine sent is not whole."),
                   u"no end of a tar"_s);
}

} // namespace strata
