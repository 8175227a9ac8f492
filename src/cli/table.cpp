// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include <algorithm>
#include <array>

namespace strata {

namespace {

struct Range
{
    char32_t first, last;
};

/// East Asian Wide and Fullwidth blocks (Unicode UAX #11), coarse: what terminals agree on.
constexpr std::array wideRanges{
    Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0x33ff}, Range{0x3400, 0x4dbf},
    Range{0x4e00, 0x9fff},   Range{0xa000, 0xa4cf},   Range{0xac00, 0xd7a3}, Range{0xf900, 0xfaff},
    Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6}, Range{0x1f300, 0x1f64f},
    Range{0x1f900, 0x1f9ff}, Range{0x20000, 0x3fffd},
};

int cellWidth(char32_t c)
{
    const auto category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    return std::ranges::any_of(wideRanges, [c](Range r) { return c >= r.first && c <= r.last; }) ? 2 : 1;
}

} // namespace

int cellWidth(QStringView text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4())
        width += cellWidth(c);
    return width;
}

QString printable(QString text)
{
    for (QChar &c : text) {
        const auto category = c.category();
        if (category == QChar::Other_Control || category == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString formatTable(const QList<QStringList> &rows)
{
    QList<QStringList> shown;
    QList<int> widths;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells.append(printable(cell));
        widths.resize(std::max(widths.size(), cells.size()), 0);
        for (qsizetype i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], cellWidth(QStringView(cells[i])));
        shown.append(std::move(cells));
    }
    QString text;
    for (const QStringList &row : std::as_const(shown)) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size())
                line += QString(widths[i] - cellWidth(QStringView(row[i])) + 3, u' ');
        }
        text += line + u'\n';
    }
    return text;
}

} // namespace strata
