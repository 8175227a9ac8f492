// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codeview.h"

#include <QJsonDocument>
#include <QPromise>
#include <QThreadPool>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

// Indents JSON that is known to be right. Works on bytes: everything that matters is ASCII.
class Indenter
{
public:
    QByteArray run(const QByteArray &json)
    {
        m_out.reserve(json.size() * 2);
        for (qsizetype i = 0; i < json.size(); ++i) {
            const char c = json[i];
            if (c == '"')
                i = copyString(json, i);
            else if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
                put(c);
        }
        return m_out;
    }

private:
    qsizetype copyString(const QByteArray &json, qsizetype start)
    {
        openPending();
        qsizetype end = start + 1;
        while (end < json.size() && json[end] != '"')
            end += json[end] == '\\' ? 2 : 1;
        m_out.append(json.mid(start, end - start + 1));
        return end;
    }

    void put(char c)
    {
        if (c == '}' || c == ']') {
            --m_depth;
            if (!std::exchange(m_isOpen, false)) // an empty one stays closed
                newLine();
            m_out.append(c);
            return;
        }
        openPending();
        m_out.append(c);
        if (c == '{' || c == '[') {
            ++m_depth;
            m_isOpen = true;
        } else if (c == ',') {
            newLine();
        } else if (c == ':') {
            m_out.append(' ');
        }
    }

    void openPending()
    {
        if (std::exchange(m_isOpen, false))
            newLine();
    }

    void newLine()
    {
        m_out.append('\n');
        m_out.append(m_depth * 4, ' ');
    }

    QByteArray m_out;
    int m_depth = 0;
    bool m_isOpen = false; // the last thing was { or [
};

} // namespace

QString prettyJson(const QByteArray &json)
{
    QJsonParseError error;
    QJsonDocument::fromJson(json, &error);
    return QString::fromUtf8(error.error == QJsonParseError::NoError ? Indenter().run(json) : json);
}

JsonView::JsonView(HighlightRepository repository, QWidget *parent) : CodeView(std::move(repository), parent)
{
    connect(&m_formatting, &QFutureWatcherBase::finished, this, [this] {
        if (m_formatting.future().resultCount() > 0)
            setText(m_formatting.result(), u"JSON"_s);
    });
}

void JsonView::setJson(const QByteArray &json)
{
    m_formatting.setFuture({}); // an answer that is still being formatted is out of date
    if (json.size() <= FormatInPlace) {
        setText(prettyJson(json), u"JSON"_s);
        return;
    }
    if (json.size() > FormatLimit) {
        setText(QString::fromUtf8(json), u"JSON"_s);
        return;
    }
    {
        const QSignalBlocker blocker(this); // not what was asked for yet
        setText({});
    }
    QPromise<QString> promise;
    promise.start();
    m_formatting.setFuture(promise.future());
    QThreadPool::globalInstance()->start([promise = std::move(promise), json]() mutable {
        promise.addResult(prettyJson(json));
        promise.finish();
    });
}

} // namespace strata
