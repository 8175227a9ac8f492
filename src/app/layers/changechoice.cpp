// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/changechoice.h"

#include <QAbstractItemView>

#include <array>

namespace strata {

namespace {

constexpr std::array choices{std::optional<Change>(), std::optional(Change::Added), std::optional(Change::Modified),
                             std::optional(Change::Deleted), std::optional(Change::Unchanged)};

} // namespace

ChangeChoice::ChangeChoice(Of of, QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Change"));
    view()->setAccessibleName(accessibleName());
    addItems({tr("All changes"), tr("A added"), tr("M modified"), tr("D deleted")});
    if (of == Of::Layer)
        addItem(tr("U unchanged"));
}

std::optional<Change> ChangeChoice::change() const
{
    return choices[static_cast<size_t>(currentIndex())];
}

} // namespace strata
