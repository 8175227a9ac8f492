// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contrast.h"

#include <algorithm>
#include <cmath>

namespace strata {

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](float channel) {
        const double c = channel;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Text)) > luminance(palette.color(QPalette::Base));
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

QColor readableOn(const QColor &background, const QColor &color, double wanted)
{
    const float step = contrast(background, Qt::white) > contrast(background, Qt::black) ? 0.02F : -0.02F;
    float hue = 0;
    float saturation = 0;
    float lightness = 0;
    color.getHslF(&hue, &saturation, &lightness);
    QColor result = color;
    while (contrast(result, background) < wanted && lightness + step > 0 && lightness + step < 1) {
        lightness += step;
        result = QColor::fromHslF(std::max(hue, 0.0F), saturation, lightness);
    }
    return result;
}

} // namespace strata
