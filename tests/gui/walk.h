// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

class QLabel;
class QWidget;

namespace strata::test {

/// Part of a control that Qt made: a viewport, a scroll bar, the clear button of a field.
bool isQtsOwn(const QWidget *widget);

QByteArray describe(const QWidget *widget); ///< classes and object names from the window down

/// What is wrong with the controls at and below `root`: those without an accessible name, and labels that could take a
/// text for HTML. `controls` and `labels` are how many were looked at.
struct Walk
{
    explicit Walk(const QWidget *root);

    int controls = 0;
    int labels = 0;
    QStringList nameless;
    QStringList rich;
};

} // namespace strata::test
