// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/helpdrawing.h"

#include <QPainter>

#include <array>

namespace strata {

namespace {

/// Boxes with a word in them, on one grid.
class Sketch
{
public:
    explicit Sketch(QWidget *widget) : m_painter(widget), m_palette(widget->palette())
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        QFont font = widget->font();
        font.setPointSizeF(font.pointSizeF() * 0.9);
        m_painter.setFont(font);
    }

    void box(QRectF rect, const QString &text, bool accented, bool dashed = false)
    {
        QColor fill = m_palette.color(accented ? QPalette::Highlight : QPalette::Mid);
        fill.setAlphaF(accented ? 0.30F : 0.25F);
        QPen pen(m_palette.color(accented ? QPalette::Highlight : QPalette::WindowText), 1.2);
        if (dashed)
            pen.setStyle(Qt::DashLine);
        m_painter.setPen(pen);
        m_painter.setBrush(fill);
        m_painter.drawRoundedRect(rect, 3, 3);
        write(rect, text, Qt::AlignCenter);
    }

    void write(QRectF rect, const QString &text, Qt::Alignment alignment)
    {
        m_painter.setPen(m_palette.color(QPalette::WindowText));
        m_painter.drawText(
            rect, alignment,
            m_painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(rect.width()) - 4));
    }

private:
    QPainter m_painter;
    QPalette m_palette;
};

constexpr qreal rowHeight = 30;

void drawImages(Sketch &sketch)
{
    constexpr qreal width = 150;
    const QStringList left{HelpDrawing::tr("your program"), HelpDrawing::tr("its libraries")};
    const QStringList right{HelpDrawing::tr("another program")};
    sketch.write({0, 0, width, 20}, QStringLiteral("shop/api:1.4"), Qt::AlignCenter);
    sketch.write({width + 40, 0, width, 20}, QStringLiteral("shop/web:1.4"), Qt::AlignCenter);
    for (int i = 0; i < 2; ++i)
        sketch.box({0, 26 + rowHeight * i, width, rowHeight - 4}, left[i], true);
    sketch.box({width + 40, 26 + rowHeight, width, rowHeight - 4}, right[0], true);
    sketch.box({0, 26 + rowHeight * 2, width * 2 + 40, rowHeight - 4},
               HelpDrawing::tr("base layers, stored once for both"), false);
    sketch.write({0, 26 + rowHeight * 3, width * 2 + 40, 24},
                 HelpDrawing::tr("layers never change; an image is a pile of them"), Qt::AlignCenter);
}

void drawContainers(Sketch &sketch)
{
    constexpr qreal width = 150;
    sketch.write({0, 0, width, 20}, QStringLiteral("web-1"), Qt::AlignCenter);
    sketch.write({width + 40, 0, width, 20}, QStringLiteral("web-2"), Qt::AlignCenter);
    sketch.box({0, 26, width, rowHeight - 4}, HelpDrawing::tr("its own changes"), true, true);
    sketch.box({width + 40, 26, width, rowHeight - 4}, HelpDrawing::tr("its own changes"), true, true);
    for (int i = 0; i < 2; ++i)
        sketch.box({0, 26 + rowHeight * (i + 1), width * 2 + 40, rowHeight - 4},
                   i == 0 ? HelpDrawing::tr("layers of the image, read only") : HelpDrawing::tr("stored once for both"),
                   false);
    sketch.write({0, 26 + rowHeight * 3, width * 2 + 40, 24},
                 HelpDrawing::tr("removing a container removes the dashed layer only"), Qt::AlignCenter);
}

void drawAccounts(Sketch &sketch)
{
    constexpr qreal width = 150;
    sketch.box({0, 0, width, rowHeight - 4}, QStringLiteral("Strata"), true);
    sketch.box({width + 40, 0, width, rowHeight - 4}, QStringLiteral("docker"), true);
    sketch.write({0, rowHeight - 4, width * 2 + 40, 24}, HelpDrawing::tr("both read the token here"), Qt::AlignCenter);
    sketch.box({0, 26 + rowHeight, width * 2 + 40, rowHeight - 4}, HelpDrawing::tr("desktop keychain, encrypted"),
               false);
    sketch.write({0, 26 + rowHeight * 2, width * 2 + 40, 24},
                 HelpDrawing::tr("and show it only to the registry it is for"), Qt::AlignCenter);
    sketch.box({0, 24 + rowHeight * 3, width * 2 + 40, rowHeight - 4}, HelpDrawing::tr("registry, such as Docker Hub"),
               false, true);
}

void drawLayers(Sketch &sketch)
{
    constexpr qreal width = 108, gap = 8;
    const std::array<QStringList, 2> layers{
        QStringList{{}, QStringLiteral("M config"), HelpDrawing::tr("D cache")},
        QStringList{QStringLiteral("A program"), QStringLiteral("A config"), QStringLiteral("A cache")}};
    for (int i = 0; i < 2; ++i) {
        for (int file = 0; file < 3; ++file) {
            const QString &text = layers[size_t(i)][file];
            if (!text.isEmpty())
                sketch.box({(width + gap) * file, rowHeight * i, width, rowHeight - 4}, text, i == 0 || file == 0,
                           file == 2 && i == 0);
        }
    }
    sketch.write({0, rowHeight * 2, (width + gap) * 3, 24}, HelpDrawing::tr("seen: program and the new config"),
                 Qt::AlignCenter);
    sketch.write({0, rowHeight * 2 + 24, (width + gap) * 3, 24},
                 HelpDrawing::tr("wasted: the old config and cache, stored all the same"), Qt::AlignCenter);
}

void drawBuilder(Sketch &sketch)
{
    constexpr qreal width = 200, gap = 16;
    const std::array<QString, 4> steps{QStringLiteral("FROM debian:12"), QStringLiteral("RUN apt-get install …"),
                                       QStringLiteral("COPY src /src"), QStringLiteral("RUN make")};
    const std::array<QString, 4> what{HelpDrawing::tr("cached"), HelpDrawing::tr("cached"),
                                      HelpDrawing::tr("a file changed"), HelpDrawing::tr("so it is done again")};
    for (int i = 0; i < 4; ++i) {
        sketch.box({0, rowHeight * i, width, rowHeight - 4}, steps[size_t(i)], i < 2, i >= 2);
        sketch.write({width + gap, rowHeight * i, width - gap, rowHeight - 4}, what[size_t(i)],
                     Qt::AlignLeft | Qt::AlignVCenter);
    }
}

} // namespace

HelpDrawing::HelpDrawing(HelpTopic topic, QWidget *parent) : QWidget(parent), m_topic(topic)
{
    setFixedSize(sizeHint());
}

void HelpDrawing::paintEvent(QPaintEvent *)
{
    Sketch sketch(this);
    switch (m_topic) {
    case HelpTopic::Images: drawImages(sketch); break;
    case HelpTopic::Containers: drawContainers(sketch); break;
    case HelpTopic::Accounts: drawAccounts(sketch); break;
    case HelpTopic::Layers: drawLayers(sketch); break;
    case HelpTopic::Builder: drawBuilder(sketch); break;
    }
}

} // namespace strata
