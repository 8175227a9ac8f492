// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace strata {

class Page;

/// The list of pages with their icons and counts. As wide as its longest entry, so that nothing is cut.
class Sidebar : public QListWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);

    void addPage(Page *page);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    void refreshCount(QListWidgetItem *item, const Page *page);
};

} // namespace strata
