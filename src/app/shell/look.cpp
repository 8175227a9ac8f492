// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/look.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QPalette>
#include <QStyleFactory>
#include <QStyleHints>
#include <QTranslator>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

/// Fusion's own dark colours, for platforms that do not give any (no desktop, offscreen).
QPalette darkPalette()
{
    const QColor window(0x2b, 0x2d, 0x30);
    const QColor base(0x1e, 0x1f, 0x22);
    const QColor text(0xdf, 0xe1, 0xe5);
    const QColor disabled(0x7a, 0x7e, 0x85);
    QPalette palette(text, window, window.lighter(150), base.darker(140), window.lighter(120), text, Qt::white, base,
                     window);
    palette.setColor(QPalette::Button, window.lighter(118));
    palette.setColor(QPalette::AlternateBase, QColor(0x24, 0x25, 0x28));
    palette.setColor(QPalette::Highlight, QColor(0x2e, 0x6f, 0xb7));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Accent, QColor(0x4a, 0x9a, 0xe8));
    palette.setColor(QPalette::Link, QColor(0x6c, 0xb2, 0xf5));
    palette.setColor(QPalette::ToolTipBase, window.lighter(130));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, disabled);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0x45, 0x48, 0x4d));
    return palette;
}

/// English, the language of the sources, has a file of its own for its plurals: it is the last resort.
void installTranslator(QApplication &application, const QLocale &locale, const QString &file, const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (translator->load(locale, file, u"_"_s, folder) || translator->load(file + u"_en"_s, folder))
        application.installTranslator(translator);
    else
        delete translator;
}

} // namespace

QStringList Look::names()
{
    return {u"fusion-light"_s, u"fusion-dark"_s, u"breeze-light"_s, u"korean"_s};
}

Look Look::fromArguments(int argc, char **argv)
{
    Look look;
    for (int i = 1; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        const auto take = [&](const QString &option, QString &value) {
            if (word.startsWith(option + u'='))
                value = word.sliced(option.size() + 1);
            else if (word == option && i + 1 < argc)
                value = QString::fromLocal8Bit(argv[i + 1]);
        };
        take(u"--look"_s, look.name);
        take(u"--language"_s, look.language);
    }
    if (look.language.isEmpty() && look.name == u"korean")
        look.language = u"ko"_s;
    return look;
}

void Look::prepareEnvironment() const
{
    if (name.startsWith(u"breeze")) {
        qputenv("QT_STYLE_OVERRIDE", "breeze");
        qputenv("QT_QPA_PLATFORMTHEME", "kde");
    } else if (!name.isEmpty()) {
        qputenv("QT_STYLE_OVERRIDE", "fusion");
    }
}

void Look::apply(QApplication &application) const
{
    if (name == u"fusion-dark") {
        QApplication::styleHints()->setColorScheme(Qt::ColorScheme::Dark);
        if (QApplication::palette().color(QPalette::Base).lightness() > 128)
            QApplication::setPalette(darkPalette());
    } else if (!name.isEmpty()) {
        QApplication::styleHints()->setColorScheme(Qt::ColorScheme::Light);
    }
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    installTranslator(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    installTranslator(application, locale, u"strata"_s, u":/strata/i18n"_s);
}

} // namespace strata
