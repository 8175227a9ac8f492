// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bytesize.h"

#include <array>

namespace strata {

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

} // namespace strata
