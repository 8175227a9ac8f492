// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "cli/table.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonValue &value)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return document.toJson(QJsonDocument::Compact);
}

} // namespace

void print(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void printLine(const QString &line)
{
    std::fprintf(stdout, "%s\n", qUtf8Printable(line));
}

void printJson(const QJsonValue &value)
{
    std::fprintf(stdout, "%s\n", compact(value).constData());
}

void complain(const QString &message)
{
    std::fflush(stdout);
    std::fprintf(stderr, "stratactl: %s\n", qUtf8Printable(printable(message)));
}

int complainOfUsage(const QString &message)
{
    complain(message);
    return usageError;
}

void fail(const Error &error)
{
    complain(error.message);
    QCoreApplication::exit(1);
}

void insertName(QJsonObject &object, const QString &key, const QByteArray &bytes)
{
    object.insert(key, QString::fromUtf8(bytes));
    if (!bytes.isValidUtf8())
        object.insert(QString(key + u"Base64"_s), QString::fromLatin1(bytes.toBase64()));
}

void JsonWriter::beginObject(const QJsonObject &members)
{
    QByteArray text = compact(members);
    text.chop(1);
    std::fprintf(stdout, "%s%s", m_isFirst ? "" : ",", text.constData());
    m_open += u'}';
    m_isFirst = members.isEmpty();
}

void JsonWriter::beginArray(const QString &name)
{
    std::fprintf(stdout, "%s\"%s\":[", m_isFirst ? "" : ",", qUtf8Printable(name));
    m_open += u']';
    m_isFirst = true;
}

void JsonWriter::end()
{
    std::fputc(m_open.back().toLatin1(), stdout);
    m_open.chop(1);
    m_isFirst = m_open.isEmpty();
    if (m_open.isEmpty())
        std::fputc('\n', stdout);
}

} // namespace strata
