// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/icons.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QStyle>
#include <QStyleOption>
#include <QSvgRenderer>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Draws an SVG whose strokes are "currentColor" in the colour that the palette gives the icon's mode.
class SymbolicEngine final : public QIconEngine
{
public:
    explicit SymbolicEngine(QString name, QByteArray svg) : m_name(std::move(name)), m_svg(std::move(svg)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        draw(painter, rect, color(mode), rect.height());
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QString key = u"strata-icon/%1/%2x%3@%4/%5"_s.arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(scale)
                                .arg(color(mode).rgba());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        draw(&painter, QRect(QPoint(), size), color(mode), size.height() / scale);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QIconEngine *clone() const override { return new SymbolicEngine(m_name, m_svg); }
    QString key() const override { return u"strata-symbolic"_s; }

private:
    /// Lines stay fine where an icon is drawn large, as on an empty page.
    void draw(QPainter *painter, const QRect &rect, const QColor &color, qreal extent) const
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
        if (extent > 24)
            svg.replace("stroke-width=\"1.25\"", "stroke-width=\"0.7\"");
        QSvgRenderer(svg).render(painter, rect);
    }

    static QColor color(QIcon::Mode mode)
    {
        const QPalette palette = QApplication::palette();
        switch (mode) {
        case QIcon::Disabled: return palette.color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected: return palette.color(QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active: break;
        }
        return palette.color(QPalette::WindowText);
    }

    QString m_name;
    QByteArray m_svg;
};

QByteArray drawing(const QString &name)
{
    QFile file(u":/strata/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

} // namespace

QIcon ownIcon(const QString &name)
{
    QByteArray svg = drawing(name);
    return QIcon(new SymbolicEngine(name, svg.isEmpty() ? drawing(u"unknown"_s) : std::move(svg)));
}

QIcon icon(const QString &name)
{
    if (name.startsWith(u"strata-") || !QIcon::hasThemeIcon(name))
        return ownIcon(name);
    return QIcon::fromTheme(name, ownIcon(name));
}

} // namespace strata
