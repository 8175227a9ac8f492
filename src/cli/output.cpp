// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "cli/table.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

namespace strata {

void print(const QString &text)
{
    std::fputs(qUtf8Printable(text), stdout);
    std::fflush(stdout);
}

void printJson(const QJsonValue &value)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    print(QString::fromUtf8(document.toJson(QJsonDocument::Compact)) + u'\n');
}

void complain(const Error &error)
{
    std::fprintf(stderr, "stratactl: %s\n", qUtf8Printable(printable(error.message)));
}

void fail(const Error &error)
{
    complain(error);
    QCoreApplication::exit(1);
}

} // namespace strata
