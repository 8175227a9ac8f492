// SPDX-License-Identifier: GPL-3.0-or-later
#include "walk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextEdit>

namespace strata::test {

using namespace Qt::StringLiterals;

bool isQtsOwn(const QWidget *widget)
{
    return widget->objectName().startsWith(u"qt_") || qobject_cast<const QScrollBar *>(widget)
        || qobject_cast<const QAbstractItemView *>(widget->parentWidget()) // headers, viewports
        || qobject_cast<const QLineEdit *>(widget->parentWidget())         // the clear button
        || widget->inherits("QTabBar") || widget->inherits("QToolBarExtension")
        || (widget->parentWidget() && widget->parentWidget()->inherits("QTabBar"));
}

QByteArray describe(const QWidget *widget)
{
    QStringList path;
    for (const QObject *object = widget; object; object = object->parent())
        path.prepend(QString::fromLatin1(object->metaObject()->className()) + u'#' + object->objectName());
    return path.join(u" > "_s).toUtf8();
}

Walk::Walk(const QWidget *root)
{
    for (QWidget *widget : root->findChildren<QWidget *>()) {
        if (isQtsOwn(widget) && !widget->objectName().startsWith(u"qt_msgbox_"))
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->pixmap().isNull()) {
            ++labels;
            if (label->textFormat() != Qt::PlainText)
                rich.append(QString::fromUtf8(describe(label)));
        }
        const bool isControl = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
            || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
            || qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
        if (!isControl)
            continue;
        ++controls;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            nameless.append(QString::fromUtf8(describe(widget)));
    }
}

} // namespace strata::test
