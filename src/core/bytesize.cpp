// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bytesize.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <cmath>
#include <limits>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct ByteSizeText
{
    Q_DECLARE_TR_FUNCTIONS(ByteSize)
};

} // namespace

QString formatBytes(qint64 bytes)
{
    if (bytes < 0)
        return {};
    static constexpr std::array units{u"B", u"kB", u"MB", u"GB", u"TB", u"PB", u"EB"};
    double value = static_cast<double>(bytes);
    size_t unit = 0;
    while (value >= 1000.0 && unit + 1 < units.size()) {
        value /= 1000.0;
        ++unit;
    }
    QString digits = QString::number(value, 'g', 3);
    if (digits.contains(u'e')) // 999.9 rounds to 1e+03, which docker prints as 1e+03; we print the plain number
        digits = QString::number(value, 'f', 0);
    return digits + u' ' + QStringView(units[unit]);
}

Result<qint64> parseBytes(QStringView text)
{
    static const QRegularExpression grammar(u"^(\\d+(?:\\.\\d+)?) ?([kmgtpe]?)(i?)b?$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = grammar.matchView(text.trimmed());
    const QString unit = match.captured(2).toLower();
    const double factor = match.captured(3).isEmpty() ? 1000 : 1024;
    const auto power = static_cast<double>(unit.isEmpty() ? 0 : u"kmgtpe"_s.indexOf(unit) + 1);
    const double bytes = match.captured(1).toDouble() * std::pow(factor, power);
    if (!match.hasMatch() || bytes >= static_cast<double>(std::numeric_limits<qint64>::max()))
        return failure(Error::Kind::InvalidInput, ByteSizeText::tr("%1 is no size, such as 20MB.").arg(text));
    return static_cast<qint64>(bytes);
}

} // namespace strata
