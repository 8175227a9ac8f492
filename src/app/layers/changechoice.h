// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

#include <QComboBox>

namespace strata {

/// Which changes of files a table shows.
class ChangeChoice : public QComboBox
{
    Q_OBJECT

public:
    explicit ChangeChoice(QWidget *parent = nullptr);

    std::optional<Change> change() const; ///< nothing: all
};

} // namespace strata
