// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QApplication;

namespace strata {

/// How the program looks when it is told so; normally it looks like the desktop it runs on.
struct Look
{
    QString name;     ///< "fusion-light", "fusion-dark", "breeze-light", "korean"; empty: the desktop's own
    QString language; ///< "ko", "en"; empty: the locale's

    static QStringList names();
    static Look fromArguments(int argc, char **argv); ///< reads --look and --language, before there is a QApplication

    void prepareEnvironment() const;             ///< before the QApplication: style and platform theme
    void apply(QApplication &application) const; ///< after it: colours, fonts, translations
};

} // namespace strata
