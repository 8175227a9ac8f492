// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagetree.h"

#include <QComboBox>

namespace strata {

/// Which changes of files a table shows; that of a layer also what it has once more as it was.
class ChangeChoice : public QComboBox
{
    Q_OBJECT

public:
    enum class Of { Comparison, Layer };
    explicit ChangeChoice(Of of, QWidget *parent = nullptr);

    std::optional<Change> change() const; ///< nothing: all
};

} // namespace strata
