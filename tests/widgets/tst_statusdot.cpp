// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/statusdot.h"

#include <QPixmap>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

QPalette palette(const QColor &base, const QColor &text)
{
    QPalette result;
    result.setColor(QPalette::Base, base);
    result.setColor(QPalette::Text, text);
    result.setColor(QPalette::HighlightedText, Qt::white);
    return result;
}

double linear(int channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// As WCAG 2.2 defines it, written anew.
double contrastAnew(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &color) {
        return 0.2126 * linear(color.red()) + 0.7152 * linear(color.green()) + 0.0722 * linear(color.blue());
    };
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

constexpr StatusColor AllColors[]{StatusColor::Positive, StatusColor::Neutral, StatusColor::Negative,
                                  StatusColor::Warning, StatusColor::Inactive};

} // namespace

class StatusDotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void colorsAreReadable_data();
    void colorsAreReadable();
    void colorsDiffer();
    void shapesDifferWithoutColor();
    void selectedIconTakesTheTextColor();
};

void StatusDotTest::colorsAreReadable_data()
{
    QTest::addColumn<QColor>("base");
    QTest::addColumn<QColor>("text");
    QTest::newRow("Fusion light") << QColor(Qt::white) << QColor(Qt::black);
    QTest::newRow("Fusion dark") << QColor(36, 36, 36) << QColor(Qt::white);
    QTest::newRow("Breeze light") << QColor(252, 252, 252) << QColor(35, 38, 41);
    QTest::newRow("Breeze dark") << QColor(27, 30, 32) << QColor(252, 252, 252);
    QTest::newRow("black") << QColor(Qt::black) << QColor(Qt::white);
    QTest::newRow("sepia") << QColor(0xf4, 0xec, 0xd8) << QColor(0x5b, 0x46, 0x36);
}

void StatusDotTest::colorsAreReadable()
{
    QFETCH(QColor, base);
    QFETCH(QColor, text);
    const QPalette colors = palette(base, text);
    for (const StatusColor color : AllColors) {
        QVERIFY(contrastAnew(statusColor(color, colors), base) >= 3.0);
        QVERIFY(contrastAnew(statusTextColor(color, colors), base) >= 4.5);
    }
}

void StatusDotTest::colorsDiffer()
{
    for (const QColor &base : {QColor(Qt::white), QColor(Qt::black)}) {
        QSet<QRgb> seen;
        for (const StatusColor color : AllColors)
            seen.insert(statusColor(color, palette(base, base == Qt::white ? Qt::black : Qt::white)).rgb());
        QCOMPARE(seen.size(), std::size(AllColors));
    }
}

void StatusDotTest::shapesDifferWithoutColor()
{
    QList<QImage> seen;
    for (const StatusShape shape : {StatusShape::Disc, StatusShape::Ring, StatusShape::Square, StatusShape::Triangle,
                                    StatusShape::PauseBars, StatusShape::Arc, StatusShape::Cross}) {
        const QIcon icon = statusIcon(shape, StatusColor::Inactive, palette(Qt::white, Qt::black));
        const QImage image = icon.pixmap(QSize(16, 16), 2.0).toImage();
        QCOMPARE(image.size(), QSize(32, 32)); // sharp on a fine display
        QVERIFY(!seen.contains(image));
        seen.append(image);
    }
}

void StatusDotTest::selectedIconTakesTheTextColor()
{
    const QIcon icon = statusIcon(StatusShape::Disc, StatusColor::Negative, palette(Qt::white, Qt::black));
    const QImage image = icon.pixmap(QSize(16, 16), 1.0, QIcon::Selected).toImage();
    QCOMPARE(image.pixelColor(8, 8), QColor(Qt::white));
    QVERIFY(icon.pixmap(QSize(16, 16), 1.0).toImage().pixelColor(8, 8) != QColor(Qt::white));
}

STRATA_WINDOW_TEST(StatusDotTest)
#include "tst_statusdot.moc"
